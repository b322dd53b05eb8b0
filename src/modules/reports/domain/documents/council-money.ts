import type { Block, Cell, Section } from '#kernel/document';
import type { ReportMeasure } from '../results-report.ts';
import { packageCost, placed, yearlyCosts } from '../results-sums.ts';
import { fill } from '../words.ts';
import {
  decidedAmong,
  figure,
  type Ground,
  ofClass,
  paragraph,
  repeating,
  section,
  sourced,
  table,
  titled,
  together,
} from './ground.ts';

/** What the public measures cost by year and budget, against the frame, and from which budget lines. */
export function moneySection(ground: Ground): Section {
  const { report, d, f, openMeasures, closedMeasures, from } = ground;
  const { onceCents, grantCents, yearlyCents } = packageCost(openMeasures);
  if (onceCents + yearlyCents === 0)
    return section('money', d.money, [sourced(paragraph(d.moneyNone), from.lists('measures'))]);
  const figures = { once: f.money(onceCents), grant: f.money(grantCents), yearly: f.money(yearlyCents) };
  const unplaced = openMeasures.filter((m) => m.starts === null);
  return section(
    'money',
    d.money,
    [
      sourced(
        paragraph(fill(d.moneyIntro, { n: f.whole(openMeasures.length), ...figures })),
        from.lists('measures'),
      ),
      paragraph(d.moneyRule),
      ...(report.frames.length > 0 ? [paragraph(d.moneyFrame)] : []),
      ...(closedMeasures.length > 0 ? [paragraph(d.moneyWithout)] : []),
      ...(unplaced.length > 0
        ? [
            sourced(
              paragraph(fill(d.moneyUnplaced, { list: unplaced.map(titled).join('; ') })),
              from.lists('roadmap'),
            ),
          ]
        : []),
    ],
    [
      ...together(repeating('public-cost', yearsTable(ground)), from.lists('measures', 'roadmap')),
      ...together(figure('public-cost', ground.charts.publicCost), from.lists('measures', 'roadmap')),
      ...together(linesTable(ground), from.lists('measures', 'budget')),
    ],
  );
}

/** Two rows a year, so that result and investment budget each meet their own frame. */
function yearsTable({ report, d, openMeasures }: Ground): Block[] {
  const asked = yearlyCosts(openMeasures, report.frames);
  const decided = new Map(
    yearlyCosts(ofClass(decidedAmong(report.measures), 'public'), report.frames).map((cost) => [
      cost.year,
      cost,
    ]),
  );
  const rows = asked.flatMap((cost): Cell[][] => {
    const before = decided.get(cost.year);
    return [
      [
        String(cost.year),
        d.kind_result,
        cost.onceResultCents,
        cost.runningCents,
        cost.resultCents,
        before?.resultCents ?? 0,
        cost.frame?.resultCents ?? null,
      ],
      [
        String(cost.year),
        d.kind_investment,
        cost.onceInvestmentCents,
        0,
        cost.investmentCents,
        before?.investmentCents ?? 0,
        cost.frame?.investmentCents ?? null,
      ],
    ];
  });
  const sum = (at: number) => rows.reduce((total, row) => total + Number(row[at] ?? 0), 0);
  return table(
    d.yearsTable,
    [
      [d.year, 1.1],
      [d.budget, 3.1],
      [d.once, 1.8, 'money'],
      [d.running, 1.8, 'money'],
      [d.total, 1.8, 'money'],
      [d.decidedNeed, 2.3, 'money'],
      [d.frame, 1.8, 'money'],
    ],
    rows,
    { total: ['', d.total, sum(2), sum(3), sum(4), sum(5), null] },
  );
}

function linesTable({ d, openMeasures }: Ground): Block[] {
  const byLine = [...Map.groupBy(openMeasures, (m) => m.budgetLine ?? d.lineNone)].sort(([a], [b]) =>
    a.localeCompare(b, 'de'),
  );
  const cost = (of: readonly ReportMeasure[]) => {
    const { onceCents, grantCents, yearlyCents } = packageCost(of);
    return [onceCents, grantCents, yearlyCents];
  };
  return table(
    d.linesTable,
    [
      [d.line, 4.4],
      [d.measures, 2.8],
      [d.once, 1.6, 'money'],
      [d.grant, 1.6, 'money'],
      [d.yearly, 1.6, 'money'],
    ],
    byLine.map(([line, of]) => [line, of.map(({ number }) => number).join(', '), ...cost(of)]),
    { total: [d.total, '', ...cost(openMeasures)] },
  );
}

/** All measures of every class against the frame, for the annex. */
export function wholeYearsTable({ report, d }: Ground, measures: readonly ReportMeasure[]): Block[] {
  const rows = yearlyCosts(placed(measures), report.frames).flatMap((cost): Cell[][] => {
    const row = (name: string, need: number, frame: number | undefined): Cell[] => [
      String(cost.year),
      name,
      need,
      frame ?? null,
      frame === undefined ? null : frame - need,
    ];
    return [
      row(d.kind_result, cost.resultCents, cost.frame?.resultCents),
      row(d.kind_investment, cost.investmentCents, cost.frame?.investmentCents),
    ];
  });
  return table(
    d.closedYears,
    [
      [d.year, 1.1],
      [d.budget, 3.4],
      [d.need, 2, 'money'],
      [d.frame, 2, 'money'],
      [d.left, 2, 'money'],
    ],
    rows,
    { class: 'non_public' },
  );
}
