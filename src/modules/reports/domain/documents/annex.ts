/** What stands only in the annex that is not public: weak points, and measures that would give them away. */
import type { Block, ParagraphBlock, Section } from '#kernel/document';
import type { ReportFinding, ReportMeasure } from '../results-report.ts';
import { groupLevels } from '../results-sums.ts';
import { fill } from '../words.ts';
import { decisionOf, fundsOf } from './council-decision.ts';
import { wholeYearsTable } from './council-money.ts';
import {
  askedFor,
  byWeight,
  decidedAmong,
  detailsAreOpen,
  figure,
  type Ground,
  numbered,
  paragraph,
  repeating,
  section,
  sourced,
  table,
  titled,
  together,
} from './ground.ts';
import { variantBlocks } from './variant.ts';

const AS = 'non_public';

/** The sections of the annex; none where nothing has to be kept from the public. */
export function annexSections(ground: Ground): Section[] {
  const { d, report, closedFindings, closedMeasures } = ground;
  if (closedFindings.length + closedMeasures.length === 0) return [];
  const law = report.town.state === 'BW' ? d.closedLaw : '';
  return [
    section('closed_reason', d.closedReason, [paragraph(fill(d.closedText, { law }), AS)], [], AS),
    section(
      'closed_findings',
      d.closedFindings,
      [],
      byWeight(closedFindings).flatMap((f) => findingBlocks(f, ground)),
      AS,
    ),
    section('closed_variant', d.variant, closedVariant(ground), [], AS),
    levelsSection(ground),
    measuresSection(ground),
    moneySection(ground),
    decisionSection(ground),
  ].filter(({ text, blocks }) => text.length + blocks.length > 0);
}

/** What a variant assumes of measures that are not public, after what it is. */
function closedVariant(ground: Ground): ParagraphBlock[] {
  const told = variantBlocks(ground);
  if (!told.some((block) => block.class === AS)) return [];
  return told.flatMap((block) => (block.class === 'technical' ? [] : [{ ...block, class: AS }]));
}

function findingBlocks(finding: ReportFinding, { d, w, from }: Ground): Block[] {
  const rows = [
    [d.area, w[`area_${finding.area}`]],
    [d.severity, w[`severity_${finding.severity}`]],
    [d.status, w[`status_${finding.status}`]],
    [d.statement, finding.statement],
    [d.basis, finding.basis],
    [d.cause, finding.cause],
    [d.consequence, finding.consequence],
  ].filter(([, value]) => value !== '');
  return together(cardOf(finding, rows, d), from.findings([finding.number]).slice(1));
}

/** A heading and a table of what is said about it. */
const cardOf = (
  record: { number: string; title: string },
  rows: readonly string[][],
  d: Ground['d'],
): Block[] => [
  { is: 'heading', class: AS, level: 2, text: titled(record) },
  ...table(
    fill(d.sheetTable, { number: record.number }),
    [
      [d.field, 2],
      [d.value, 8],
    ],
    rows,
    { class: AS },
  ),
];

function levelsSection({ report, charts, d, w, from }: Ground): Section {
  const vds = report.frameworks.find(({ id }) => id === 'vds10000');
  const groups = vds ? groupLevels(vds).filter(({ rated }) => rated > 0) : [];
  if (!vds || groups.length === 0) return section('closed_levels', d.closedLevels, [], [], AS);
  const framework = w[`framework_${vds.id}`];
  return section(
    'closed_levels',
    d.closedLevels,
    [],
    [
      ...together(figure('closed-levels', charts.levels[vds.id] ?? null, AS), from.lists('ratings')),
      ...together(
        repeating(
          'closed-levels',
          table(
            fill(d.levelsTable, { framework }),
            [
              [d.group, 5],
              [d.rated, 1.5, 'whole'],
              [d.level, 1.5, 'decimal'],
              [d.target, 1.5, 'decimal'],
            ],
            groups.map(({ code, title, rated, level, target }) => [`${code} ${title}`, rated, level, target]),
            { class: AS },
          ),
        ),
        from.lists('ratings'),
      ),
    ],
    AS,
  );
}

/** Measures whose reasons the public paper leaves out, and those it does not contain. */
function measuresSection(ground: Ground): Section {
  const { report, d, from } = ground;
  const kept = askedFor(report.measures).filter((m) => m.class !== 'technical' && !detailsAreOpen(m, report));
  return section(
    'closed_measures',
    d.closedMeasures,
    kept.length > 0 ? [sourced(paragraph(d.closedMeasuresText, AS), from.lists('measures'))] : [],
    kept.flatMap((m) => measureBlocks(m, ground)),
    AS,
  );
}

function measureBlocks(measure: ReportMeasure, { report, d, from }: Ground): Block[] {
  const told = measure.findings.filter(
    (number) => report.findings.find((finding) => finding.number === number)?.class !== 'technical',
  );
  const rows = [
    [d.reason, measure.reason],
    [d.description, measure.description],
    [d.corrects, told.join(', ')],
    [d.responsible, measure.responsible],
  ].filter(([, value]) => value !== '');
  return together(cardOf(measure, rows, d), from.measures([measure.number]));
}

function moneySection(ground: Ground): Section {
  const { report, d, charts, closedMeasures, from } = ground;
  const counted = [...askedFor(report.measures), ...decidedAmong(report.measures)].filter(
    (m) => m.class !== 'technical',
  );
  if (closedMeasures.length === 0) return section('closed_money', d.closedMoney, [], [], AS);
  return section(
    'closed_money',
    d.closedMoney,
    [sourced(paragraph(d.closedMoneyText, AS), from.lists('measures'))],
    [
      ...together(
        repeating('closed-cost', wholeYearsTable(ground, counted)),
        from.lists('measures', 'roadmap'),
      ),
      ...together(figure('closed-cost', charts.cost, AS), from.lists('measures', 'roadmap')),
    ],
    AS,
  );
}

function decisionSection(ground: Ground): Section {
  const { d, closedMeasures, from } = ground;
  const asked = [...closedMeasures.map((m) => decisionOf(m, ground)), ...fundsOf(closedMeasures, ground)];
  const text =
    asked.length > 0
      ? [
          paragraph(d.decisionIntro, AS),
          ...together(numbered(asked, AS), from.measures(closedMeasures.map(({ number }) => number))),
        ]
      : [];
  return section('closed_decision', d.closedDecision, text, [], AS);
}
