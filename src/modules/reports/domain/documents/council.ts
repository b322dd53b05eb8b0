/** The council paper: what is public and, from the same source, the annex that is not. */
import type { DocumentModel, ParagraphBlock, Section, Source, TextBlock } from '#kernel/document';
import type { ReportMeasure } from '../results-report.ts';
import { frameworkLevel } from '../results-sums.ts';
import { fill } from '../words.ts';
import { annexSections } from './annex.ts';
import { decisionSection } from './council-decision.ts';
import { moneySection } from './council-money.ts';
import {
  bullets,
  byWeight,
  decidedAmong,
  detailsAreOpen,
  type Ground,
  ofClass,
  openNumbers,
  paragraph,
  quarterWords,
  section,
  sourced,
  table,
  titled,
  together,
} from './ground.ts';
import { variantBlocks } from './variant.ts';

const GRAVEST = 5;

/** The whole paper with every class in it; an edition of it is what somebody may read. */
export function councilPaper(ground: Ground): DocumentModel {
  const { report, d, f, from } = ground;
  return {
    kind: 'council',
    locale: report.locale,
    title: d.council,
    subtitle: subjectOf(ground),
    facts: [
      [d.factBody, d.council_body],
      [d.factTown, report.town.name],
      [d.factDate, f.date(report.writtenOn)],
    ],
    mark: '',
    numbered: true,
    sections: [
      section('subject', d.subject, [sourced(paragraph(subjectOf(ground)), from.lists('week'))]),
      ...variantSection(ground),
      factsSection(ground),
      reasonsSection(ground),
      alternativesSection(ground),
      moneySection(ground),
      staffSection(ground),
      section('privacy', d.privacy, [
        sourced(paragraph(d.privacyText), from.lists('activities')),
        paragraph(d.privacyDuty),
      ]),
      staffCouncilSection(ground),
      decisionSection(ground),
      section('annexes', d.annexes, bullets([d.annexSummary, d.annexTable, d.annexMeasures])),
      ...annexSections(ground),
    ],
  };
}

function subjectOf({ report, d, f }: Ground): string {
  const { startsOn, endsOn } = report.engagement;
  return startsOn ? fill(d.subjectText, { from: f.date(startsOn), to: f.date(endsOn) }) : d.council;
}

/** A section of its own: the paper in force has none of its name, so nobody can rewrite it or leave it out. */
function variantSection(ground: Ground): Section[] {
  const told = variantBlocks(ground).filter((block) => block.class === 'public');
  return told.length > 0
    ? [section('variant', ground.d.variant, together(told, ground.from.lists('roadmap')))]
    : [];
}

function factsSection(ground: Ground): Section {
  const { report, d, w, f, openFindings, from } = ground;
  const { town, engagement } = report;
  const week =
    engagement.startsOn &&
    fill(d.factsWeek, {
      town: town.name,
      inhabitants: f.whole(town.inhabitants),
      workplaces: f.whole(town.itWorkplaces),
      from: f.date(engagement.startsOn),
      to: f.date(engagement.endsOn),
    });
  const decided = ofClass(decidedAmong(report.measures), 'public');
  const rows = openFindings.map((finding) => [
    finding.number,
    w[`area_${finding.area}`],
    finding.title,
    w[`severity_${finding.severity}`],
    w[`status_${finding.status}`],
  ]);
  return section(
    'facts',
    d.facts,
    [
      ...told(week, from.lists('town', 'week')),
      ...told(engagement.assignment, from.lists('week')),
      ...told(reviewed(ground), from.lists('review')),
      ...levels(ground).flatMap((text) => told(text, from.lists('ratings'))),
      ...told(spending(ground), from.lists('spending')),
      ...(decided.length > 0
        ? told(
            fill(d.factsDecided, { list: decided.map(titled).join('; ') }),
            from.measures(decided.map(({ number }) => number)),
          )
        : []),
      ...(report.findings.some((finding) => finding.class !== 'public')
        ? told(d.factsMore, from.lists('findings'))
        : []),
    ],
    together(
      table(
        d.findingsTable,
        [
          [d.number, 1],
          [d.area, 2.2],
          [d.finding, 4.6],
          [d.severity, 2.1],
          [d.status, 1.7],
        ],
        rows,
      ),
      from.lists('findings', 'review'),
    ),
  );
}

/** Paragraphs as they were entered or made, with where they come from; nothing where nothing is said. */
const told = (text: string, sources: readonly Source[]): ParagraphBlock[] =>
  together(
    text
      .split(/\n\s*\n/)
      .map(oneLine)
      .filter((words) => words !== '')
      .map((words) => paragraph(words)),
    sources,
  );

function reviewed({ d, f, openFindings }: Ground): string {
  if (openFindings.length === 0) return d.factsNone;
  const count = (...of: string[]) => f.whole(openFindings.filter(({ status }) => of.includes(status)).length);
  return fill(d.factsReviewed, {
    n: f.whole(openFindings.length),
    agreed: count('confirmed', 'corrected'),
    disputed: count('disputed'),
    open: count('in_review'),
  });
}

/** The comparison on security stays in the annex. */
const levels = ({ report, d, w, f }: Ground): string[] =>
  report.frameworks
    .filter(({ id }) => id === 'itil')
    .flatMap((framework) => {
      const { level, target, rated, reached } = frameworkLevel(framework);
      if (rated === 0) return [];
      const figures = { level: f.level(level), target: f.level(target), rated, reached };
      return [fill(d.factsLevel, { framework: w[`framework_${framework.id}`], ...figures })];
    });

function spending({ report, d, f }: Ground): string {
  const years = report.spending.years.filter(({ cents }) => cents > 0).slice(-3);
  if (years.length === 0) return '';
  return fill(d.factsSpending, {
    list: years.map(({ year, cents }) => `${year} ${f.money(cents)}`).join(', '),
  });
}

function reasonsSection(ground: Ground): Section {
  const { report, d, w, openFindings, openMeasures, from } = ground;
  const gravest = byWeight(openFindings).slice(0, GRAVEST);
  const served = report.goals.filter(({ number }) =>
    openMeasures.some(({ goals }) => goals.includes(number)),
  );
  const open = openMeasures.filter((m) => m.reason.trim() !== '' && detailsAreOpen(m, report));
  const start = (m: ReportMeasure) => (m.starts ? quarterWords(m.starts, d) : d.notPlaced);
  return section(
    'reasons',
    d.reasons,
    [
      ...(gravest.length > 0
        ? together<TextBlock>(
            [
              paragraph(d.reasonsIntro),
              ...bullets(gravest.map((f) => `${titled(f)}: ${oneLine(f.statement)}`)),
            ],
            from.findings(gravest.map(({ number }) => number)),
          )
        : []),
      ...(served.length > 0
        ? together<TextBlock>(
            [paragraph(d.reasonsGoals), ...bullets(served.map(titled))],
            from.goals(served.map(({ number }) => number)),
          )
        : []),
      ...open.flatMap((m) =>
        told(fill(d.reasonsOf, { ...m, reason: oneLine(m.reason) } as never), from.measures([m.number])),
      ),
    ],
    together(
      table(
        d.measuresTable,
        [
          [d.number, 1],
          [d.measure, 3.7],
          [d.horizon, 1.9],
          [d.corrects, 2],
          [d.start, 1.9],
          [d.responsible, 3],
        ],
        openMeasures.map((m) => [
          m.number,
          m.title,
          w[`horizon_${m.horizon}`],
          openNumbers(m, openFindings).join(', ') || '–',
          start(m),
          m.responsible || d.roleNone,
        ]),
      ),
      from.lists('measures', 'roadmap'),
    ),
  );
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function alternativesSection({ d, openFindings, openMeasures, from }: Ground): Section {
  const grave = byWeight(openFindings)
    .filter(({ consequence }) => consequence.trim() !== '')
    .slice(0, GRAVEST);
  const expected = grave.map(({ number, consequence }) => `${number}: ${oneLine(consequence)}`);
  const corrected = (of: readonly ReportMeasure[]) =>
    new Set(of.flatMap((m) => openNumbers(m, openFindings))).size;
  const row = (name: string, measures: readonly ReportMeasure[]) => [
    name,
    measures.length,
    corrected(measures),
    measures.reduce((sum, m) => sum + m.onceCostCents, 0),
    measures.reduce((sum, m) => sum + m.yearlyCostCents, 0),
  ];
  const mandatory = openMeasures.filter((m) => m.mandatory);
  const short = openMeasures.filter((m) => m.horizon === 'short');
  const advice =
    corrected(openMeasures) > 0
      ? [
          paragraph(
            fill(d.alternativesAdvice, {
              corrected: corrected(openMeasures),
              findings: openFindings.length,
              grave: openFindings.filter(({ severity }) => severity === 4).length,
            }),
          ),
        ]
      : [];
  const partly = (of: readonly ReportMeasure[]) => of.length > 0 && of.length < openMeasures.length;
  return section(
    'alternatives',
    d.alternatives,
    expected.length > 0
      ? together<TextBlock>(
          [paragraph(d.alternativesNone), ...bullets(expected), ...advice],
          from.findings(grave.map(({ number }) => number)),
        )
      : together<TextBlock>(
          [paragraph(d.alternativesNothing), ...advice],
          from.lists('findings', 'measures'),
        ),
    openMeasures.length === 0
      ? []
      : together(
          table(
            d.alternativesTable,
            [
              [d.alternative, 4],
              [d.measures, 2.1, 'whole'],
              [d.corrected, 2.6, 'whole'],
              [`${d.once} (EUR)`, 2, 'money'],
              [`${d.yearly} (EUR)`, 2, 'money'],
            ],
            [
              row(d.alternativeNothing, []),
              ...(partly(mandatory) ? [row(d.alternativeMandatory, mandatory)] : []),
              ...(partly(short) ? [row(d.alternativeShort, short)] : []),
              row(d.alternativeAll, openMeasures),
            ],
          ),
          from.lists('measures'),
        ),
  );
}

function staffSection({ d, f, openMeasures, from }: Ground): Section {
  const days = (measures: readonly ReportMeasure[], of: 'effortDays' | 'externalDays') =>
    measures.reduce((sum, m) => sum + m[of], 0);
  const own = days(openMeasures, 'effortDays');
  const external = days(openMeasures, 'externalDays');
  const byRole = [...Map.groupBy(openMeasures, (m) => m.responsible || d.roleNone)];
  return section(
    'staff',
    d.staff,
    told(
      own === 0 ? d.staffNone : fill(d.staffText, { own: f.whole(own), external: f.whole(external) }),
      from.lists('measures'),
    ),
    own + external === 0
      ? []
      : together(
          table(
            d.staffTable,
            [
              [d.responsible, 5],
              [d.measures, 2, 'whole'],
              [d.own, 2, 'whole'],
              [d.external, 2, 'whole'],
            ],
            byRole.map(([role, of]) => [role, of.length, days(of, 'effortDays'), days(of, 'externalDays')]),
            { total: [d.total, openMeasures.length, own, external] },
          ),
          from.lists('measures'),
        ),
  );
}

function staffCouncilSection({ report, d, from }: Ground): Section {
  const heard = report.people
    .map(({ title }) => title)
    .filter((title) => /personalrat|staff council/i.test(title));
  return section('staff_council', d.staffCouncil, [
    paragraph(d.staffCouncilText),
    ...(heard.length > 0
      ? told(fill(d.staffCouncilHeard, { names: heard.join(', ') }), from.lists('people'))
      : []),
  ]);
}
