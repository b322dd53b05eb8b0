import { type LinearModel, linearBuilder } from '#kernel/linear';
import type { Compiled, FlatMode } from './compiled.ts';
import type { Schedule } from './problem.ts';

/** A place a task may take. */
export interface Place {
  task: number;
  mode: number;
  start: number;
  end: number;
  column: number;
}

export interface TimeIndexed {
  model: LinearModel;
  places: readonly Place[];
  /** Column of the last end; null where nothing asks for it. */
  last: number;
  /** Tasks that have no place at all. */
  homeless: readonly number[];
}

/**
 * The problem with one yes-or-no column per task, mode and start (Pritsker, Watters, Wolfe 1969), precedence per period
 * (Christofides, Alvarez-Valdes, Tamarit 1987). A plan's cost is `weighted * (horizon + 1) + makespan`, so that the last
 * end never outweighs a weight.
 */
export function timeIndexed(c: Compiled): TimeIndexed {
  const { model, column, row } = linearBuilder();
  const places: Place[][] = [];
  for (let task = 0; task < c.size; task++) {
    places.push([]);
    for (const [mode, flat] of (c.modes[task] ?? []).entries())
      for (let start = c.head[task] as number; start + flat.duration <= latestEnd(c, task); start++) {
        if (!affordable(c, flat, start)) continue;
        const end = start + flat.duration;
        const cost = (c.weight[task] as number) * end * (c.horizon + 1);
        places[task]?.push({ task, mode, start, end, column: column(cost, 0, 1, 'whole') });
      }
  }
  const earliest = Math.max(
    0,
    ...Array.from({ length: c.size }, (_, t) => (c.head[t] ?? 0) + (c.tail[t] ?? 0)),
  );
  const last = column(1, Math.min(earliest, c.horizon), c.horizon, 'any');
  for (const own of places) {
    row(
      1,
      1,
      own.flatMap((place) => [place.column, 1]),
    );
    row(Number.NEGATIVE_INFINITY, 0, [...own.flatMap((place) => [place.column, place.end]), last, -1]);
  }
  for (let task = 0; task < c.size; task++) {
    const needs = c.needs[task] as Int32Array;
    for (let k = 0; k < needs.length; k += 2)
      precedence(row, places[needs[k] as number] ?? [], places[task] ?? [], needs[k + 1] as number);
  }
  const flat = places.flat();
  capacities(c, flat, row);
  budgets(c, flat, row);
  return {
    model,
    places: flat,
    last,
    homeless: places.flatMap((own, task) => (own.length === 0 ? [task] : [])),
  };
}

type Row = ReturnType<typeof linearBuilder>['row'];

const latestEnd = (c: Compiled, task: number): number => {
  // What hangs on a task has to end in time as well.
  const shortest = Math.min(...(c.modes[task] ?? []).map(({ duration }) => duration));
  return Math.min(c.deadline[task] as number, c.horizon - ((c.tail[task] as number) - shortest));
};

function affordable(c: Compiled, { spends, resources, units, duration }: FlatMode, start: number): boolean {
  const spend = spends?.[start];
  if (spend && c.saves === false)
    for (let k = 0; k < spend.length; k += 2)
      if ((spend[k + 1] as number) > (c.limits[spend[k] as number] as number)) return false;
  for (let k = 0; k < resources.length; k++)
    for (let t = start; t < start + duration; t++)
      if ((units[k] as number) > (c.capacity[(resources[k] as number) * c.horizon + t] as number))
        return false;
  return true;
}

/** For every period: the follower has not begun by then, or the other has ended with its lag. */
export function precedence(
  row: Row,
  before: readonly Place[],
  after: readonly Place[],
  lag: number,
  slack: readonly number[] = [],
): void {
  const times = [...new Set(after.map(({ start }) => start))].sort((a, b) => a - b);
  for (const t of times) {
    const late = before.filter(({ end }) => end + lag > t);
    if (late.length === 0) continue;
    row(Number.NEGATIVE_INFINITY, 1, [
      ...after.flatMap(({ start, column }) => (start <= t ? [column, 1] : [])),
      ...late.flatMap(({ column }) => [column, 1]),
      ...slack,
    ]);
  }
}

function capacities(c: Compiled, places: readonly Place[], row: Row): void {
  for (let r = 0; r < c.resources; r++)
    for (let t = 0; t < c.horizon; t++) {
      const capacity = c.capacity[r * c.horizon + t] as number;
      if (!Number.isFinite(capacity)) continue;
      let most = 0;
      const terms = places.flatMap(({ task, mode, start, end, column }) => {
        if (t < start || t >= end) return [];
        const flat = c.modes[task]?.[mode] as FlatMode;
        const k = flat.resources.indexOf(r);
        if (k < 0) return [];
        most += flat.units[k] as number;
        return [column, flat.units[k] as number];
      });
      if (most > capacity) row(Number.NEGATIVE_INFINITY, capacity, terms);
    }
}

function budgets(c: Compiled, places: readonly Place[], row: Row): void {
  const terms: number[][] = Array.from(c.limits, () => []);
  for (const { task, mode, start, column } of places) {
    const spend = c.modes[task]?.[mode]?.spends?.[start];
    for (let k = 0; spend && k < spend.length; k += 2)
      terms[spend[k] as number]?.push(column, spend[k + 1] as number);
  }
  for (const [budget, own] of terms.entries()) row(Number.NEGATIVE_INFINITY, c.limits[budget] as number, own);
}

/** Column values of a schedule, to begin the search with; null where it takes a place the model does not have. */
export function valuesOf({ model, places, last }: TimeIndexed, { starts, modes }: Schedule): number[] | null {
  const values = new Array<number>(model.columns).fill(0);
  const seen = new Set<number>();
  for (const { task, mode, start, end, column } of places)
    if (starts[task] === start && modes[task] === mode) {
      seen.add(task);
      values[column] = 1;
      values[last] = Math.max(values[last] ?? 0, end);
    }
  return seen.size === starts.length ? values : null;
}

/** The schedule behind column values. */
export function scheduleOf({ places }: TimeIndexed, values: ArrayLike<number>, size: number): Schedule {
  const starts = new Array<number>(size).fill(-1);
  const modes = new Array<number>(size).fill(0);
  for (const { task, mode, start, column } of places)
    if ((values[column] ?? 0) > 0.5) {
      starts[task] = start;
      modes[task] = mode;
    }
  return { starts, modes };
}
