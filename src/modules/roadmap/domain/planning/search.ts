import type { Compiled } from './compiled.ts';
import { type Broken, makeDecoder } from './decode.ts';

/** A plan in the making: an order of tasks, a mode each, and what comes of them. */
interface Member {
  list: Int32Array;
  modes: Int32Array;
  starts: Int32Array;
  /** Smaller is better. */
  cost: number;
}

export interface Found {
  starts: Int32Array;
  modes: Int32Array;
  broken: Broken;
  /** Schedules that were looked at. */
  looked: number;
}

export interface SearchWish {
  /** Numbers from 0 to 1; the same ones give the same plan. */
  random: () => number;
  /** Asked between schedules; false ends the search with the best found so far. */
  goOn: (looked: number) => boolean;
  /** A value nothing can beat, when one is known: reaching it ends the search. */
  bound: number;
}

const POPULATION = 50;
/** Children without a better plan after which a new population begins, the best one kept. */
const PATIENCE = 2500;
/** Steps without a better plan that a walk from the best of a population takes. */
const WALK = 1500;
const SWAP = 0.04;
/** Share of children that keep a stretch of the mother's plan together. */
const PEAK = 0.6;

/** Reproducible numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the search makes small: limits that break, weighted ends, the last end; each counts before the next. */
export function costOf(
  c: Compiled,
  starts: Int32Array,
  modes: Int32Array,
  { late, unplaced }: Broken,
): number {
  let weighted = 0;
  let end = 0;
  for (let task = 0; task < c.size; task++) {
    const at = starts[task] as number;
    if (at < 0) continue;
    const own = at + (c.modes[task]?.[modes[task] as number]?.duration ?? 0);
    weighted += (c.weight[task] as number) * own;
    if (own > end) end = own;
  }
  return (unplaced * c.horizon + late) * 1e9 + weighted * (c.horizon + 1) + end;
}

/**
 * Genetic search over orders of tasks with forward-backward improvement (Hartmann 1998; Valls, Ballestín, Quintanilla
 * 2005). Finds good plans of any size; says nothing about how good the best one is.
 */
export function search(c: Compiled, wish: SearchWish): Found {
  const decoder = makeDecoder(c);
  const { random } = wish;
  let looked = 0;
  let best: (Member & { broken: Broken }) | null = null;

  function judged(list: Int32Array, modes: Int32Array): Member {
    const starts = new Int32Array(c.size);
    let broken = decoder.forward(list, modes, starts);
    looked++;
    let cost = costOf(c, starts, modes, broken);
    if (!c.weighted && broken.unplaced === 0) {
      for (let again = true; again; ) {
        const before = cost;
        broken = decoder.justify(list, modes, starts);
        looked += 2;
        cost = costOf(c, starts, modes, broken);
        again = cost < before;
      }
    }
    const member = { list, modes, starts, cost };
    if (!best || cost < best.cost)
      best = { list: list.slice(), modes: modes.slice(), starts: starts.slice(), cost, broken };
    return member;
  }

  const over = (): boolean => (best !== null && best.cost <= wish.bound) || !wish.goOn(looked);
  const someModes = (): Int32Array =>
    Int32Array.from(c.modes, (own) => (own.length > 1 ? Math.floor(random() * own.length) : 0));

  do {
    const members: Member[] = [];
    // One schedule at least, however short the time.
    while (members.length < POPULATION && (members.length === 0 || !over()))
      members.push(judged(sampled(c, random, members.length === 0 ? 0 : 1), someModes()));
    let patience = PATIENCE;
    let reached = Math.min(...members.map(({ cost }) => cost));
    while (members.length > 1 && patience-- > 0 && !over()) {
      const [mother, father] = [chosen(members, random), chosen(members, random)];
      const child = judged(crossed(mother, father), mixed(c, mother, father, random));
      const worst = worstOf(members);
      const same = members.some(({ cost, starts }) => cost === child.cost && equal(starts, child.starts));
      if (!same && child.cost <= (members[worst]?.cost ?? 0)) members[worst] = child;
      if (child.cost < reached) {
        reached = child.cost;
        patience = PATIENCE;
      }
    }
    walk(members);
  } while (!over());
  const done = best as (Member & { broken: Broken }) | null;
  return {
    starts: done?.starts ?? new Int32Array(c.size).fill(-1),
    modes: done?.modes ?? new Int32Array(c.size),
    broken: done?.broken ?? { late: 0, unplaced: c.size },
    looked,
  };

  /** Walks on from the best of a population that has settled: shifts a few ends by chance and keeps what is not worse. */
  function walk(members: readonly Member[]): void {
    let here = members.reduce((a, b) => (b.cost < a.cost ? b : a));
    const keys = new Float64Array(c.size);
    let patience = WALK;
    while (patience-- > 0 && !over()) {
      const strength = 1 + random() * 6;
      for (let task = 0; task < c.size; task++)
        keys[task] =
          (here.starts[task] as number) + durationOf(c, here, task) * 0.5 + (random() - 0.5) * 2 * strength;
      const next = judged(orderBy(c, keys), here.modes.slice());
      if (next.cost < here.cost) patience = WALK;
      if (next.cost <= here.cost) here = next;
    }
  }

  function crossed(mother: Member, father: Member): Int32Array {
    const list = random() < PEAK ? peaked(c, mother, father, random) : twoPoint(c, mother, father, random);
    for (let k = 0; k + 1 < c.size; k++)
      if (random() < SWAP && !needs(c, list[k + 1] as number, list[k] as number)) {
        const here = list[k] as number;
        list[k] = list[k + 1] as number;
        list[k + 1] = here;
      }
    return list;
  }
}

function twoPoint(c: Compiled, mother: Member, father: Member, random: () => number): Int32Array {
  const a = Math.floor(random() * c.size);
  const b = Math.floor(random() * c.size);
  return joined(mother.list, father.list, Math.min(a, b), Math.max(a, b));
}

/**
 * Keeps together what the mother runs in her best-used stretch and takes the rest in the father's order (peak crossover,
 * Valls et al. 2008).
 */
function peaked(c: Compiled, mother: Member, father: Member, random: () => number): Int32Array {
  const end = endOf(c, mother);
  const length = Math.max(1, Math.floor(end * (0.2 + 0.5 * random())));
  const from = bestStretch(c, mother, end, length);
  const to = from + length;
  const inside = (task: number): boolean => {
    const start = mother.starts[task] as number;
    return start >= from && start + durationOf(c, mother, task) <= to;
  };
  const keys = new Float64Array(c.size);
  const far = 4 * c.horizon;
  for (let task = 0; task < c.size; task++) {
    const own = father.starts[task] as number;
    keys[task] = inside(task) ? (mother.starts[task] as number) : own < from ? own - far : own + far;
  }
  return orderBy(c, keys);
}

const durationOf = (c: Compiled, member: Member, task: number): number =>
  c.modes[task]?.[member.modes[task] as number]?.duration ?? 0;

function endOf(c: Compiled, member: Member): number {
  let end = 1;
  for (let task = 0; task < c.size; task++)
    end = Math.max(end, (member.starts[task] as number) + durationOf(c, member, task));
  return end;
}

/** Where a stretch of a length uses most of what there is. */
function bestStretch(c: Compiled, member: Member, end: number, length: number): number {
  const used = new Float64Array(end);
  for (let task = 0; task < c.size; task++) {
    const mode = c.modes[task]?.[member.modes[task] as number];
    const start = member.starts[task] as number;
    if (!mode || start < 0) continue;
    let share = 0;
    for (let k = 0; k < mode.resources.length; k++)
      share +=
        (mode.units[k] as number) /
        Math.max(1, c.capacity[(mode.resources[k] as number) * c.horizon + start] as number);
    for (let t = start; t < start + mode.duration; t++) used[t] = (used[t] as number) + share;
  }
  let sum = 0;
  let most = -1;
  let best = 0;
  for (let t = 0; t < end; t++) {
    sum += used[t] as number;
    if (t >= length) sum -= used[t - length] as number;
    if (t >= length - 1 && sum > most) {
      most = sum;
      best = t - length + 1;
    }
  }
  return best;
}

/** Tasks by ascending key, each moved behind what it needs. */
function orderBy(c: Compiled, keys: Float64Array): Int32Array {
  const sorted = Int32Array.from({ length: c.size }, (_, task) => task).sort(
    (a, b) => (keys[a] as number) - (keys[b] as number),
  );
  const list = new Int32Array(c.size);
  const placed = new Uint8Array(c.size);
  let n = 0;
  const place = (task: number): void => {
    if (placed[task]) return;
    placed[task] = 1;
    const own = c.needs[task] as Int32Array;
    for (let i = 0; i < own.length; i += 2) place(own[i] as number);
    list[n++] = task;
  };
  for (const task of sorted) place(task);
  return list;
}

/** A random order: the more hangs on a task, the likelier it comes early (regret-based sampling by latest start). */
function sampled(c: Compiled, random: () => number, spread: number): Int32Array {
  const list = new Int32Array(c.size);
  const open = c.needs.map((own) => own.length / 2);
  const ready = open.flatMap((count, task) => (count === 0 ? [task] : []));
  for (let k = 0; k < c.size; k++) {
    const at = spread === 0 ? longest(c, ready) : drawn(c, ready, random);
    const task = ready[at] as number;
    ready[at] = ready[ready.length - 1] as number;
    ready.pop();
    list[k] = task;
    const followers = c.followers[task] as Int32Array;
    for (let i = 0; i < followers.length; i += 2) {
      const other = followers[i] as number;
      const left = (open[other] as number) - 1;
      open[other] = left;
      if (left === 0) ready.push(other);
    }
  }
  return list;
}

/** How pressing a task is: what hangs on it, and its weight per period where weights count. */
const pressing = (c: Compiled, task: number): number =>
  c.weighted
    ? (c.weight[task] as number) / Math.max(1, c.modes[task]?.[0]?.duration ?? 1) +
      (c.tail[task] as number) / c.horizon
    : (c.tail[task] as number);

function longest(c: Compiled, ready: readonly number[]): number {
  let at = 0;
  for (let i = 1; i < ready.length; i++)
    if (pressing(c, ready[i] as number) > pressing(c, ready[at] as number)) at = i;
  return at;
}

function drawn(c: Compiled, ready: readonly number[], random: () => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const task of ready) least = Math.min(least, pressing(c, task));
  const shares = ready.map((task) => (pressing(c, task) - least + 1) ** 2);
  let left = random() * shares.reduce((a, b) => a + b, 0);
  for (const [at, share] of shares.entries()) {
    left -= share;
    if (left <= 0) return at;
  }
  return ready.length - 1;
}

/** Binary tournament. */
function chosen(members: readonly Member[], random: () => number): Member {
  const one = members[Math.floor(random() * members.length)] as Member;
  const other = members[Math.floor(random() * members.length)] as Member;
  return one.cost <= other.cost ? one : other;
}

/** Two-point crossover: the ends from the mother, the middle in the father's order; precedence holds by itself. */
function joined(mother: Int32Array, father: Int32Array, from: number, to: number): Int32Array {
  const list = new Int32Array(mother.length);
  const taken = new Uint8Array(mother.length);
  let n = 0;
  const add = (source: Int32Array, until: number): void => {
    for (let k = 0; n < until && k < source.length; k++) {
      const task = source[k] as number;
      if (taken[task]) continue;
      taken[task] = 1;
      list[n++] = task;
    }
  };
  add(mother, from);
  add(father, to);
  add(mother, mother.length);
  return list;
}

function mixed(c: Compiled, mother: Member, father: Member, random: () => number): Int32Array {
  const modes = mother.modes.slice();
  for (let task = 0; task < c.size; task++) {
    const count = c.modes[task]?.length ?? 1;
    if (count === 1) continue;
    if (random() < 0.5) modes[task] = father.modes[task] as number;
    if (random() < SWAP) modes[task] = Math.floor(random() * count);
  }
  return modes;
}

function needs(c: Compiled, task: number, other: number): boolean {
  const own = c.needs[task] as Int32Array;
  for (let i = 0; i < own.length; i += 2) if (own[i] === other) return true;
  return false;
}

function worstOf(members: readonly Member[]): number {
  let worst = 0;
  for (let at = 1; at < members.length; at++)
    if ((members[at]?.cost ?? 0) > (members[worst]?.cost ?? 0)) worst = at;
  return worst;
}

function equal(one: Int32Array, other: Int32Array): boolean {
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
