import { type Formats, formatsFor } from './format.ts';
import type { Horizon, ResultsReport } from './results-report.ts';
import {
  countFindings,
  frameworkLevel,
  inPlan,
  inventoryFigures,
  packageCost,
  priorityMeasures,
  yearlyCosts,
} from './results-sums.ts';
import { AREAS, HORIZONS } from './view-chain.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

const PRIORITIES = 6;
const GRAVEST = 3;
const CORE = 3;
const YEARS = 5;
const HOLDERS = 4;
const TITLE_LENGTH = 72;

/** Titles are cut at a word so that the page stays one page; they stand in full with their record. */
function brief(title: string): string {
  if (title.length <= TITLE_LENGTH) return title;
  const cut = title.slice(0, TITLE_LENGTH);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_LENGTH / 2))} …`;
}

/** The page for the council: what we saw, three horizons, cost per year, decisions asked for. */
export function summaryView(report: ResultsReport) {
  const w = WORDS[report.locale];
  const f = formatsFor(report.locale);
  const costs = yearlyCosts(report.measures, report.frames);
  return {
    seen: [
      ...seenFindings(report, f, w),
      ...seenFrameworks(report, f, w),
      ...seenOrganisation(report, f, w),
      ...seenBudget(report, f, w),
    ],
    horizons: HORIZONS.map((horizon) => horizonRow(report, horizon, f, w)),
    years: costs.slice(0, YEARS).map((c) => {
      const frame = c.frame && c.frame.resultCents + c.frame.investmentCents;
      return [
        `${c.year}`,
        f.amount(c.onceResultCents + c.onceInvestmentCents),
        f.amount(c.runningCents),
        f.amount(c.totalCents),
        frame === null ? w.noFrame : f.amount(frame),
        frame === null ? '–' : f.amount(frame - c.totalCents),
      ];
    }),
    decisions: decisions(report, f, w),
  };
}

function seenFindings({ findings }: ResultsReport, f: Formats, w: ReportWords): string[] {
  if (findings.length === 0) return [];
  const { total, bySeverity, byStatus } = countFindings(findings, AREAS);
  const counted = fill(w.seenFindings, {
    n: f.whole(total),
    s4: f.whole(bySeverity[4]),
    s3: f.whole(bySeverity[3]),
    agreed: f.whole(byStatus.confirmed + byStatus.corrected),
    disputed: f.whole(byStatus.disputed),
  });
  const gravest = [...findings]
    .sort((a, b) => b.severity - a.severity || a.number.localeCompare(b.number, 'de', { numeric: true }))
    .slice(0, GRAVEST)
    .map((finding) => `${finding.number} ${brief(finding.title)}`);
  return [counted, fill(w.seenGravest, { list: gravest.join('; ') })];
}

const seenFrameworks = (report: ResultsReport, f: Formats, w: ReportWords): string[] =>
  report.frameworks.flatMap((framework) => {
    const { level, target, rated, reached } = frameworkLevel(framework);
    if (rated === 0) return [];
    const numbers = { level: f.level(level), target: f.level(target), rated, reached };
    return [fill(w.seenFramework, { framework: w[`framework_${framework.id}`], ...numbers })];
  });

function seenOrganisation({ unions, items, writtenOn }: ResultsReport, f: Formats, w: ReportWords): string[] {
  const conflicts = unions.reduce((sum, union) => sum + union.conflicts.length, 0);
  const figures = inventoryFigures(items, writtenOn);
  const sum = (of: (row: (typeof figures)[number]) => number) =>
    figures.reduce((total, row) => total + of(row), 0);
  const holders = unions.slice(0, HOLDERS).map((union) => brief(union.holder));
  const more = unions.length - holders.length;
  const list = [...holders, ...(more > 0 ? [fill(w.andMore, { n: more })] : [])].join(', ');
  return [
    ...(conflicts > 0 ? [fill(w.seenUnions, { n: conflicts, list })] : []),
    ...(figures.length > 0
      ? [
          fill(w.seenInventory, {
            quantity: f.whole(sum((r) => r.quantity)),
            unsupported: f.whole(sum((r) => r.unsupported)),
          }),
        ]
      : []),
  ];
}

/** The year of the report if it has lines, else the last one before it. */
function seenBudget({ budgetLines, writtenOn }: ResultsReport, f: Formats, w: ReportWords): string[] {
  const years = budgetLines.map((line) => line.year).filter((year) => year <= Number(writtenOn.slice(0, 4)));
  if (years.length === 0) return [];
  const year = Math.max(...years);
  const lines = budgetLines.filter((line) => line.year === year);
  const sum = (of: (line: (typeof lines)[number]) => number) =>
    f.money(lines.reduce((total, line) => total + of(line), 0));
  return [
    fill(w.seenBudget, {
      year,
      available: sum((line) => line.plannedCents + line.amendedCents),
      actual: sum((line) => line.actualCents),
      committed: sum((line) => line.committedCents),
    }),
  ];
}

function horizonRow(report: ResultsReport, horizon: Horizon, f: Formats, w: ReportWords) {
  const measures = inPlan(report.measures).filter((m) => m.horizon === horizon && m.status !== 'rejected');
  const cost = packageCost(measures);
  const core = priorityMeasures(measures, report.findings, CORE).map((m) => brief(m.title));
  const rest = measures.length - core.length;
  const listed = core.join('; ');
  return {
    name: w[`horizon_${horizon}`],
    span: w[`span_${horizon}`],
    cells: [
      `${measures.length}`,
      rest > 0 && core.length > 0 ? `${listed}; ${fill(w.andMore, { n: rest })}` : listed || w.nothing,
      f.amount(cost.onceCents),
      f.amount(cost.yearlyCents),
    ],
  };
}

function decisions(report: ResultsReport, f: Formats, w: ReportWords): string[] {
  const open = report.measures.filter((m) => m.status !== 'decided');
  const first = priorityMeasures(open, report.findings, PRIORITIES);
  const decided = report.measures.filter((m) => m.status === 'decided').map((m) => m.number);
  const nextYear = Number(report.writtenOn.slice(0, 4)) + 1;
  const costs = yearlyCosts(report.measures, report.frames);
  // What is due by the end of next year is what the coming budget has to hold.
  const due = costs.find((c) => c.year === nextYear) ?? costs.find((c) => c.totalCents > 0);
  const list = first.map((m) => `${m.number} ${brief(m.title)}`).join('; ');
  return [
    w.decideNote,
    ...(decided.length > 0 ? [fill(w.decideKnown, { list: decided.join(', ') })] : []),
    ...(first.length > 0 ? [fill(w.decideMeasures, { list })] : []),
    ...(due
      ? [
          fill(w.decideFunds, {
            year: due.year,
            result: f.money(due.resultCents),
            investment: f.money(due.investmentCents),
          }),
        ]
      : []),
    w.decideReport,
  ];
}
