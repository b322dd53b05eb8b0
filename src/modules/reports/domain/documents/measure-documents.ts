/** The measures one by one as sheets, and all of them as one table. */
import {
  type Block,
  CLASSES,
  type Confidentiality,
  type DocumentModel,
  type Section,
} from '#kernel/document';
import type { ReportFinding, ReportMeasure } from '../results-report.ts';
import { inPlan } from '../results-sums.ts';
import { fill } from '../words.ts';
import {
  byNumber,
  detailsAreOpen,
  documentOf,
  type Ground,
  paragraph,
  quarterWords,
  section,
  sourced,
  subtitleOf,
  table,
  titled,
  together,
} from './ground.ts';

/** A page for each measure, as it is worked with. */
export function sheetsDocument(ground: Ground): DocumentModel {
  const { report, d } = ground;
  const measures = inPlan(report.measures)
    .filter((m) => m.class !== 'technical')
    .sort(byNumber);
  return documentOf(
    ground,
    'sheets',
    d.sheets,
    subtitleOf(ground),
    measures.map((m) => sheet(m, ground)),
  );
}

function sheet(m: ReportMeasure, ground: Ground): Section {
  const { report, d, w, f, openFindings, from } = ground;
  const open = m.class === 'public';
  const told = detailsAreOpen(m, report);
  const named = (numbers: readonly string[], of: readonly { number: string; title: string }[]) =>
    numbers.flatMap((number) => of.filter((one) => one.number === number).map(titled)).join('; ') || d.none;
  const rows = (findings: readonly ReportFinding[], measures: readonly ReportMeasure[]) => [
    [d.horizon, w[`horizon_${m.horizon}`]],
    [d.status, w[`measureStatus_${m.status}`]],
    [d.mandatory, m.mandatory ? d.yes : d.no],
    [
      d.cost,
      fill(d.costText, {
        once: f.money(m.onceCostCents),
        grant: f.money(m.grantCents),
        yearly: f.money(m.yearlyCostCents),
      }),
    ],
    [d.line, m.budgetLine ?? d.lineNone],
    [d.effort, fill(d.effortText, { own: f.whole(m.effortDays), external: f.whole(m.externalDays) })],
    [d.time, timeOf(m, d)],
    [d.responsible, m.responsible || d.roleNone],
    [d.corrects, named(m.findings, findings)],
    [d.serves, named(m.goals, report.goals)],
    [d.needs, named(m.needs, measures)],
  ];
  const details = [m.reason, m.description].filter((text) => text.trim() !== '');
  const proof = [
    [d.proof, m.proof],
    [d.indicator, m.indicator],
  ].filter(([, value]) => value !== '');
  const openMeasures = report.measures.filter((one) => one.class === 'public');
  const as: Confidentiality = open ? 'public' : 'non_public';
  const detailClass: Confidentiality = told ? 'public' : 'non_public';
  const caption = fill(d.sheetTable, { number: m.number });
  const columns = [
    [d.field, 2],
    [d.value, 7],
  ] as const;
  const notTold = m.findings.filter((number) => !openFindings.some((one) => one.number === number));
  return {
    key: m.number,
    title: titled(m),
    class: as,
    text: together(
      details.map((text) => paragraph(text.replace(/\s+/g, ' ').trim(), detailClass)),
      from.measures([m.number]),
    ),
    blocks: [
      ...together(
        table(
          caption,
          columns,
          rows(open ? openFindings : report.findings, open ? openMeasures : report.measures),
          { class: as },
        ),
        from.measures([m.number]),
      ),
      ...together(table(d.proof, columns, proof, { class: detailClass }), from.measures([m.number])),
      ...(open && notTold.length > 0
        ? [
            sourced(
              paragraph(
                `${d.corrects}: ${named(
                  notTold,
                  report.findings.filter((one) => one.class !== 'technical'),
                )}`,
                'non_public',
              ),
              from.findings(notTold),
            ),
          ]
        : []),
    ],
  };
}

function timeOf(m: ReportMeasure, d: Ground['d']): string {
  if (!m.starts) return d.notPlaced;
  const quarter = quarterWords(m.starts, d);
  return m.quarters === 1 ? fill(d.quarters_one, { quarter }) : fill(d.quarters, { n: m.quarters, quarter });
}

/** All measures as one table, for spreadsheets. */
export function tableDocument(ground: Ground): DocumentModel {
  const { report, d, from } = ground;
  const of = (as: Confidentiality) =>
    inPlan(report.measures)
      .filter((m) => m.class === as)
      .sort(byNumber);
  const part = (key: string, title: string, as: Confidentiality) => {
    const measures = of(as);
    const sources = [...from.lists('measures'), ...from.libraries(measures.map(({ number }) => number))];
    return section(key, title, [], together(measureTable(title, measures, ground, as), sources), as);
  };
  return documentOf(
    ground,
    'table',
    d.tableTitle,
    subtitleOf(ground),
    [
      part('measures', d.measures, 'public'),
      part('closed_measures', d.notPublic, 'non_public'),
      part('technical_measures', d.internal, 'technical'),
    ].filter(({ key, blocks }) => key === 'measures' || blocks.length > 0),
  );
}

function measureTable(
  caption: string,
  measures: readonly ReportMeasure[],
  { report, d, w }: Ground,
  as: Confidentiality,
): Block[] {
  const told = CLASSES.slice(0, CLASSES.indexOf(as) + 1);
  const known = new Set(
    [...report.findings, ...report.measures]
      .filter((one) => told.includes(one.class))
      .map(({ number }) => number),
  );
  const findings = (m: ReportMeasure) => m.findings.filter((number) => known.has(number));
  const needs = (m: ReportMeasure) => m.needs.filter((number) => known.has(number));
  const sum = (of: (m: ReportMeasure) => number) => measures.reduce((total, m) => total + of(m), 0);
  const blank = Array.from({ length: 4 }, () => null);
  return table(
    caption,
    [
      [d.number, 1],
      [d.measure, 5],
      [d.horizon, 2],
      [d.status, 2],
      [d.mandatory, 1],
      [d.responsible, 3],
      [d.start, 2],
      [`${d.once} (EUR)`, 2, 'money'],
      [`${d.grant} (EUR)`, 2, 'money'],
      [`${d.yearly} (EUR)`, 2, 'money'],
      [d.budget, 3],
      [d.line, 4],
      [d.own, 1, 'whole'],
      [d.external, 1, 'whole'],
      [d.corrects, 3],
      [d.serves, 2],
      [d.needs, 2],
    ],
    measures.map((m) => [
      m.number,
      m.title,
      w[`horizon_${m.horizon}`],
      w[`measureStatus_${m.status}`],
      m.mandatory ? d.yes : d.no,
      m.responsible,
      m.starts ?? d.notPlaced,
      m.onceCostCents,
      m.grantCents,
      m.yearlyCostCents,
      d[`kind_${m.budgetKind}`],
      m.budgetLine ?? '',
      m.effortDays,
      m.externalDays,
      findings(m).join(', '),
      m.goals.join(', '),
      needs(m).join(', '),
    ]),
    {
      class: as,
      total: [
        d.total,
        ...Array.from({ length: 6 }, () => null),
        sum((m) => m.onceCostCents),
        sum((m) => m.grantCents),
        sum((m) => m.yearlyCostCents),
        null,
        null,
        sum((m) => m.effortDays),
        sum((m) => m.externalDays),
        ...blank.slice(0, 3),
      ],
    },
  );
}
