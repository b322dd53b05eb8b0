import { chained, type Net } from './net.ts';

export interface Failure {
  item: string;
  /** Steps from what failed first: 1 = fails at once. */
  depth: number;
  /** What brought it down: the items it needs that failed. */
  because: string[];
}

/** Still works, with less behind it. */
export interface Weakened {
  item: string;
  alternative: string;
  left: number;
  of: number;
  without: string[];
}

/** Items by their numbers in the net: an outage may take down thousands, of which a page shows a hundred. */
export interface Impact {
  /** In the order in which they fail, without what failed first. */
  failures: readonly number[];
  /** For each item of the net the step at which it fails, 0 = failed first, {@link WORKS} = goes on. */
  down: Int32Array;
  weakened: Weakened[];
}

export const WORKS = -1;

/**
 * What comes down when `failed` do. An item fails with anything it needs that nothing stands in for, and with the last
 * of an alternative. Rings of items that need each other end by themselves.
 */
export function impactOf(net: Net, failed: readonly string[]): Impact {
  const down = new Int32Array(net.ids.length).fill(WORKS);
  const failures: number[] = [];
  const touched = new Set<number>();
  let wave = failed.map(net.numberOf).filter((item) => item >= 0);
  for (const item of wave) down[item] = 0;
  for (let depth = 1; wave.length > 0; depth++) {
    const fell: number[] = [];
    for (const item of stillUpAbove(net, wave, down))
      if (fails(net, item, down)) fell.push(item);
      else touched.add(item);
    for (const item of fell) {
      down[item] = depth;
      failures.push(item);
    }
    wave = fell;
  }
  return {
    failures,
    down,
    weakened: [...touched].flatMap((item) => (down[item] === WORKS ? weakenedBy(net, item, down) : [])),
  };
}

/** A failure in words of ids: when, and by what. */
export function failureOf(net: Net, { down }: Impact, item: number): Failure {
  const depth = down[item] as number;
  const because: string[] = [];
  for (const at of chained(net.firstOwn, net.nextOwn, item))
    if (brings(net, at, down, depth)) because.push(net.ids[net.needs[at] as number] as string);
  return { item: net.ids[item] as string, depth, because };
}

/** What needs one of `wave` and has not failed, each once. */
function stillUpAbove(net: Net, wave: readonly number[], down: Int32Array): number[] {
  const found: number[] = [];
  const known = new Uint8Array(net.ids.length);
  for (const item of wave)
    for (let at = net.firstOther[item] as number; at >= 0; at = net.nextOther[at] as number) {
      const above = net.item[at] as number;
      if (down[above] !== WORKS || known[above]) continue;
      known[above] = 1;
      found.push(above);
    }
  return found;
}

function fails(net: Net, item: number, down: Int32Array): boolean {
  for (let at = net.firstOwn[item] as number; at >= 0; at = net.nextOwn[at] as number)
    if (brings(net, at, down, Number.POSITIVE_INFINITY)) return true;
  return false;
}

/** Whether one need brings an item down: by itself, or with all that stand in for it, each failed before `step`. */
function brings(net: Net, need: number, down: Int32Array, step: number): boolean {
  const failed = (item: number): boolean => down[item] !== WORKS && (down[item] as number) < step;
  if (!failed(net.needs[need] as number)) return false;
  const group = net.alternative[need] as number;
  return group === 0 || standIns(net, net.item[need] as number, group).every(failed);
}

function standIns(net: Net, item: number, group: number): number[] {
  const members: number[] = [];
  for (const at of chained(net.firstOwn, net.nextOwn, item))
    if (net.alternative[at] === group) members.push(net.needs[at] as number);
  return members;
}

function weakenedBy(net: Net, item: number, down: Int32Array): Weakened[] {
  const groups = new Set<number>();
  for (const at of chained(net.firstOwn, net.nextOwn, item)) groups.add(net.alternative[at] as number);
  groups.delete(0);
  const idOf = (one: number): string => net.ids[one] as string;
  return [...groups].flatMap((group): Weakened[] => {
    const members = standIns(net, item, group);
    const without = members.filter((member) => down[member] !== WORKS);
    if (without.length === 0) return [];
    const [left, of] = [members.length - without.length, members.length];
    return [
      { item: idOf(item), alternative: net.alternatives[group] ?? '', left, of, without: without.map(idOf) },
    ];
  });
}

/** What an item stands on, nearest first; alternatives are all named. */
export function groundOf(net: Net, id: string): { item: string; depth: number }[] {
  const start = net.numberOf(id);
  if (start < 0) return [];
  const found = new Map<number, number>([[start, 0]]);
  let wave = [start];
  for (let depth = 1; wave.length > 0; depth++) {
    const next: number[] = [];
    for (const item of wave)
      for (const at of chained(net.firstOwn, net.nextOwn, item)) {
        const below = net.needs[at] as number;
        if (found.has(below)) continue;
        found.set(below, depth);
        next.push(below);
      }
    wave = next;
  }
  found.delete(start);
  return [...found].map(([item, depth]) => ({ item: net.ids[item] as string, depth }));
}
