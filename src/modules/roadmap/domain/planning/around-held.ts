import type { Condition, TownPackage } from './package.ts';

export interface Part {
  pack: TownPackage;
  /** The condition of the whole package behind one of the part. */
  whole: (condition: Condition) => Condition;
}

/**
 * What somebody holds, with all it waits for and all that waits for it, and what has its place anyway. Every measure of the
 * package has to be placed, so what cannot hold together in this part cannot in the whole, and a part of a large package is
 * quickly looked at. Null where nothing is held.
 */
export function aroundHeld(pack: TownPackage): Part | null {
  const held = pack.conditions.flatMap((one) =>
    one.kind === 'fixed' && one.reason === 'held' ? [one.measure] : [],
  );
  if (held.length === 0) return null;
  const kept = new Set([
    ...reached(pack, held, (one) => [one.measure, one.other]),
    ...reached(pack, held, (one) => [one.other, one.measure]),
    ...pack.conditions.flatMap((one) => (one.kind === 'fixed' ? [one.measure] : [])),
  ]);
  const order = [...kept].sort((a, b) => a - b);
  const at = new Map(order.map((position, now) => [position, now]));
  const pairs = pack.conditions.flatMap((whole): [Condition, Condition][] => {
    if (!('measure' in whole)) return [[{ ...whole }, whole]];
    const measure = at.get(whole.measure);
    if (measure === undefined) return [];
    if (whole.kind !== 'needs') return [[{ ...whole, measure }, whole]];
    const other = at.get(whole.other);
    return other === undefined ? [] : [[{ ...whole, measure, other }, whole]];
  });
  const behind = new Map(pairs);
  return {
    pack: {
      ...pack,
      measures: order.map((position) => pack.measures[position] as TownPackage['measures'][number]),
      conditions: pairs.map(([condition]) => condition),
    },
    whole: (condition) => behind.get(condition) ?? condition,
  };
}

type Needs = Extract<Condition, { kind: 'needs' }>;

/** Everything that can be come to from some measures along what needs what, in one direction. */
function reached(
  { conditions }: TownPackage,
  from: readonly number[],
  step: (one: Needs) => [from: number, to: number],
): Set<number> {
  const found = new Set(from);
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of conditions) {
      if (one.kind !== 'needs') continue;
      const [here, there] = step(one);
      if (found.has(here) && !found.has(there)) {
        found.add(there);
        grown = true;
      }
    }
  }
  return found;
}
