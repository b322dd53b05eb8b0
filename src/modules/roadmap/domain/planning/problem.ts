/**
 * A package to be scheduled: tasks with precedence and lags, modes, capacities per period and budgets. The resource-
 * constrained project scheduling problem (Pritsker, Watters, Wolfe 1969), extended by what a town's plan needs. Time is
 * counted in whole periods from 0; a task that starts at 2 and lasts 3 fills the periods 2, 3 and 4 and ends at 5.
 */
export interface Problem {
  /** Nothing may end after it. */
  horizon: number;
  tasks: readonly Task[];
  resources: readonly Resource[];
  budgets: readonly Budget[];
}

export interface Task {
  id: string;
  /** At least one; the plan chooses. */
  modes: readonly Mode[];
  /** Tasks by position that must have ended `lag` periods before this one starts. */
  needs: readonly { task: number; lag: number }[];
  /** First period it may start in. */
  release: number;
  /** It must have ended by then; null without one. */
  deadline: number | null;
  /** How much an early end is worth per period; whole numbers from 0. */
  weight: number;
}

export interface Mode {
  /** In periods, from 0. */
  duration: number;
  /** Units of each resource in every period it runs. */
  uses: readonly number[];
  /** What a start in a period takes from which budget, by position; without it nothing. */
  spends?: (start: number) => readonly Spending[];
  /** Stands for leaving the task out: taken where no other way finds a place. */
  outside?: true;
}

export interface Spending {
  budget: number;
  amount: number;
}

export interface Resource {
  id: string;
  /** Units in each period up to the horizon. */
  capacity: readonly number[];
}

export interface Budget {
  id: string;
  limit: number;
}

/** Start and mode of every task, by position. */
export interface Schedule {
  starts: readonly number[];
  modes: readonly number[];
}

/** What a schedule is judged by: weighted ends first, then the end of the last task; smaller is better. */
export interface Value {
  weighted: number;
  makespan: number;
}

export function judge({ tasks }: Problem, { starts, modes }: Schedule): Value {
  let weighted = 0;
  let makespan = 0;
  for (const [at, task] of tasks.entries()) {
    const end = (starts[at] ?? 0) + (task.modes[modes[at] ?? 0]?.duration ?? 0);
    weighted += task.weight * end;
    makespan = Math.max(makespan, end);
  }
  return { weighted, makespan };
}

/** Positions in an order in which nothing comes before what it needs; null where tasks need each other in a circle. */
export function topologicalOrder(tasks: readonly Task[]): number[] | null {
  const open = tasks.map(({ needs }) => needs.length);
  const followers = followersOf(tasks);
  const order = open.flatMap((count, at) => (count === 0 ? [at] : []));
  for (let next = 0; next < order.length; next++)
    for (const { task } of followers[order[next] ?? 0] ?? []) {
      const left = (open[task] ?? 0) - 1;
      open[task] = left;
      if (left === 0) order.push(task);
    }
  return order.length === tasks.length ? order : null;
}

/** For every task those that need it, with their lag. */
export function followersOf(tasks: readonly Task[]): { task: number; lag: number }[][] {
  const followers: { task: number; lag: number }[][] = tasks.map(() => []);
  for (const [at, { needs }] of tasks.entries())
    for (const { task, lag } of needs) followers[task]?.push({ task: at, lag });
  return followers;
}
