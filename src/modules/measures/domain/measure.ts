import { DECIDERS, EDITORS, type Fn } from '#kernel/functions';
import { steps } from '#kernel/steps';

export const HORIZONS = ['short', 'medium', 'long'] as const;
export type Horizon = (typeof HORIZONS)[number];
export const MEASURE_STATUSES = [
  'proposed',
  'recommended',
  'decided',
  'postponed',
  'rejected',
  'done',
] as const;
export type MeasureStatus = (typeof MEASURE_STATUSES)[number];

export const DECISION_OUTCOMES = ['decided', 'postponed', 'rejected', 'done'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];
export const isOutcome = (status: MeasureStatus): status is DecisionOutcome =>
  DECISION_OUTCOMES.some((one) => one === status);
export const DECISION_BODIES = ['council', 'committee', 'mayor', 'administration'] as const;
export type DecisionBody = (typeof DECISION_BODIES)[number];

/** From the workshop's proposal to the council's decision and its completion. */
export const MEASURE_STEPS = steps<MeasureStatus>([
  { from: 'proposed', to: 'recommended', may: EDITORS },
  { from: 'recommended', to: 'proposed', may: EDITORS },
  { from: 'recommended', to: 'decided', may: DECIDERS },
  { from: 'recommended', to: 'postponed', may: DECIDERS },
  { from: 'recommended', to: 'rejected', may: DECIDERS },
  { from: 'postponed', to: 'recommended', may: EDITORS },
  { from: 'postponed', to: 'decided', may: DECIDERS },
  { from: 'rejected', to: 'proposed', may: EDITORS },
  { from: 'decided', to: 'done', may: EDITORS },
  { from: 'decided', to: 'postponed', may: DECIDERS },
]);

/**
 * Where a measure stands once one of its decisions is withdrawn; `others` are the outcomes of those that still hold, the newest first.
 * Nothing changes unless its status rests on the withdrawn one alone; then it is what the one before it says, else recommended again.
 * Null: it is done because of what the withdrawn one decided, which has to be taken back first.
 */
export function statusWithout(
  status: MeasureStatus,
  withdrawn: DecisionOutcome,
  others: readonly DecisionOutcome[],
): MeasureStatus | null {
  if (others.includes(withdrawn)) return status;
  if (status === 'done' && withdrawn === 'decided') return null;
  if (status !== withdrawn) return status;
  if (status === 'done') return 'decided';
  return others.find((outcome) => outcome !== 'done') ?? 'recommended';
}

export type StepReason = 'may_not_from_here' | 'may_only_editors' | 'may_only_deciders';

/** May these functions take the step? Else why not: the status does not lead there, or it is somebody else's to take. */
export function stepAnswer(
  from: MeasureStatus,
  to: MeasureStatus,
  functions: readonly Fn[],
): true | StepReason {
  const answer = MEASURE_STEPS.canStep(from, to, functions);
  if (answer === true) return true;
  if (answer === 'no_such_step') return 'may_not_from_here';
  const step = MEASURE_STEPS.table.find((one) => one.from === from && one.to === to);
  return step?.may === DECIDERS ? 'may_only_deciders' : 'may_only_editors';
}

/** Whether a day (`2027-09-30`) lies in the quarters a measure takes from `starts` (`2027-Q1`) on. */
export function liesWithin(day: string, starts: string, quarters: number): boolean {
  const at = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
  const from = Number(starts.slice(0, 4)) * 4 + Number(starts.slice(6)) - 1;
  return at >= from && at < from + quarters;
}

/** Links of a package: measure id -> ids of the measures it needs. */
export type Needs = ReadonlyMap<string, readonly string[]>;

/** The first cycle among `needs`, as the ids along it, or null. */
export function findCycle(needs: Needs): string[] | null {
  const state = new Map<string, 'open' | 'closed'>();
  const walk = (id: string, path: string[]): string[] | null => {
    if (state.get(id) === 'closed') return null;
    if (state.get(id) === 'open') return [...path.slice(path.indexOf(id)), id];
    state.set(id, 'open');
    for (const next of needs.get(id) ?? []) {
      const cycle = walk(next, [...path, id]);
      if (cycle) return cycle;
    }
    state.set(id, 'closed');
    return null;
  };
  for (const id of needs.keys()) {
    const cycle = walk(id, []);
    if (cycle) return cycle;
  }
  return null;
}
