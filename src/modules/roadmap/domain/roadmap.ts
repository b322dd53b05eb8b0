import { costOfYear } from '#kernel/year-costs';

/** Quarters are text 'YYYY-Qn'; money is in cents. */
export interface PlannedMeasure {
  id: string;
  number: number;
  starts: string | null;
  quarters: number;
  onceCostCents: number;
  yearlyCostCents: number;
  grantCents: number;
  budgetKind: 'result' | 'investment';
  needs: readonly string[];
}

export interface YearFrame {
  year: number;
  resultCents: number;
  investmentCents: number;
}

export interface YearTotal extends YearFrame {
  /** Frame of the year; null when none was set. */
  frame: YearFrame | null;
}

/** What measures cost in a year, in cents; running cost always lies in the result budget. */
export interface YearNeed {
  readonly year: number;
  readonly onceResultCents: number;
  readonly onceInvestmentCents: number;
  readonly runningCents: number;
  readonly frame: YearFrame | null;
}

const index = (quarter: string): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
const quarterAt = (position: number): string => `${Math.floor(position / 4)}-Q${(position % 4) + 1}`;

export const yearOf = (quarter: string): number => Number(quarter.slice(0, 4));
/** The quarter `by` quarters later (earlier when negative). */
export const moveQuarter = (quarter: string, by: number): string => quarterAt(index(quarter) + by);
/** The last quarter a measure runs in. */
export const endQuarter = (measure: { starts: string; quarters: number }): string =>
  moveQuarter(measure.starts, measure.quarters - 1);

/** All quarters from the first to the last one that a plan touches, filled up to whole years. */
export function quartersOf(plan: readonly PlannedMeasure[], firstYear: number): string[] {
  const scheduled = plan.filter((m): m is PlannedMeasure & { starts: string } => m.starts !== null);
  const first = Math.min(firstYear, ...scheduled.map((m) => yearOf(m.starts)));
  const last = Math.max(first + 1, ...scheduled.map((m) => yearOf(endQuarter(m))));
  return Array.from({ length: (last - first + 1) * 4 }, (_, i) => quarterAt(first * 4 + i));
}

/** What each year costs by budget kind, in cents, beside its frame. */
export function yearTotals(
  plan: readonly PlannedMeasure[],
  frames: readonly YearFrame[],
  years: readonly number[],
): YearTotal[] {
  return yearNeeds(plan, frames, years).map(({ year, frame, ...need }) => ({
    year,
    resultCents: need.onceResultCents + need.runningCents,
    investmentCents: need.onceInvestmentCents,
    frame,
  }));
}

/** The same, with one-off and running cost apart. */
export function yearNeeds(
  plan: readonly PlannedMeasure[],
  frames: readonly YearFrame[],
  years: readonly number[],
): YearNeed[] {
  const scheduled = plan.filter((m): m is PlannedMeasure & { starts: string } => m.starts !== null);
  return years.map((year) => ({
    year,
    ...costOfYear(scheduled, year),
    frame: frames.find((f) => f.year === year) ?? null,
  }));
}

export interface RoadmapConflict {
  measureId: string;
  /** `needs_not_done`: starts before `otherId` ends; `needs_unscheduled`: `otherId` has no place yet. */
  code: 'needs_not_done' | 'needs_unscheduled';
  otherId: string;
}

/** Measures that start before what they need has ended. */
export function roadmapConflicts(plan: readonly PlannedMeasure[]): RoadmapConflict[] {
  const byId = new Map(plan.map((m) => [m.id, m]));
  return plan.flatMap((measure) => {
    const { starts } = measure;
    if (!starts) return [];
    return measure.needs.flatMap((otherId): RoadmapConflict[] => {
      const other = byId.get(otherId);
      if (!other) return [];
      if (!other.starts) return [{ measureId: measure.id, code: 'needs_unscheduled', otherId }];
      const ends = index(endQuarter({ starts: other.starts, quarters: other.quarters }));
      return index(starts) <= ends ? [{ measureId: measure.id, code: 'needs_not_done', otherId }] : [];
    });
  });
}
