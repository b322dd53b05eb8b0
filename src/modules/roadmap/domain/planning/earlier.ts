import {
  addLoad,
  type Condition,
  costInYear,
  excessOf,
  type Load,
  loadOf,
  moneyKey,
  type PackageMeasure,
  type TownPackage,
  unitsOf,
  type Way,
  workKey,
} from './package.ts';
import type { Schedule } from './problem.ts';

export interface Earlier {
  /** The start that would become possible, and how it would be carried out. */
  start: number;
  way: number;
  /** Without these, and with none of them kept, it could start then; empty where nothing stands in the way. */
  without: readonly Condition[];
}

/** What all measures of a schedule take together, and by how much it breaks each condition as it stands. */
export interface Standing {
  load: Load;
  excess: ReadonlyMap<Condition, number>;
}

export function standingOf(pack: TownPackage, schedule: Schedule): Standing {
  const load = loadOf(pack, schedule);
  return { load, excess: new Map(pack.conditions.map((one) => [one, excessOf(pack, one, schedule, load)])) };
}

/**
 * Why a measure does not start earlier while every other holds its place: the fewest conditions without which it could,
 * and among these the latest such start. For every earlier place the conditions it breaks are exactly those that have to
 * go, so the sets that cannot be made smaller are the least among them. Null where there is no earlier quarter at all, or
 * none from which it would end by `endBy`.
 */
export function whyNotEarlier(
  pack: TownPackage,
  schedule: Schedule,
  at: number,
  { load, excess }: Standing = standingOf(pack, schedule),
  endBy: number | null = null,
): Earlier | null {
  const here = { start: schedule.starts[at] ?? 0, way: schedule.modes[at] ?? 0 };
  const { earliest, ways } = pack.measures[at] as PackageMeasure;
  const concerned = pack.conditions.filter((one) => concerns(one, at, ways));
  addLoad(load, pack, at, here, -1);
  let best: Earlier | null = null;
  // To be ready sooner another way from the same quarter may do.
  for (let start = endBy === null ? here.start - 1 : here.start; start >= earliest; start--)
    for (const [way, { quarters }] of ways.entries()) {
      if (endBy !== null && start + quarters > endBy) continue;
      const most = best ? best.without.length - 1 : Number.POSITIVE_INFINITY;
      const without: Condition[] = [];
      for (const one of concerned) {
        // A plan made by hand may break a condition already; only what gets worse stands in the way.
        const now = excess.get(one) ?? 0;
        const then = excessAt(pack, one, at, { start, way }, schedule, load);
        if (then > now && !(one.kind === 'closed' && isIn(one, here.start))) without.push(one);
        if (without.length > most) break;
      }
      if (without.length <= most) best = { start, way, without };
    }
  addLoad(load, pack, at, here, 1);
  return best;
}

/** What another way of a measure would come to while every other measure holds its place. */
export interface OtherWay {
  way: number;
  /** First quarter it could start in; null where there is none in the window. */
  start: number | null;
  /** Where there is none: the fewest conditions that stand in the way. */
  without: readonly Condition[];
}

/** Every way that was not chosen; none of a measure that holds its place. */
export function otherWays(
  pack: TownPackage,
  schedule: Schedule,
  at: number,
  { load, excess }: Standing = standingOf(pack, schedule),
): OtherWay[] {
  const here = { start: schedule.starts[at] ?? 0, way: schedule.modes[at] ?? 0 };
  const { earliest, ways, fixed } = pack.measures[at] as PackageMeasure;
  if (fixed || ways.length === 1) return [];
  const concerned = pack.conditions.filter((one) => concerns(one, at, ways));
  addLoad(load, pack, at, here, -1);
  const found = [...ways.entries()].flatMap(([way, { quarters }]): OtherWay[] => {
    if (way === here.way) return [];
    let least: readonly Condition[] | null = null;
    for (let start = earliest; start + quarters <= pack.periods; start++) {
      const broken = concerned.filter(
        (one) =>
          excessAt(pack, one, at, { start, way }, schedule, load) > (excess.get(one) ?? 0) &&
          !(one.kind === 'closed' && isIn(one, here.start)),
      );
      if (broken.length === 0) return [{ way, start, without: [] }];
      if (least === null || broken.length < least.length) least = broken;
    }
    return [{ way, start: null, without: least ?? [] }];
  });
  addLoad(load, pack, at, here, 1);
  return found;
}

/** Who begins in a quarter without starts already breaks it no more at another place in it. */
const isIn = (one: { from: number; to: number }, start: number): boolean =>
  start >= one.from && start < one.to;

function concerns(one: Condition, at: number, ways: readonly Way[]): boolean {
  if (one.kind === 'needs') return one.measure === at || one.other === at;
  if (one.kind === 'capacity') return ways.some(({ work }) => (work[one.role] ?? 0) > 0);
  return !('measure' in one) || one.measure === at;
}

/** By how much a condition is broken with the measure at another place; `others` is what all but it take. */
function excessAt(
  pack: TownPackage,
  one: Condition,
  at: number,
  place: { start: number; way: number },
  { starts, modes }: Schedule,
  others: Load,
): number {
  const measure = pack.measures[at] as PackageMeasure;
  const way = measure.ways[place.way] as Way;
  const end = place.start + way.quarters;
  switch (one.kind) {
    case 'needs': {
      if (one.other === at) return Math.max(0, end + one.lag - (starts[one.measure] ?? 0));
      const other = pack.measures[one.other]?.ways[modes[one.other] ?? 0]?.quarters ?? 0;
      return Math.max(0, (starts[one.other] ?? 0) + other + one.lag - place.start);
    }
    case 'release':
      return Math.max(0, one.from - place.start);
    case 'deadline':
      return Math.max(0, end - one.by);
    case 'fixed':
      return place.start !== one.start || place.way !== 0 ? 1 : 0;
    case 'closed':
      return !measure.fixed && isIn(one, place.start) ? Number.POSITIVE_INFINITY : 0;
    case 'window':
      return Math.max(0, end - pack.periods);
    case 'budget': {
      const cost = costInYear(pack, measure, place, one);
      return Math.max(0, (others.money.get(moneyKey(one.year, one.budget)) ?? 0) + cost - one.limit);
    }
    case 'capacity': {
      if (one.period < place.start || one.period >= end) return 0;
      const taken = others.work.get(workKey(one.role, one.period)) ?? 0;
      return Math.max(0, taken + unitsOf(way, one.role) - one.units);
    }
  }
}
