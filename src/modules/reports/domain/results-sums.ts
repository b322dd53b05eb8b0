/** The sums the results report prints. Pure; money in cents. */
import { addMonths, localDate } from '#kernel/dates';
import { type CostOfYear, costOfYear } from '#kernel/year-costs';
import type {
  FindingArea,
  FindingStatus,
  ReportBudgetLine,
  ReportContract,
  ReportFinding,
  ReportFramework,
  ReportItem,
  ReportMeasure,
  Severity,
  YearFrame,
} from './results-report.ts';

export interface YearCost extends CostOfYear {
  readonly year: number;
  readonly resultCents: number;
  readonly investmentCents: number;
  readonly totalCents: number;
  readonly frame: YearFrame | null;
}

const quarterIndex = (quarter: string): number =>
  Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
const quarterAt = (index: number): string => `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;

type Placed = ReportMeasure & { readonly starts: string };
/** Measures on the roadmap; a rejected one costs nothing. */
export const placed = (measures: readonly ReportMeasure[]): Placed[] =>
  measures.filter((m): m is Placed => m.starts !== null && m.status !== 'rejected');

const lastIndex = (measure: Placed): number => quarterIndex(measure.starts) + measure.quarters - 1;

/**
 * What the measures cost in each year of the roadmap and of the frames, by budget kind, in cents.
 */
export function yearlyCosts(measures: readonly ReportMeasure[], frames: readonly YearFrame[]): YearCost[] {
  const onRoadmap = placed(measures);
  const touched = onRoadmap.flatMap((m) => [
    Math.floor(quarterIndex(m.starts) / 4),
    Math.floor(lastIndex(m) / 4),
  ]);
  const years = [...touched, ...frames.map((f) => f.year)];
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, i) =>
    costInYear(onRoadmap, frames, first + i),
  );
}

function costInYear(measures: readonly Placed[], frames: readonly YearFrame[], year: number): YearCost {
  const { onceResultCents, onceInvestmentCents, runningCents } = costOfYear(measures, year);
  return {
    year,
    onceResultCents,
    onceInvestmentCents,
    runningCents,
    resultCents: onceResultCents + runningCents,
    investmentCents: onceInvestmentCents,
    totalCents: onceResultCents + onceInvestmentCents + runningCents,
    frame: frames.find((f) => f.year === year) ?? null,
  };
}

/** Without those that the variant leaves out: a document names them where it tells of the variant, and counts none of them. */
export const inPlan = (measures: readonly ReportMeasure[]): ReportMeasure[] =>
  measures.filter((m) => !m.leftOut);

/** One-off cost, grants and running cost per year of a set of measures, without rejected and left-out ones. */
export function packageCost(measures: readonly ReportMeasure[]): {
  readonly onceCents: number;
  readonly grantCents: number;
  readonly yearlyCents: number;
} {
  const counted = inPlan(measures).filter((m) => m.status !== 'rejected');
  const sum = (of: (m: ReportMeasure) => number) => counted.reduce((total, m) => total + of(m), 0);
  return {
    onceCents: sum((m) => m.onceCostCents),
    grantCents: sum((m) => m.grantCents),
    yearlyCents: sum((m) => m.yearlyCostCents),
  };
}

export interface RoadmapRow {
  readonly measure: ReportMeasure;
  /** One entry per quarter asked for: does the measure run in it? */
  readonly runs: readonly boolean[];
}

/** All quarters the roadmap touches, filled up to whole years. */
export function roadmapQuarters(measures: readonly ReportMeasure[]): string[] {
  const onRoadmap = placed(measures);
  if (onRoadmap.length === 0) return [];
  const first = Math.floor(Math.min(...onRoadmap.map((m) => quarterIndex(m.starts))) / 4) * 4;
  const last = Math.floor(Math.max(...onRoadmap.map(lastIndex)) / 4) * 4 + 3;
  return Array.from({ length: last - first + 1 }, (_, i) => quarterAt(first + i));
}

/** Measures in the order they begin, with the quarters each runs in. */
export function roadmapRows(measures: readonly ReportMeasure[], quarters: readonly string[]): RoadmapRow[] {
  return placed(measures)
    .sort((a, b) => quarterIndex(a.starts) - quarterIndex(b.starts) || byNumber(a, b))
    .map((measure) => ({
      measure,
      runs: quarters.map(
        (q) => quarterIndex(q) >= quarterIndex(measure.starts) && quarterIndex(q) <= lastIndex(measure),
      ),
    }));
}

export interface ProductYear {
  readonly product: string;
  readonly year: number;
  readonly plannedCents: number;
  readonly amendedCents: number;
  readonly committedCents: number;
  readonly actualCents: number;
  /** Plan + amendment - actual - commitments (GemHVO BW § 27). */
  readonly availableCents: number;
}

/** Budget lines added up per product and year, by product, then year. */
export function budgetByProduct(lines: readonly ReportBudgetLine[]): ProductYear[] {
  const sums = new Map<string, ProductYear>();
  for (const line of lines) {
    const key = `${line.product}|${line.year}`;
    const before = sums.get(key);
    const plannedCents = (before?.plannedCents ?? 0) + line.plannedCents;
    const amendedCents = (before?.amendedCents ?? 0) + line.amendedCents;
    const committedCents = (before?.committedCents ?? 0) + line.committedCents;
    const actualCents = (before?.actualCents ?? 0) + line.actualCents;
    const availableCents = plannedCents + amendedCents - committedCents - actualCents;
    const { product, year } = line;
    sums.set(key, { product, year, plannedCents, amendedCents, committedCents, actualCents, availableCents });
  }
  return [...sums.values()].sort((a, b) => a.product.localeCompare(b.product) || a.year - b.year);
}

export interface FindingCounts {
  readonly total: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly byStatus: Readonly<Record<FindingStatus, number>>;
  readonly byArea: readonly {
    readonly area: FindingArea;
    readonly total: number;
    readonly bySeverity: Readonly<Record<Severity, number>>;
  }[];
}

/** How many findings there are by severity, status and area; areas without findings are left out. */
export function countFindings(
  findings: readonly ReportFinding[],
  areas: readonly FindingArea[],
): FindingCounts {
  const byStatus = { draft: 0, in_review: 0, confirmed: 0, corrected: 0, disputed: 0 };
  for (const finding of findings) byStatus[finding.status] += 1;
  const byArea = areas
    .map((area) => findings.filter((f) => f.area === area))
    .flatMap((of) => (of[0] ? [{ area: of[0].area, total: of.length, bySeverity: severities(of) }] : []));
  return { total: findings.length, bySeverity: severities(findings), byStatus, byArea };
}

function severities(findings: readonly ReportFinding[]): Record<Severity, number> {
  const counts = { 1: 0, 2: 0, 3: 0, 4: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}

const HORIZON_ORDER = { short: 0, medium: 1, long: 2 } as const;
const byNumber = (a: { readonly number: string }, b: { readonly number: string }): number =>
  a.number.localeCompare(b.number, 'de', { numeric: true });

/**
 * The measures to decide on first: mandatory ones, then by horizon, then by the gravest finding each corrects,
 * then by how many findings it corrects, then by number. Without those rejected, finished or left out by the variant.
 */
export function priorityMeasures(
  measures: readonly ReportMeasure[],
  findings: readonly ReportFinding[],
  count = 6,
): ReportMeasure[] {
  const severity = new Map(findings.map((f) => [f.number, f.severity]));
  const gravest = (m: ReportMeasure) => Math.max(0, ...m.findings.map((number) => severity.get(number) ?? 0));
  return inPlan(measures)
    .filter((m) => m.status !== 'rejected' && m.status !== 'done')
    .sort(
      (a, b) =>
        Number(b.mandatory) - Number(a.mandatory) ||
        HORIZON_ORDER[a.horizon] - HORIZON_ORDER[b.horizon] ||
        gravest(b) - gravest(a) ||
        b.findings.length - a.findings.length ||
        byNumber(a, b),
    )
    .slice(0, count);
}

export interface GroupLevel {
  readonly code: string;
  readonly title: string;
  readonly requirements: number;
  readonly rated: number;
  /** Mean of the rated requirements, 0-5; null while none is rated. */
  readonly level: number | null;
  readonly target: number | null;
}

/** Mean level and target of each group that has ratings; targets are averaged over the same requirements. */
export function groupLevels(framework: ReportFramework): GroupLevel[] {
  return framework.groups
    .map(({ code, title }) => ({ code, title, ratings: framework.ratings.filter((r) => r.group === code) }))
    .filter(({ ratings }) => ratings.length > 0)
    .map(({ code, title, ratings }) => {
      const rated = ratings.filter((r) => r.level !== null);
      const basis = rated.length > 0 ? rated : ratings;
      return {
        code,
        title,
        requirements: ratings.length,
        rated: rated.length,
        level: mean(rated.map((r) => r.level ?? 0)),
        target: mean(basis.map((r) => r.target)),
      };
    });
}

/** Mean level and target over all rated requirements, and how many reach their target. */
export function frameworkLevel(framework: ReportFramework): {
  readonly level: number | null;
  readonly target: number | null;
  readonly rated: number;
  readonly reached: number;
} {
  const rated = framework.ratings.filter((r) => r.level !== null);
  return {
    level: mean(rated.map((r) => r.level ?? 0)),
    target: mean(rated.map((r) => r.target)),
    rated: rated.length,
    reached: rated.filter((r) => (r.level ?? 0) >= r.target).length,
  };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;

export interface KindFigures {
  readonly kind: string;
  readonly records: number;
  readonly quantity: number;
  /** Pieces whose support ended before `on`. */
  readonly unsupported: number;
  /** Pieces of high or critical importance. */
  readonly important: number;
}

/** Inventory by kind on a day, the most numerous kind first. */
export function inventoryFigures(items: readonly ReportItem[], on: string): KindFigures[] {
  return [...Map.groupBy(items, (item) => item.kind)]
    .map(([kind, of]) => {
      const pieces = (which: readonly ReportItem[]) => which.reduce((sum, item) => sum + item.quantity, 0);
      return {
        kind,
        records: of.length,
        quantity: pieces(of),
        unsupported: pieces(of.filter((item) => item.endOfSupportOn !== null && item.endOfSupportOn < on)),
        important: pieces(
          of.filter((item) => item.criticality === 'high' || item.criticality === 'critical'),
        ),
      };
    })
    .sort((a, b) => b.quantity - a.quantity || a.kind.localeCompare(b.kind));
}

/** Last day on which notice can be given for the end of the term; null for contracts without end. */
export const noticeDay = (contract: ReportContract): string | null =>
  contract.endsOn ? addMonths(localDate(contract.endsOn), -contract.noticeMonths) : null;
