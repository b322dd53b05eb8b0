import type { ChartSpec } from '#kernel/chart';
import { type Formats, formatsFor } from './format.ts';
import type { ReportBudgetLine, ResultsReport } from './results-report.ts';
import { budgetByProduct, type YearCost, yearlyCosts } from './results-sums.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

/** Need of the measures against the frame of each year, and the IT budget as planned and spent. */
export function budgetView(report: ResultsReport) {
  const w = WORDS[report.locale];
  const f = formatsFor(report.locale);
  const need = needView(report, f, w);
  const lines = linesView(report, f, w);
  return { charts: { ...need.charts, ...lines.charts }, data: { ...need.data, ...lines.data } };
}

const frameTotal = (cost: YearCost): number | null =>
  cost.frame && cost.frame.resultCents + cost.frame.investmentCents;

function needView(report: ResultsReport, f: Formats, w: ReportWords) {
  const costs = yearlyCosts(report.measures, report.frames);
  if (costs.length === 0) return { charts: {}, data: { need: null } };
  const chart: ChartSpec = {
    kind: 'budget',
    locale: report.locale,
    unitName: w.unitThousand,
    frameName: w.frame,
    years: costs.map((c) => c.year),
    series: [
      { name: w.onceInvestment, cents: costs.map((c) => c.onceInvestmentCents) },
      { name: w.onceResult, cents: costs.map((c) => c.onceResultCents) },
      { name: w.runningResult, cents: costs.map((c) => c.runningCents) },
    ],
    frameCents: costs.map(frameTotal),
  };
  const chartText = { name: 'budget-need', title: needTitle(costs, f, w), alt: needAlt(costs, f, w) };
  return {
    charts: { 'budget-need': chart },
    data: { need: { chart: chartText, rows: costs.flatMap((cost) => needRows(cost, f, w)) } },
  };
}

/** Two rows a year, so that result and investment budget each meet their own frame. */
function needRows(cost: YearCost, f: Formats, w: ReportWords) {
  const row = (kind: string, once: number, running: number, frame: number | undefined) => [
    `${cost.year}`,
    kind,
    f.amount(once),
    f.amount(running),
    f.amount(once + running),
    frame === undefined ? w.noFrame : f.amount(frame),
    frame === undefined ? '–' : f.amount(frame - once - running),
  ];
  return [
    row(w.result, cost.onceResultCents, cost.runningCents, cost.frame?.resultCents),
    row(w.investment, cost.onceInvestmentCents, 0, cost.frame?.investmentCents),
  ];
}

/** A year is over when either budget is over its own frame. */
const excess = ({ frame, resultCents, investmentCents }: YearCost): number =>
  frame
    ? Math.max(0, resultCents - frame.resultCents) + Math.max(0, investmentCents - frame.investmentCents)
    : 0;

function needTitle(costs: readonly YearCost[], f: Formats, w: ReportWords): string {
  const highest = costs.reduce((a, b) => (b.totalCents > a.totalCents ? b : a));
  const peak = { year: highest.year, total: f.money(highest.totalCents) };
  if (costs.every((c) => c.frame === null)) return fill(w.chartBudgetPlain, peak);
  const over = costs.filter((c) => excess(c) > 0);
  const list = over.map((c) => fill(w.overBy, { year: c.year, amount: f.money(excess(c)) })).join(', ');
  return over.length > 0 ? fill(w.chartBudgetOver, { ...peak, list }) : fill(w.chartBudgetFits, peak);
}

function needAlt(costs: readonly YearCost[], f: Formats, w: ReportWords): string {
  const values = costs.map((c) => {
    const frame = frameTotal(c);
    return fill(w.altBudgetYear, {
      year: c.year,
      result: f.money(c.resultCents),
      investment: f.money(c.investmentCents),
      frame: frame === null ? w.noFrame : f.money(frame),
    });
  });
  return fill(w.altBudget, { values: values.join('; ') });
}

function linesView(report: ResultsReport, f: Formats, w: ReportWords) {
  const { budgetLines } = report;
  const years = [...new Set(budgetLines.map((line) => line.year))].sort((a, b) => a - b);
  if (years.length === 0) return { charts: {}, data: { lines: null } };
  const of = (year: number, cents: (line: ReportBudgetLine) => number) =>
    budgetLines.filter((line) => line.year === year).reduce((sum, line) => sum + cents(line), 0);
  const planned = years.map((year) => of(year, (line) => line.plannedCents + line.amendedCents));
  const actual = years.map((year) => of(year, (line) => line.actualCents));
  const chart: ChartSpec = {
    kind: 'years',
    locale: report.locale,
    unitName: w.unitThousand,
    years,
    series: [
      { name: w.plannedAll, cents: planned },
      { name: w.actualSpent, cents: actual },
    ],
  };
  const last = years.length - 1;
  const share = (actual[last] ?? 0) / (planned[last] || 1);
  const values = years.map((year, i) =>
    fill(w.altLinesYear, { year, planned: f.money(planned[i] ?? 0), actual: f.money(actual[i] ?? 0) }),
  );
  return {
    charts: { 'budget-lines': chart },
    data: {
      lines: {
        chart: {
          name: 'budget-lines',
          title: fill(w.chartLines, { year: years[last] ?? '', share: f.percent(share) }),
          alt: fill(w.altLines, { values: values.join('; ') }),
        },
        products: budgetByProduct(budgetLines).map((p) => [
          p.product,
          `${p.year}`,
          ...[p.plannedCents, p.amendedCents, p.committedCents, p.actualCents, p.availableCents].map(
            f.amount,
          ),
        ]),
        years: years.map((year) => lineTable(year, budgetLines, f, w)),
      },
    },
  };
}

function lineTable(year: number, all: readonly ReportBudgetLine[], f: Formats, w: ReportWords) {
  const lines = all.filter((line) => line.year === year);
  const figures = (line: ReportBudgetLine) => {
    const plan = line.plannedCents + line.amendedCents;
    return [plan, line.committedCents, line.actualCents, plan - line.committedCents - line.actualCents];
  };
  const totals = [0, 1, 2, 3].map((i) => lines.reduce((sum, line) => sum + (figures(line)[i] ?? 0), 0));
  return {
    title: fill(w.lines, { year }),
    rows: lines.map((line) => [
      line.product,
      line.account,
      line.title,
      w[`kind_${line.kind}`],
      ...figures(line).map(f.amount),
    ]),
    total: ['', '', w.total, '', ...totals.map(f.amount)],
  };
}
