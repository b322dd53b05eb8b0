import { type Formats, formatsFor } from './format.ts';
import type { FindingArea, Horizon, ReportFinding, ReportMeasure, ResultsReport } from './results-report.ts';
import {
  countFindings,
  type FindingCounts,
  inPlan,
  packageCost,
  placed,
  roadmapQuarters,
  roadmapRows,
} from './results-sums.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

export const AREAS: readonly FindingArea[] = [
  'organisation',
  'steering',
  'operations',
  'security',
  'budget',
  'infrastructure',
  'applications',
  'contracts',
];
export const HORIZONS: readonly Horizon[] = ['short', 'medium', 'long'];
const SEVERITIES = [4, 3, 2, 1] as const;
const STATUSES = ['confirmed', 'corrected', 'disputed', 'in_review', 'draft'] as const;
const MAX_QUARTERS = 16;

/** Every finding exactly once, by area, the gravest first. */
export function findingsView(report: ResultsReport) {
  const w = WORDS[report.locale];
  const f = formatsFor(report.locale);
  const counts = countFindings(report.findings, AREAS);
  const row = (name: string, of: Readonly<Record<1 | 2 | 3 | 4, number>>, total: number) => [
    name,
    ...SEVERITIES.map((s) => f.whole(of[s])),
    f.whole(total),
  ];
  return {
    intro: findingsIntro(counts, f, w),
    counts: counts.byArea.map((a) => row(w[`area_${a.area}`], a.bySeverity, a.total)),
    countsTotal: row(w.total, counts.bySeverity, counts.total),
    statuses: STATUSES.map((status) => ({
      status,
      word: w[`status_${status}`],
      count: f.whole(counts.byStatus[status]),
    })),
    areas: counts.byArea.map(({ area }) => ({
      area,
      title: w[`area_${area}`],
      cards: report.findings
        .filter((finding) => finding.area === area)
        .sort((a, b) => b.severity - a.severity || byNumber(a, b))
        .map((finding) => findingCard(finding, report.measures, f, w)),
    })),
  };
}

/** How far the findings have been before those responsible: never more than the data says. */
function findingsIntro({ total, byStatus }: FindingCounts, f: Formats, w: ReportWords): string {
  if (total === 0) return w.findingsNone;
  const { draft } = byStatus;
  if (draft === 0) return `${w.findingsAllPut} ${w.findingsSigns}`;
  if (draft === total) return `${w.findingsNonePut} ${w.findingsSigns}`;
  const numbers = { put: f.whole(total - draft), n: f.whole(total), drafts: f.whole(draft) };
  return `${fill(w.findingsSomePut, numbers)} ${w.findingsSigns}`;
}

/** How the week was done and how far it got. */
export function methodText({ findings, measures, locale }: ResultsReport): string {
  const w = WORDS[locale];
  const f = formatsFor(locale);
  const { total, byStatus } = countFindings(findings, AREAS);
  const answered = byStatus.confirmed + byStatus.corrected + byStatus.disputed;
  const review =
    answered === total
      ? w.methodAllAnswered
      : fill(w.methodSomeAnswered, {
          answered: f.whole(answered),
          n: f.whole(total),
          open: f.whole(byStatus.in_review),
          drafts: f.whole(byStatus.draft),
        });
  const said = [w.methodWeek, ...(total > 0 ? [review] : [])];
  return [...said, ...(measures.length > 0 ? [w.methodMeasures] : [])].join(' ');
}

function findingCard(finding: ReportFinding, measures: readonly ReportMeasure[], f: Formats, w: ReportWords) {
  const correcting = inPlan(measures)
    .filter((m) => m.findings.includes(finding.number))
    .map((m) => m.number);
  return {
    number: finding.number,
    title: finding.title,
    statement: finding.statement,
    severity: finding.severity,
    severityWord: w[`severity_${finding.severity}`],
    status: finding.status,
    statusWord: w[`status_${finding.status}`],
    basis: finding.basis,
    cause: finding.cause,
    consequence: finding.consequence,
    restsOn: finding.links.join(', '),
    history: [
      ...finding.history.map((h) =>
        fill(w.historyEntry, { statement: h.statement, date: f.date(h.on), by: h.by, reason: h.reason }),
      ),
      ...finding.merged.map(({ number, statement, on }) =>
        fill(w.mergedEntry, { number, statement, date: f.date(on) }),
      ),
    ],
    reviews: finding.reviews.map((r) => {
      const who = r.title ? `${r.name} (${r.title})` : r.name;
      const answer = `${who} ${w[`answer_${r.answer}`]}, ${f.date(r.on)}`;
      const whole = r.comment ? `${answer}: ${r.comment}` : answer;
      return r.answeredTo ? `${r.answeredTo}: ${whole}` : whole;
    }),
    measures: correcting.join(', '),
  };
}

/** Every measure of the plan exactly once, by horizon. */
export function measuresView(report: ResultsReport) {
  const w = WORDS[report.locale];
  const f = formatsFor(report.locale);
  const measures = inPlan(report.measures);
  const cost = packageCost(measures);
  return {
    intro: fill(w.measuresIntro, {
      n: measures.length,
      once: f.money(cost.onceCents),
      grant: f.money(cost.grantCents),
      yearly: f.money(cost.yearlyCents),
    }),
    horizons: HORIZONS.map((horizon) => ({
      horizon,
      title: `${w[`horizon_${horizon}`]}: ${w[`span_${horizon}`]}`,
      cards: measures
        .filter((m) => m.horizon === horizon)
        .sort(byNumber)
        .map((measure) => measureCard(measure, report, f, w)),
    })).filter((h) => h.cards.length > 0),
  };
}

function measureCard(measure: ReportMeasure, report: ResultsReport, f: Formats, w: ReportWords) {
  const titled = (numbers: readonly string[], of: readonly { number: string; title: string }[]) =>
    numbers.map((number) => `${number} ${of.find((o) => o.number === number)?.title ?? ''}`.trim());
  const list = (entries: readonly string[]) => entries.join('; ') || w.nothing;
  return {
    number: measure.number,
    title: measure.title,
    status: measure.status,
    statusWord: w[`measureStatus_${measure.status}`],
    mandatory: measure.mandatory,
    fields: [
      [w.reason, measure.reason],
      [w.what, measure.description],
      [w.cost, costText(measure, f, w)],
      [w.effort, effortText(measure, f, w)],
      [w.time, timeText(measure, w)],
      [w.owner, measure.responsible],
      [w.proof, measure.proof],
      [w.indicator, measure.indicator],
      [w.corrects, list(titled(measure.findings, report.findings))],
      [w.serves, list(titled(measure.goals, report.goals))],
      [w.needs, list(titled(measure.needs, report.measures))],
    ].map(([label = '', text = '']) => [label, text || w.none]),
  };
}

function costText(measure: ReportMeasure, f: Formats, w: ReportWords): string {
  const kind = w[`kind_${measure.budgetKind}`];
  const parts = [
    measure.onceCostCents > 0 && fill(w.costOnce, { amount: f.money(measure.onceCostCents), kind }),
    measure.yearlyCostCents > 0 && fill(w.costYearly, { amount: f.money(measure.yearlyCostCents) }),
    measure.grantCents > 0 && fill(w.costGrant, { amount: f.money(measure.grantCents) }),
    measure.budgetLine && fill(w.budgetLine, { line: measure.budgetLine }),
  ].filter((part) => typeof part === 'string' && part !== '');
  return measure.onceCostCents + measure.yearlyCostCents === 0
    ? [w.noCost, ...parts].join('; ')
    : parts.join('; ');
}

function effortText({ effortDays, externalDays }: ReportMeasure, f: Formats, w: ReportWords): string {
  const days = (n: number, many: string, one: string) => (n === 1 ? one : fill(many, { n: f.whole(n) }));
  const parts = [
    ...(effortDays > 0 ? [days(effortDays, w.effortOwn, w.effortOwn_one)] : []),
    ...(externalDays > 0 ? [days(externalDays, w.effortExternal, w.effortExternal_one)] : []),
  ];
  return parts.join('; ') || w.noEffort;
}

const quarterText = (quarter: string, w: ReportWords): string =>
  fill(w.quarter, { n: quarter.slice(6), year: quarter.slice(0, 4) });

function timeText(measure: ReportMeasure, w: ReportWords): string {
  if (!measure.starts) return w.notPlaced;
  const index =
    Number(measure.starts.slice(0, 4)) * 4 + Number(measure.starts.slice(6)) - 2 + measure.quarters;
  const end = `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
  const from = quarterText(measure.starts, w);
  return end === measure.starts ? from : fill(w.timeFrom, { from, to: quarterText(end, w) });
}

/** The roadmap as tables of at most four years, so that a quarter's column stays legible. */
export function roadmapView(report: ResultsReport) {
  const w = WORDS[report.locale];
  const all = roadmapQuarters(report.measures);
  const parts = Array.from({ length: Math.ceil(all.length / MAX_QUARTERS) }, (_, i) =>
    all.slice(i * MAX_QUARTERS, (i + 1) * MAX_QUARTERS),
  );
  const scheduled = new Set(placed(report.measures).map((m) => m.number));
  const unplaced = inPlan(report.measures).filter((m) => !scheduled.has(m.number) && m.status !== 'rejected');
  return {
    tables: parts.map((quarters) => ({
      title: fill(w.roadmapTable, {
        from: quarterText(quarters[0] ?? '', w),
        to: quarterText(quarters.at(-1) ?? '', w),
      }),
      years: [...new Set(quarters.map((q) => q.slice(0, 4)))],
      quarters: quarters.map((q) => fill(w.quarterShort, { n: q.slice(6) })),
      rows: roadmapRows(report.measures, quarters)
        .filter((row) => row.runs.includes(true))
        .map(({ measure, runs }) => ({
          number: measure.number,
          title: measure.title,
          horizon: measure.horizon,
          runs: [...runs],
        })),
    })),
    unplaced:
      unplaced.length > 0
        ? fill(w.unplaced, { list: unplaced.map((m) => `${m.number} ${m.title}`).join('; ') })
        : '',
  };
}

const byNumber = (a: { readonly number: string }, b: { readonly number: string }): number =>
  a.number.localeCompare(b.number, 'de', { numeric: true });
