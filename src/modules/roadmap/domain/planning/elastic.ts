import { type LinearModel, linearBuilder } from '#kernel/linear';
import { type Condition, costInYear, farEnd, type TownPackage, unitsOf, type Way } from './package.ts';
import { type Place, precedence } from './time-index.ts';

export interface Elastic {
  model: LinearModel;
  /** Column per group: 1 where the plan breaks it. */
  breaks: readonly number[];
}

const NONE = Number.NEGATIVE_INFINITY;

/**
 * The package as a model in which groups of conditions may be broken, each for a cost of 1. What must hold gets the upper
 * bound 0 for its column. Behind the window there is room for everything, so only what holds can make it impossible.
 */
export function elasticModel(pack: TownPackage, groups: readonly (readonly Condition[])[]): Elastic {
  const { model, column, row } = linearBuilder();
  const horizon = farEnd(pack);
  const places = pack.measures.map(({ ways, earliest }, task) =>
    ways.flatMap(({ quarters }, mode) =>
      Array.from({ length: Math.max(0, horizon - quarters - earliest + 1) }, (_, at): Place => {
        const start = earliest + at;
        return { task, mode, start, end: start + quarters, column: column(0, 0, 1, 'whole') };
      }),
    ),
  );
  for (const own of places)
    row(
      1,
      1,
      own.flatMap((place) => [place.column, 1]),
    );
  const breaks = groups.map((group) => {
    const broken = column(1, 0, 1, 'whole');
    for (const one of group) rowsOf(pack, one, places, { row, broken });
    return broken;
  });
  return { model, breaks };
}

interface Sink {
  row: ReturnType<typeof linearBuilder>['row'];
  broken: number;
}

function rowsOf(
  pack: TownPackage,
  one: Condition,
  places: readonly (readonly Place[])[],
  { row, broken }: Sink,
): void {
  /** Only one of the places that fit is taken, unless broken. */
  const forbid = (own: readonly Place[] | undefined, wrong: (place: Place) => boolean) => {
    const bad = (own ?? []).filter(wrong);
    if (bad.length > 0) row(NONE, 0, [...bad.flatMap((place) => [place.column, 1]), broken, -1]);
  };
  /** Together no more than the limit, unless broken. */
  const limit = (most: number, amount: (place: Place) => number) => {
    const terms: number[] = [];
    let worst = 0;
    for (const own of places) {
      let highest = 0;
      for (const place of own) {
        const needed = amount(place);
        if (needed !== 0) terms.push(place.column, needed);
        highest = Math.max(highest, needed);
      }
      worst += highest;
    }
    if (worst > most) row(NONE, most, [...terms, broken, most - worst]);
  };
  switch (one.kind) {
    case 'needs':
      precedence(row, places[one.other] ?? [], places[one.measure] ?? [], one.lag, [broken, -1]);
      break;
    case 'release':
      forbid(places[one.measure], ({ start }) => start < one.from);
      break;
    case 'deadline':
      forbid(places[one.measure], ({ end }) => end > one.by);
      break;
    case 'fixed':
      forbid(places[one.measure], ({ start, mode }) => start !== one.start || mode !== 0);
      break;
    case 'closed':
      for (const [at, { fixed }] of pack.measures.entries())
        if (!fixed) forbid(places[at], ({ start }) => start >= one.from && start < one.to);
      break;
    case 'window':
      for (const own of places) forbid(own, ({ end }) => end > pack.periods);
      break;
    case 'budget':
      limit(one.limit, ({ task, mode, start }) => {
        const measure = pack.measures[task];
        return measure ? costInYear(pack, measure, { start, way: mode }, one) : 0;
      });
      break;
    case 'capacity':
      limit(one.units, ({ task, mode, start, end }) =>
        one.period >= start && one.period < end
          ? unitsOf(pack.measures[task]?.ways[mode] as Way, one.role)
          : 0,
      );
  }
}
