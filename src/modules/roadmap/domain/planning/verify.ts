import type { Problem, Schedule } from './problem.ts';

export type Violation =
  | { code: 'release' | 'deadline' | 'horizon'; task: string }
  | { code: 'needs'; task: string; other: string }
  | { code: 'capacity'; resource: string; period: number }
  | { code: 'budget'; budget: string };

/**
 * Every condition a schedule breaks. Written from the definition alone and shares nothing with the search, so that one
 * checks the other.
 */
export function violations(problem: Problem, { starts, modes }: Schedule): Violation[] {
  const found: Violation[] = [];
  const used = problem.resources.map(() => new Map<number, number>());
  const spent = problem.budgets.map(() => 0);
  const endOf = (at: number): number =>
    (starts[at] ?? Number.NaN) + (problem.tasks[at]?.modes[modes[at] ?? -1]?.duration ?? Number.NaN);
  for (const [at, task] of problem.tasks.entries()) {
    const start = starts[at] ?? Number.NaN;
    const mode = task.modes[modes[at] ?? -1];
    if (!(start >= task.release)) found.push({ code: 'release', task: task.id });
    if (!mode || !(endOf(at) <= problem.horizon)) found.push({ code: 'horizon', task: task.id });
    if (task.deadline !== null && !(endOf(at) <= task.deadline))
      found.push({ code: 'deadline', task: task.id });
    for (const { task: other, lag } of task.needs)
      if (!(endOf(other) + lag <= start))
        found.push({ code: 'needs', task: task.id, other: problem.tasks[other]?.id ?? '' });
    if (!mode) continue;
    for (const [resource, units] of mode.uses.entries())
      for (let period = start; period < start + mode.duration; period++)
        used[resource]?.set(period, (used[resource]?.get(period) ?? 0) + units);
    for (const { budget, amount } of mode.spends?.(start) ?? [])
      spent[budget] = (spent[budget] ?? 0) + amount;
  }
  for (const [at, { id, capacity }] of problem.resources.entries())
    for (const [period, units] of used[at] ?? [])
      if (units > (capacity[period] ?? 0)) found.push({ code: 'capacity', resource: id, period });
  for (const [at, { id, limit }] of problem.budgets.entries())
    if ((spent[at] ?? 0) > limit) found.push({ code: 'budget', budget: id });
  return found;
}
