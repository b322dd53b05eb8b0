import { makespanBound } from './bounds.ts';
import { type Compiled, compile } from './compiled.ts';
import { judge, type Problem, type Schedule, type Value } from './problem.ts';
import { randomFrom, search } from './search.ts';

export interface PlanWish {
  /** Asked between schedules; false ends the search with the best plan so far. */
  goOn: (looked: number) => boolean;
  /** The same seed gives the same plan for the same number of schedules. */
  seed?: number;
}

export type Planned =
  | { fault: 'circle' }
  | {
      schedule: Schedule;
      value: Value;
      /** No plan ends earlier. */
      lowerBound: number;
      /** The plan reaches the bound. */
      proven: boolean;
      /** Periods late over all deadlines, and tasks that found no place before the horizon; both 0 in a sound plan. */
      broken: { late: number; unplaced: number };
      looked: number;
    };

/** Schedules a package; a circle of needs is the one thing it refuses. */
export function plan(problem: Problem, { goOn, seed = 1 }: PlanWish): Planned {
  const compiled = compile(problem);
  if (!compiled) return { fault: 'circle' };
  const lowerBound = makespanBound(compiled);
  const found = search(compiled, { random: randomFrom(seed), goOn, bound: lowestCost(compiled, lowerBound) });
  const schedule = { starts: [...found.starts], modes: [...found.modes] };
  const value = judge(problem, schedule);
  const sound = found.broken.late === 0 && found.broken.unplaced === 0;
  return {
    schedule,
    value,
    lowerBound,
    proven: sound && !compiled.weighted && value.makespan === lowerBound,
    broken: found.broken,
    looked: found.looked,
  };
}

/** With weights the last end does not decide alone, so nothing is known that a plan cannot beat. */
const lowestCost = (compiled: Compiled, lowerBound: number): number =>
  compiled.weighted ? Number.NEGATIVE_INFINITY : lowerBound;
