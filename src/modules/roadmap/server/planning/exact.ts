import { handOver, highs } from '#platform/solver/highs';
import type { Compiled } from '../../domain/planning/compiled.ts';
import { judge, type Problem, type Schedule, type Value } from '../../domain/planning/problem.ts';
import { scheduleOf, timeIndexed, valuesOf } from '../../domain/planning/time-index.ts';
import { violations } from '../../domain/planning/verify.ts';

export interface ExactWish {
  seconds: number;
  /** The first plan will do. */
  any?: boolean;
  /** A sound schedule to begin with. */
  begin?: Schedule;
  /** Told now and then: the cost of the best plan so far and a cost that none can beat. */
  tell?: (best: number, bound: number) => void;
}

export type Exact =
  | { impossible: true }
  | {
      impossible: false;
      /** Null where time ran out before any plan was found. */
      schedule: Schedule | null;
      /** No plan costs less. */
      bound: number;
      proven: boolean;
    };

/** What a plan costs in one number: weighted ends first, then the last end. */
export const totalOf = ({ horizon }: Problem, { weighted, makespan }: Value): number =>
  weighted * (horizon + 1) + makespan;

/**
 * The best schedule there is, or the best within the time with a bound. `proven` says that the bound of the solver is
 * less than one unit below a plan that was checked against the definition; costs are whole numbers.
 */
export async function exact(problem: Problem, compiled: Compiled, wish: ExactWish): Promise<Exact> {
  const indexed = timeIndexed(compiled);
  if (indexed.homeless.length > 0) return { impossible: true };
  const solver = await highs();
  const { callbackType, modelStatus } = solver.constants;
  const model = handOver(solver, indexed.model);
  try {
    model.options.set({ time_limit: wish.seconds, ...(wish.any ? { mip_max_improving_sols: 1 } : {}) });
    const begin = wish.begin ? valuesOf(indexed, wish.begin) : null;
    if (begin) model.setSolution({ colValue: begin });
    const { modelStatus: status } = model.run(
      wish.tell
        ? {
            [callbackType.mipLogging]: ({ data }) => {
              wish.tell?.(data.mip_primal_bound ?? Number.POSITIVE_INFINITY, data.mip_dual_bound ?? 0);
              return undefined;
            },
          }
        : {},
    );
    if (status === modelStatus.infeasible) return { impossible: true };
    const bound = Math.ceil(Number(model.info.get('mip_dual_bound')) - 1e-6);
    const found = scheduleOf(indexed, model.getSolution().colValue, compiled.size);
    const sound = violations(problem, found).length === 0;
    const schedule = sound ? found : (wish.begin ?? null);
    const proven = schedule !== null && totalOf(problem, judge(problem, schedule)) <= bound;
    return { impossible: false, schedule, bound, proven };
  } finally {
    model.dispose();
  }
}
