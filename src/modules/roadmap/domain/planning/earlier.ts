import {
  addLoad,
  type Condition,
  excessOf,
  type Load,
  loadOf,
  type PackageMeasure,
  type TownPackage,
} from './package.ts';
import type { Schedule } from './problem.ts';

export interface Earlier {
  /** The start that would become possible, and how it would be carried out. */
  start: number;
  way: number;
  /** Without these, and with none of them kept, it could start then; empty where nothing stands in the way. */
  without: readonly Condition[];
}

/**
 * Why a measure does not start earlier while every other holds its place: the fewest conditions without which it could,
 * and among these the latest such start. For every earlier place the conditions it breaks are exactly those that have to
 * go, so the sets that cannot be made smaller are the least among them. Null where there is no earlier quarter at all.
 */
export function whyNotEarlier(pack: TownPackage, schedule: Schedule, at: number): Earlier | null {
  const here = { start: schedule.starts[at] ?? 0, way: schedule.modes[at] ?? 0 };
  const load = loadOf(pack, schedule);
  const now = new Map(pack.conditions.map((one) => [one, excessOf(pack, one, schedule, load)]));
  const concerned = pack.conditions.filter((one) => concerns(one, at));
  addLoad(load, pack, at, here, -1);
  let best: Earlier | null = null;
  const { earliest, ways } = pack.measures[at] as PackageMeasure;
  for (let start = here.start - 1; start >= earliest; start--)
    for (const way of ways.keys()) {
      const without = brokenAt(pack, schedule, at, { start, way }, load, concerned, now);
      if (!best || without.length < best.without.length) best = { start, way, without };
    }
  return best;
}

function brokenAt(
  pack: TownPackage,
  { starts, modes }: Schedule,
  at: number,
  place: { start: number; way: number },
  others: Load,
  concerned: readonly Condition[],
  now: ReadonlyMap<Condition, number>,
): Condition[] {
  const moved = { starts: starts.with(at, place.start), modes: modes.with(at, place.way) };
  addLoad(others, pack, at, place, 1);
  // A plan made by hand may break a condition already; only what gets worse stands in the way.
  const broken = concerned.filter((one) => excessOf(pack, one, moved, others) > (now.get(one) ?? 0));
  addLoad(others, pack, at, place, -1);
  return broken;
}

const concerns = (one: Condition, at: number): boolean =>
  !('measure' in one) || one.measure === at || (one.kind === 'needs' && one.other === at);
