import type { Chart } from '#kernel/chart';
import { type Formats, formatsFor } from './format.ts';
import type { ReportBudgetLine, ReportCharts, ResultsReport } from './results-report.ts';
import { budgetByProduct, type YearCost, yearlyCosts } from './results-sums.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

/** Need of the measures against the frame of each year, and the IT budget as planned and spent. */
export function budgetView(report: ResultsReport, charts: ReportCharts) {
  const w = WORDS[report.locale];
  const f = formatsFor(report.locale);
  const need = needView(report, charts.cost, f, w);
  const lines = linesView(report, charts.years, f, w);
  return { charts: { ...need.charts, ...lines.charts }, data: { ...need.data, ...lines.data } };
}

const placed = (name: string, { title, description: alt }: Chart) => ({ name, title, alt });

function needView(report: ResultsReport, chart: Chart | null, f: Formats, w: ReportWords) {
  const costs = yearlyCosts(report.measures, report.frames);
  if (costs.length === 0 || !chart) return { charts: {}, data: { need: null } };
  const name = 'budget-need';
  const rows = costs.flatMap((cost) => needRows(cost, f, w));
  return { charts: { [name]: chart.spec }, data: { need: { chart: placed(name, chart), rows } } };
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

function linesView(report: ResultsReport, chart: Chart | null, f: Formats, w: ReportWords) {
  const { budgetLines } = report;
  const years = [...new Set(budgetLines.map((line) => line.year))].sort((a, b) => a - b);
  if (!chart) return { charts: {}, data: { lines: null } };
  const name = 'budget-lines';
  return {
    charts: { [name]: chart.spec },
    data: {
      lines: {
        chart: placed(name, chart),
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
