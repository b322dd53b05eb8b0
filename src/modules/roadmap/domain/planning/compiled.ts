import { followersOf, type Problem, topologicalOrder } from './problem.ts';

/** One mode laid out for the search. */
export interface FlatMode {
  duration: number;
  /** Resources it really uses, and how much of each. */
  resources: Int32Array;
  units: Float64Array;
  /** By start period: budgets and amounts in turn; null where it spends nothing. */
  spends: (Float64Array | null)[] | null;
}

/** A problem laid out in flat arrays, so that a search can decode some ten thousand schedules a second. */
export interface Compiled {
  size: number;
  horizon: number;
  modes: FlatMode[][];
  /** Tasks needed and lags, in turn. */
  needs: Int32Array[];
  /** The mode that leaves a task out; -1 where it must be done. */
  outside: Int32Array;
  followers: Int32Array[];
  release: Int32Array;
  deadline: Int32Array;
  weight: Float64Array;
  /** Capacity of resource r in period t at `r * horizon + t`. */
  capacity: Float64Array;
  resources: number;
  limits: Float64Array;
  /** Something gives money back to a budget: no start is out of reach by itself. */
  saves: boolean;
  order: readonly number[];
  /** Periods from the start of a task to the end of the last that hangs on it, by the shortest modes. */
  tail: Int32Array;
  /** Earliest start by precedence and release alone. */
  head: Int32Array;
  weighted: boolean;
}

/** Lays a problem out; null where tasks need each other in a circle. */
export function compile(problem: Problem): Compiled | null {
  const order = topologicalOrder(problem.tasks);
  if (!order) return null;
  const { tasks, horizon, resources } = problem;
  const followers = followersOf(tasks);
  const capacity = new Float64Array(resources.length * horizon);
  for (const [r, { capacity: own }] of resources.entries())
    for (let t = 0; t < horizon; t++) capacity[r * horizon + t] = own[t] ?? 0;
  const modes = tasks.map((task) => task.modes.map((mode) => flat(mode, horizon)));
  const shortest = modes.map((own) => Math.min(...own.map(({ duration }) => duration)));
  const head = new Int32Array(tasks.length);
  const tail = new Int32Array(tasks.length);
  for (const at of order) {
    let earliest = tasks[at]?.release ?? 0;
    for (const { task, lag } of tasks[at]?.needs ?? [])
      earliest = Math.max(earliest, (head[task] ?? 0) + (shortest[task] ?? 0) + lag);
    head[at] = earliest;
  }
  for (const at of order.toReversed()) {
    let after = 0;
    for (const { task, lag } of followers[at] ?? []) after = Math.max(after, (tail[task] ?? 0) + lag);
    tail[at] = after + (shortest[at] ?? 0);
  }
  return {
    size: tasks.length,
    horizon,
    modes,
    outside: Int32Array.from(tasks, ({ modes: own }) => own.findIndex(({ outside }) => outside)),
    needs: tasks.map(({ needs }) => Int32Array.from(needs.flatMap(({ task, lag }) => [task, lag]))),
    followers: followers.map((own) => Int32Array.from(own.flatMap(({ task, lag }) => [task, lag]))),
    release: Int32Array.from(tasks, ({ release }) => release),
    deadline: Int32Array.from(tasks, ({ deadline }) => Math.min(deadline ?? horizon, horizon)),
    weight: Float64Array.from(tasks, ({ weight }) => weight),
    capacity,
    resources: resources.length,
    limits: Float64Array.from(problem.budgets, ({ limit }) => limit),
    saves: modes.some((own) =>
      own.some(({ spends }) =>
        spends?.some((spend) => spend?.some((amount, k) => k % 2 === 1 && amount < 0)),
      ),
    ),
    order,
    tail,
    head,
    weighted: tasks.some(({ weight }) => weight > 0),
  };
}

function flat(mode: Problem['tasks'][number]['modes'][number], horizon: number): FlatMode {
  const used = mode.uses.flatMap((units, r) => (units > 0 && mode.duration > 0 ? [r] : []));
  const { spends } = mode;
  return {
    duration: mode.duration,
    resources: Int32Array.from(used),
    units: Float64Array.from(used, (r) => mode.uses[r] ?? 0),
    spends: spends
      ? Array.from({ length: Math.max(0, horizon - mode.duration + 1) }, (_, start) => {
          const own = spends(start);
          return own.length > 0
            ? Float64Array.from(own.flatMap(({ budget, amount }) => [budget, amount]))
            : null;
        })
      : null,
  };
}
