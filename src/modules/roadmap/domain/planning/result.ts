import type { Departure } from './departure.ts';
import type { Earlier, OtherWay } from './earlier.ts';
import { horizonOf } from './horizon.ts';
import { type Condition, costInYear, excessOf, loadOf, type TownPackage, type Way } from './package.ts';
import type { Schedule } from './problem.ts';
import { quarterText, type TownProblem } from './town.ts';

/** One thing that holds for the plan, in the words of the interface; what does not belong to its kind is null. */
export interface ToldCondition {
  kind: Condition['kind'];
  measureId: string | null;
  otherId: string | null;
  quarter: string | null;
  lagQuarters: number;
  reason: string | null;
  year: number | null;
  budget: 'result' | 'investment' | null;
  role: string | null;
  amount: number | null;
}

const NOTHING: Omit<ToldCondition, 'kind'> = {
  measureId: null,
  otherId: null,
  quarter: null,
  lagQuarters: 0,
  reason: null,
  year: null,
  budget: null,
  role: null,
  amount: null,
};

export function toldCondition(pack: TownPackage, one: Condition): ToldCondition {
  const id = (at: number): string | null => pack.measures[at]?.id ?? null;
  const measureId = 'measure' in one ? id(one.measure) : null;
  const told = { ...NOTHING, kind: one.kind, measureId };
  switch (one.kind) {
    case 'needs':
      return { ...told, otherId: id(one.other), lagQuarters: one.lag };
    case 'release':
      return { ...told, quarter: quarterText(pack, one.from), reason: one.reason };
    case 'closed':
      return { ...told, quarter: quarterText(pack, one.from) };
    case 'deadline':
      return { ...told, quarter: quarterText(pack, one.by - 1), reason: one.reason };
    case 'fixed':
      return { ...told, quarter: quarterText(pack, one.start), reason: one.reason };
    case 'budget':
      return { ...told, year: one.year, budget: one.budget, amount: one.limit };
    case 'capacity':
      return { ...told, role: one.role, quarter: quarterText(pack, one.period), amount: one.units };
    case 'window':
      return { ...told, quarter: quarterText(pack, pack.periods - 1) };
  }
}

/** A role as a whole has no quarter and no amount. */
export function toldGroup(pack: TownPackage, group: readonly Condition[]): ToldCondition[] {
  const [first] = group;
  if (!first) return [];
  const told = toldCondition(pack, first);
  return [first.kind === 'capacity' ? { ...told, quarter: null, amount: null } : told];
}

const toldAll = (pack: TownPackage, found: readonly Condition[]) =>
  found.map((one) => toldCondition(pack, one));

/** `way` is the one of the plan: another one that an earlier start asks for is named. */
export const toldEarlier = (pack: TownPackage, found: Earlier | null, way: number, at: number) =>
  found && {
    starts: quarterText(pack, found.start),
    conditions: toldAll(pack, found.without),
    way: found.way === way ? null : toldWay(pack.measures[at]?.ways[found.way]),
  };

export const toldDeparture = (pack: TownPackage, found: Departure | null) =>
  found && { by: found.by, said: found.said, why: found.why, conditions: toldAll(pack, found.without) };

/** A way as the town knows it: without an id it is the one that stands in the measure. */
const toldWay = (way: Way | undefined) =>
  way
    ? {
        id: way.id,
        name: way.name,
        quarters: way.quarters,
        onceCents: way.onceCents,
        yearlyCents: way.yearlyCents,
      }
    : null;

export interface Solved {
  schedule: Schedule | null;
  value: { weighted: number; makespan: number } | null;
  proven: boolean;
  gap: number | null;
  conflict: { groups: Condition[][]; proof: 'smallest' | 'minimal' | 'none' } | null;
  /** By position; of measures without a place null. */
  earlier: readonly (Earlier | null)[];
  others: readonly (readonly OtherWay[])[];
  departures: readonly (Departure | null)[];
}

/** What came out, by ids and quarters, beside the plan in force (`before`, by id). */
export function planResultOf(
  { pack, leftOut, unframed }: TownProblem,
  before: ReadonlyMap<string, string | null>,
  now: string,
  { schedule, value, proven, gap, conflict, earlier, others, departures }: Solved,
) {
  const nowAt = positionOf(pack, now);
  const placed = (at: number): boolean => (schedule?.starts[at] ?? -1) >= 0;
  const endOf = (at: number): number =>
    (schedule?.starts[at] ?? 0) + (pack.measures[at]?.ways[schedule?.modes[at] ?? 0]?.quarters ?? 0);
  const fixed = new Map(
    pack.conditions.flatMap((one) => (one.kind === 'fixed' ? [[one.measure, one.reason]] : [])),
  );
  return {
    proven,
    gap,
    weighted: value?.weighted ?? null,
    weightedBefore: weightedOf(pack, before),
    brokenBefore: brokenBy(pack, before),
    endsIn: value && value.makespan > 0 ? quarterText(pack, value.makespan - 1) : null,
    measures: pack.measures.map(({ id, ways, weight }, at) => ({
      id,
      starts: placed(at) ? quarterText(pack, schedule?.starts[at] ?? 0) : null,
      before: before.get(id) ?? null,
      quarters: ways[schedule?.modes[at] ?? 0]?.quarters ?? 1,
      weight,
      fixed: fixed.get(at) ?? null,
      horizon: placed(at) ? horizonOf(endOf(at) - nowAt) : null,
      earlier: placed(at) ? toldEarlier(pack, earlier[at] ?? null, schedule?.modes[at] ?? 0, at) : null,
      way: placed(at) && ways.length > 1 ? toldWay(ways[schedule?.modes[at] ?? 0]) : null,
      otherWays: (others[at] ?? []).flatMap(({ way, start, without }) => {
        const told = toldWay(ways[way]);
        return told
          ? [
              {
                ...told,
                starts: start === null ? null : quarterText(pack, start),
                ends: start === null ? null : quarterText(pack, start + told.quarters - 1),
                conditions: toldAll(pack, without),
              },
            ]
          : [];
      }),
      departure: placed(at) ? toldDeparture(pack, departures[at] ?? null) : null,
    })),
    leftOut,
    conflict: conflict && {
      proof: conflict.proof,
      conditions: conflict.groups.flatMap((group) => toldGroup(pack, group)),
    },
    unframed,
    years: yearsOf(pack, schedule),
  };
}

const positionOf = ({ first }: TownPackage, quarter: string): number =>
  Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 - (first.year * 4 + first.quarter);

/** What the plan in force breaks; a measure without a place takes nothing and waits for nothing. */
export function brokenBy(pack: TownPackage, before: ReadonlyMap<string, string | null>): ToldCondition[] {
  const placed = pack.measures.map(({ id }) => before.get(id) ?? null);
  const schedule = {
    starts: placed.map((starts) => (starts ? Math.max(0, positionOf(pack, starts)) : pack.periods)),
    modes: placed.map(() => 0),
  };
  const load = loadOf(pack, schedule);
  return (
    pack.conditions
      // A place that somebody tries out is no rule the plan in force has to keep.
      .filter((one) => one.kind !== 'window' && !(one.kind === 'fixed' && one.reason === 'held'))
      .filter((one) => !('measure' in one && placed[one.measure] === null))
      .filter((one) => excessOf(pack, one, schedule, load) > 0)
      .map((one) => toldCondition(pack, one))
  );
}

/** What the plan in force comes to by the same measure; null where a measure has no place in it. */
function weightedOf(pack: TownPackage, before: ReadonlyMap<string, string | null>): number | null {
  let sum = 0;
  for (const { id, ways, weight } of pack.measures) {
    const starts = before.get(id);
    if (!starts) return null;
    sum += weight * (positionOf(pack, starts) + (ways[0]?.quarters ?? 0));
  }
  return sum;
}

function yearsOf(pack: TownPackage, schedule: Schedule | null) {
  const from = pack.first.year;
  const count = Math.ceil((pack.first.quarter + pack.periods) / 4);
  const frameOf = (year: number, budget: 'result' | 'investment'): number | null => {
    const found = pack.conditions.find(
      (one) => one.kind === 'budget' && one.year === year && one.budget === budget,
    );
    return found?.kind === 'budget' ? found.limit : null;
  };
  const need = (year: number, budget: 'result' | 'investment'): number =>
    pack.measures.reduce((sum, measure, at) => {
      const start = schedule?.starts[at] ?? -1;
      if (start < 0) return sum;
      return sum + costInYear(pack, measure, { start, way: schedule?.modes[at] ?? 0 }, { year, budget });
    }, 0);
  return Array.from({ length: count }, (_, at) => from + at).map((year) => ({
    year,
    resultCents: need(year, 'result'),
    investmentCents: need(year, 'investment'),
    resultFrameCents: frameOf(year, 'result'),
    investmentFrameCents: frameOf(year, 'investment'),
  }));
}
