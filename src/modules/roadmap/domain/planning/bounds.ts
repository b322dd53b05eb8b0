import type { Compiled } from './compiled.ts';

/**
 * A makespan that no schedule can beat: the longest chain, or the first one at which the work that must happen within
 * some stretch of time still fits into it (energetic reasoning, Baptiste, Le Pape, Nuijten 1999). Exact where a
 * schedule reaches it. Looks at capacities that stay the same; where they change, at the largest.
 */
export function makespanBound(c: Compiled): number {
  const chain = Math.max(0, ...c.order.map((task) => (c.head[task] as number) + (c.tail[task] as number)));
  const most = Array.from({ length: c.resources }, (_, r) =>
    c.capacity.subarray(r * c.horizon, (r + 1) * c.horizon).reduce((a, b) => Math.max(a, b), 0),
  );
  let low = chain;
  let high = Math.max(chain, c.horizon);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (mayFit(c, most, middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether the work that must lie within each stretch fits into it when everything ends by `end`. */
function mayFit(c: Compiled, most: readonly number[], end: number): boolean {
  const tasks = c.order.filter((task) => shortest(c, task) > 0);
  const early = (task: number) => c.head[task] as number;
  const latestStart = (task: number) => end - (c.tail[task] as number);
  const froms = [...new Set(tasks.map(early))].sort((a, b) => a - b);
  const tos = [...new Set(tasks.map((task) => latestStart(task) + shortest(c, task)))].sort((a, b) => a - b);
  for (const [r, capacity] of most.entries()) {
    const work = tasks.flatMap((task) => {
      const units = leastUnits(c, task, r);
      return units > 0 ? [{ units, d: shortest(c, task), est: early(task), lst: latestStart(task) }] : [];
    });
    for (const from of froms)
      for (const to of tos) {
        if (to <= from) continue;
        let needed = 0;
        for (const { units, d, est, lst } of work) {
          const left = Math.max(0, Math.min(to, est + d) - Math.max(from, est));
          const right = Math.max(0, Math.min(to, lst + d) - Math.max(from, lst));
          needed += units * Math.min(left, right);
        }
        if (needed > capacity * (to - from)) return false;
      }
  }
  return true;
}

const shortest = (c: Compiled, task: number): number =>
  (c.modes[task] ?? []).reduce((least, { duration }) => Math.min(least, duration), Number.POSITIVE_INFINITY);

/** Units a task takes of a resource whichever mode is chosen; 0 where one of several could do without. */
function leastUnits(c: Compiled, task: number, resource: number): number {
  const own = c.modes[task] ?? [];
  return Math.min(
    ...own.map(({ resources, units }) => {
      const at = resources.indexOf(resource);
      return at < 0 ? 0 : (units[at] ?? 0);
    }),
  );
}
