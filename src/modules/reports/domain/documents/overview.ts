/** What is told shortly: the one-page summary and the slides. */
import type { Block, Confidentiality, DocumentModel, Section, TextBlock } from '#kernel/document';
import type { Horizon, ReportMeasure } from '../results-report.ts';
import { packageCost, yearlyCosts } from '../results-sums.ts';
import { fill } from '../words.ts';
import { decisionOf, fundsOf } from './council-decision.ts';
import {
  bullets,
  byWeight,
  documentOf,
  figure,
  type Ground,
  openNumbers,
  paragraph,
  section,
  sourced,
  subtitleOf,
  table,
  titled,
  together,
} from './ground.ts';

const HORIZONS: readonly Horizon[] = ['short', 'medium', 'long'];
const GRAVEST = 5;
const CORE = 3;
const YEARS = 5;

/** One page for whoever has three minutes: what was seen, what is to be done, what it costs, what is asked for. */
export function summaryDocument(ground: Ground): DocumentModel {
  const { report, d, f, openFindings, openMeasures, from } = ground;
  // What it says of its variant takes the room of two.
  const named = report.variant ? GRAVEST - 2 : GRAVEST;
  const graves = (severity: number) => openFindings.filter((one) => one.severity === severity).length;
  const cost = packageCost(openMeasures);
  const seen = fill(d.summaryFindings, { n: openFindings.length, s4: graves(4), s3: graves(3) });
  return documentOf(ground, 'summary', d.summary, subtitleOf(ground), [
    section(
      'seen',
      d.summarySeen,
      together<TextBlock>(
        [paragraph(seen), ...bullets(byWeight(openFindings).slice(0, named).map(titled))],
        from.lists('findings'),
      ),
    ),
    section('todo', d.summaryDo, [], together(horizonsTable(ground), from.lists('measures'))),
    section(
      'money',
      d.summaryMoney,
      [
        sourced(
          paragraph(
            fill(d.moneyIntro, {
              n: f.whole(openMeasures.length),
              once: f.money(cost.onceCents),
              grant: f.money(cost.grantCents),
              yearly: f.money(cost.yearlyCents),
            }),
          ),
          from.lists('measures'),
        ),
      ],
      together(yearsTable(ground), from.lists('measures', 'roadmap')),
    ),
    section(
      'ask',
      d.summaryAsk,
      together(
        bullets([d.decideKnow, ...fundsOf(openMeasures, ground).slice(0, 1), d.decideReport]),
        from.lists('measures', 'roadmap'),
      ),
    ),
  ]);
}

function horizonsTable({ d, w, openMeasures }: Ground): Block[] {
  return table(
    d.horizonsTable,
    [
      [d.horizon, 1.6],
      [d.count, 1, 'whole'],
      [d.core, 8],
      [`${d.once} (EUR)`, 1.8, 'money'],
      [`${d.yearly} (EUR)`, 1.8, 'money'],
    ],
    HORIZONS.map((horizon) => {
      const of = openMeasures.filter((m) => m.horizon === horizon);
      const cost = packageCost(of);
      const core = of.slice(0, CORE).map((m) => m.title);
      const more = of.length > CORE ? [fill(w.andMore, { n: of.length - CORE })] : [];
      const named = [...core, ...more].join('; ') || '–';
      return [w[`horizon_${horizon}`], of.length, named, cost.onceCents, cost.yearlyCents];
    }),
  );
}

function yearsTable({ report, d, openMeasures }: Ground): Block[] {
  return table(
    d.yearsShort,
    [
      [d.year, 1.5],
      [d.once, 2, 'money'],
      [d.running, 2, 'money'],
      [d.total, 2, 'money'],
    ],
    yearlyCosts(openMeasures, report.frames)
      .filter(({ totalCents }) => totalCents > 0)
      .slice(0, YEARS)
      .map((c) => [String(c.year), c.onceResultCents + c.onceInvestmentCents, c.runningCents, c.totalCents]),
  );
}

/** What the council sees on the wall. */
export function slidesDocument(ground: Ground): DocumentModel {
  const { report, d, w, openFindings, openMeasures, charts, from } = ground;
  return documentOf(ground, 'slides', fill(d.slides, { town: report.town.name }), subtitleOf(ground), [
    section(
      'findings',
      d.slidesFindings,
      together(bullets(byWeight(openFindings).slice(0, GRAVEST).map(titled)), from.lists('findings')),
    ),
    ...HORIZONS.flatMap((horizon) => {
      const of = openMeasures.filter((m) => m.horizon === horizon);
      const title = fill(d.slidesMeasures, { horizon: w[`horizon_${horizon}`] });
      return of.length > 0
        ? [
            section(
              `measures_${horizon}`,
              title,
              [],
              together(slideTable(of, ground), from.lists('measures')),
            ),
          ]
        : [];
    }),
    section(
      'money',
      d.slidesMoney,
      [],
      together(figure('public-cost', charts.publicCost), from.lists('measures', 'roadmap')),
    ),
    section('path', d.slidesThanks, bullets([d.slidesPath1, d.slidesPath2, d.slidesPath3])),
    section('decision', d.slidesDecision, [
      paragraph(d.decisionIntro),
      ...together(
        bullets([d.decideKnow, ...fundsOf(openMeasures, ground), d.decideReport]),
        from.lists('measures', 'roadmap'),
      ),
    ]),
    ...closedSlides(ground),
  ]);
}

const slideTable = (measures: readonly ReportMeasure[], { d, openFindings }: Ground): Block[] =>
  table(
    d.measuresTable,
    [
      [d.number, 1],
      [d.measure, 5],
      [d.corrects, 2.4],
      [`${d.once} (EUR)`, 1.8, 'money'],
      [`${d.yearly} (EUR)`, 1.8, 'money'],
    ],
    measures.map((m) => [
      m.number,
      m.title,
      openNumbers(m, openFindings).join(', ') || '–',
      m.onceCostCents,
      m.yearlyCostCents,
    ]),
  );

/** What the slides for the closed session add. */
function closedSlides(ground: Ground): Section[] {
  const { d, closedFindings, closedMeasures, from } = ground;
  const as: Confidentiality = 'non_public';
  return [
    section(
      'closed_findings',
      d.closedFindings,
      together(
        bullets(
          byWeight(closedFindings)
            .slice(0, 2 * GRAVEST)
            .map(titled),
          as,
        ),
        from.lists('findings'),
      ),
      [],
      as,
    ),
    section(
      'closed_decision',
      d.closedDecision,
      together(
        bullets(
          closedMeasures.map((m) => decisionOf(m, ground)),
          as,
        ),
        from.lists('measures'),
      ),
      [],
      as,
    ),
  ].filter(({ text }) => text.length > 0);
}
