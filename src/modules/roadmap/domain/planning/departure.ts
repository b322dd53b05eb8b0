import { type Standing, whyNotEarlier } from './earlier.ts';
import { HORIZON_ENDS, type Horizon, horizonOf } from './horizon.ts';
import type { Condition, PackageMeasure, TownPackage } from './package.ts';
import type { Schedule } from './problem.ts';

/** A measure that is ready in another horizon than was said of it. */
export interface Departure {
  by: 'measure' | 'library';
  said: Horizon;
  /** `sooner`: ready earlier; `long`: it takes longer than the horizon by itself; `pushed`: by these conditions. */
  why: 'sooner' | 'long' | 'pushed';
  /** The fewest conditions without which it would be ready in time while every other holds its place. */
  without: readonly Condition[];
}

const ORDER: readonly Horizon[] = ['short', 'medium', 'long'];

/** Null where a measure is ready when it was meant to be; the word of the town counts before that of the library. */
export function departureOf(
  pack: TownPackage,
  schedule: Schedule,
  at: number,
  standing: Standing,
): Departure | null {
  const { ways, said, earliest } = pack.measures[at] as PackageMeasure;
  const end = (schedule.starts[at] ?? 0) + (ways[schedule.modes[at] ?? 0]?.quarters ?? 0);
  const horizon = horizonOf(end - pack.today);
  const other = said.find((one) => one.horizon !== horizon);
  if (!other) return null;
  const told = { by: other.by, said: other.horizon };
  if (ORDER.indexOf(horizon) < ORDER.indexOf(other.horizon)) return { ...told, why: 'sooner', without: [] };
  const endBy = pack.today + HORIZON_ENDS[other.horizon];
  const found = whyNotEarlier(pack, schedule, at, standing, endBy);
  // What holds its place may have begun before today, and yet no start from today on would be in time.
  if (!found || Math.max(earliest, pack.today) + Math.min(...ways.map((way) => way.quarters)) > endBy)
    return { ...told, why: 'long', without: [] };
  return { ...told, why: 'pushed', without: found.without };
}
