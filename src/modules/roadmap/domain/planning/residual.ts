import { type Condition, costInYear, type TownPackage, unitsOf, type Way } from './package.ts';
import type { Schedule } from './problem.ts';

export interface Residual {
  pack: TownPackage;
  /** Position in the whole package of every measure that is left. */
  at: readonly number[];
  /** The whole schedule behind one of what is left. */
  whole(schedule: Schedule): Schedule;
}

/** The package without the measures that hold their place: what they take is gone, and what they ask for is a date. */
export function residual(pack: TownPackage): Residual {
  const starts = new Map<number, number>();
  for (const one of pack.conditions) if (one.kind === 'fixed') starts.set(one.measure, one.start);
  const at = [...pack.measures.keys()].filter((position) => !starts.has(position));
  const now = new Map(at.map((position, left) => [position, left]));
  const wayOf = (position: number): Way => pack.measures[position]?.ways[0] as Way;
  const conditions = pack.conditions.flatMap((one): Condition[] => {
    if (one.kind === 'budget') {
      let taken = 0;
      for (const [position, start] of starts) {
        const measure = pack.measures[position];
        if (measure) taken += costInYear(pack, measure, { start, way: 0 }, one);
      }
      return [{ ...one, limit: one.limit - taken }];
    }
    if (one.kind === 'capacity') {
      let taken = 0;
      for (const [position, start] of starts) {
        const way = wayOf(position);
        if (one.period >= start && one.period < start + way.quarters) taken += unitsOf(way, one.role);
      }
      return [{ ...one, units: one.units - taken }];
    }
    if (one.kind === 'needs') {
      const [measure, other] = [now.get(one.measure), now.get(one.other)];
      if (measure !== undefined && other !== undefined) return [{ ...one, measure, other }];
      if (measure !== undefined) {
        const from = (starts.get(one.other) ?? 0) + wayOf(one.other).quarters + one.lag;
        return [{ kind: 'release', measure, from, reason: 'other_start' }];
      }
      if (other === undefined) return [];
      return [
        {
          kind: 'deadline',
          measure: other,
          by: (starts.get(one.measure) ?? 0) - one.lag,
          reason: 'other_end',
        },
      ];
    }
    if (!('measure' in one)) return [one];
    const measure = now.get(one.measure);
    return measure === undefined ? [] : [{ ...one, measure }];
  });
  return {
    pack: {
      ...pack,
      measures: at.map((position) => pack.measures[position] as (typeof pack.measures)[0]),
      conditions,
    },
    at,
    whole: (schedule) => ({
      starts: [...pack.measures.keys()].map(
        (position) => starts.get(position) ?? schedule.starts[now.get(position) ?? 0] ?? 0,
      ),
      modes: [...pack.measures.keys()].map((position) =>
        starts.has(position) ? 0 : (schedule.modes[now.get(position) ?? 0] ?? 0),
      ),
    }),
  };
}
