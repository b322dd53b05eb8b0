import type { Compiled } from './compiled.ts';

/** Periods late, and tasks that found no place: what a schedule that breaks a limit costs before anything else counts. */
export interface Broken {
  late: number;
  unplaced: number;
}

/** Turns orders of tasks into schedules; one per search, since it writes into buffers of its own. */
export interface Decoder {
  /**
   * Serial schedule generation: places one task after the other as early as precedence, capacity and budgets let it.
   * `list` names every task after what it needs. Writes `starts`; a task without a place starts at -1. One that may be
   * left out is, where nothing else fits: then `modes` is changed.
   */
  forward(list: Int32Array, modes: Int32Array, starts: Int32Array): Broken;
  /**
   * Forward-backward improvement (Tormos, Lova 2001): pushes everything as late as the end allows, then as early as
   * possible again. Never ends later. Writes the order it used into `list`.
   */
  justify(list: Int32Array, modes: Int32Array, starts: Int32Array): Broken;
}

export function makeDecoder(c: Compiled): Decoder {
  const free = new Float64Array(c.capacity.length);
  const left = new Float64Array(c.limits.length);
  const justified = new Int32Array(c.size);
  const keys = new Float64Array(c.size);

  const mode = (task: number, modes: Int32Array) =>
    (c.modes[task] as Compiled['modes'][number])[modes[task] as number] as Compiled['modes'][number][number];

  function fitsBudget(spend: Float64Array | null): boolean {
    if (!spend) return true;
    for (let k = 0; k < spend.length; k += 2)
      if ((left[spend[k] as number] as number) < (spend[k + 1] as number)) return false;
    return true;
  }

  /** The first start from `from` on that fits; -1 where none does before the horizon. */
  function firstFit(m: Compiled['modes'][number][number], from: number): number {
    const { duration, resources, units, spends } = m;
    const last = c.horizon - duration;
    let at = from;
    search: while (at <= last) {
      for (let k = 0; k < resources.length; k++) {
        const base = (resources[k] as number) * c.horizon;
        const need = units[k] as number;
        for (let t = at + duration - 1; t >= at; t--)
          if ((free[base + t] as number) < need) {
            at = t + 1;
            continue search;
          }
      }
      if (spends && !fitsBudget(spends[at] as Float64Array | null)) {
        at++;
        continue;
      }
      return at;
    }
    return -1;
  }

  /** The last start that ends by `end` and fits, never before `floor`, where it fits for sure. */
  function lastFit(m: Compiled['modes'][number][number], end: number, floor: number): number {
    const { duration, resources, units } = m;
    let at = end - duration;
    search: while (at > floor) {
      for (let k = 0; k < resources.length; k++) {
        const base = (resources[k] as number) * c.horizon;
        const need = units[k] as number;
        for (let t = at; t < at + duration; t++)
          if ((free[base + t] as number) < need) {
            at = t - duration;
            continue search;
          }
      }
      return at;
    }
    return floor;
  }

  function take(m: Compiled['modes'][number][number], at: number): void {
    for (let k = 0; k < m.resources.length; k++) {
      const base = (m.resources[k] as number) * c.horizon;
      const need = m.units[k] as number;
      for (let t = at; t < at + m.duration; t++) free[base + t] = (free[base + t] as number) - need;
    }
    const spend = m.spends?.[at];
    if (spend)
      for (let k = 0; k < spend.length; k += 2)
        left[spend[k] as number] = (left[spend[k] as number] as number) - (spend[k + 1] as number);
  }

  function forward(list: Int32Array, modes: Int32Array, starts: Int32Array): Broken {
    free.set(c.capacity);
    left.set(c.limits);
    let late = 0;
    let unplaced = 0;
    for (let k = 0; k < c.size; k++) {
      const task = list[k] as number;
      const outside = c.outside[task] as number;
      if (modes[task] === outside) modes[task] = 0;
      let m = mode(task, modes);
      let from = c.release[task] as number;
      const needs = c.needs[task] as Int32Array;
      for (let i = 0; i < needs.length; i += 2) {
        const other = needs[i] as number;
        const ready = (starts[other] as number) + mode(other, modes).duration + (needs[i + 1] as number);
        if (ready > from) from = ready;
      }
      let at = firstFit(m, from);
      if (at < 0 && outside >= 0) {
        modes[task] = outside;
        m = mode(task, modes);
        at = firstFit(m, from);
      }
      starts[task] = at;
      if (at < 0) {
        unplaced++;
        continue;
      }
      take(m, at);
      const over = at + m.duration - (c.deadline[task] as number);
      if (over > 0) late += over;
    }
    return { late, unplaced };
  }

  function sortBy(list: Int32Array, key: (task: number) => number): void {
    for (let task = 0; task < c.size; task++) keys[task] = key(task);
    list.sort((a, b) => (keys[a] as number) - (keys[b] as number));
  }

  function justify(list: Int32Array, modes: Int32Array, starts: Int32Array): Broken {
    let end = 0;
    for (let task = 0; task < c.size; task++)
      end = Math.max(end, (starts[task] as number) + mode(task, modes).duration);
    for (let k = 0; k < c.size; k++) list[k] = c.order[k] as number;
    // Reversed topological order breaks ties of tasks without length.
    list.reverse();
    sortBy(list, (task) => -(starts[task] as number) - mode(task, modes).duration);
    free.set(c.capacity);
    for (let k = 0; k < c.size; k++) {
      const task = list[k] as number;
      const m = mode(task, modes);
      let latest = end;
      const followers = c.followers[task] as Int32Array;
      for (let i = 0; i < followers.length; i += 2)
        latest = Math.min(
          latest,
          (justified[followers[i] as number] as number) - (followers[i + 1] as number),
        );
      const at = lastFit(m, latest, starts[task] as number);
      justified[task] = at;
      take({ ...m, spends: null }, at);
    }
    for (let k = 0; k < c.size; k++) list[k] = c.order[k] as number;
    sortBy(list, (task) => justified[task] as number);
    return forward(list, modes, starts);
  }

  return { forward, justify };
}
