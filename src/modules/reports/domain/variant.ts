/** A kept plan that the report tells of as if it were in force. Pure: what the plan says comes in. */
import type { ReportMeasure } from './results-report.ts';

/** Where the plan has a measure. */
export interface Place {
  readonly starts: string;
  readonly quarters: number;
  readonly horizon: ReportMeasure['horizon'] | null;
  readonly cost: { readonly onceCents: number; readonly yearlyCents: number } | null;
  readonly effort: { readonly effortDays: number; readonly externalDays: number } | null;
}

/** The measure at its place in the plan; undefined = the plan does not speak of it, null = it leaves it out. */
export function placedBy<M extends ReportMeasure>(measure: M, place: Place | null | undefined): M {
  // What ended before the plan begins keeps its place; what came up later is not part of it.
  if (place === undefined && (measure.status === 'done' || measure.status === 'decided')) return measure;
  if (!place) return { ...measure, starts: null, leftOut: true };
  const { starts, quarters, horizon, cost, effort } = place;
  return {
    ...measure,
    starts,
    quarters,
    horizon: horizon ?? measure.horizon,
    ...(cost ? { onceCostCents: cost.onceCents, yearlyCostCents: cost.yearlyCents } : {}),
    ...(effort ?? {}),
  };
}

/** Whether a plan puts every measure where it is anyway; one that is postponed keeps its place, and no plan speaks of it. */
export const isInForce = (before: readonly ReportMeasure[], after: readonly ReportMeasure[]): boolean =>
  before
    .filter(({ status }) => status !== 'postponed')
    .every(({ number, starts, quarters, onceCostCents, yearlyCostCents }) => {
      const then = after.find((one) => one.number === number);
      return (
        then !== undefined &&
        then.starts === starts &&
        (starts === null || then.quarters === quarters) &&
        then.onceCostCents === onceCostCents &&
        then.yearlyCostCents === yearlyCostCents
      );
    });
