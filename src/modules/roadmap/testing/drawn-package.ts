import type { Condition, PackageMeasure, TownPackage } from '../domain/planning/package.ts';

/** What a test package needs to say; the rest is filled in: one quarter, no cost, no work, weight 1. */
export function packageOf(
  measures: readonly Partial<PackageMeasure>[],
  conditions: readonly Condition[],
  more: Partial<TownPackage> = {},
): TownPackage {
  return {
    first: { year: 2027, quarter: 0 },
    periods: 8,
    today: 0,
    measures: measures.map((given, at) => ({
      id: `M${at}`,
      ways: [way(1)],
      said: [],
      budgetKind: 'result',
      weight: 1,
      earliest: 0,
      fixed: false,
      ...given,
    })),
    conditions: [...conditions, { kind: 'window' }],
    ...more,
  };
}

/** One way of carrying a measure out. */
export const way = (quarters: number, onceCents = 0, work: Record<string, number> = {}) => ({
  id: null,
  name: '',
  quarters,
  onceCents,
  grantCents: 0,
  yearlyCents: 0,
  work,
});

/** A package drawn by chance, with every kind of condition. */
export function drawnPackage(random: () => number, size: number, periods = 14): TownPackage {
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const chance = (share: number) => random() < share;
  const roles = ['isb', 'head_of_it'];
  const measures = Array.from({ length: size }, (): Partial<PackageMeasure> => {
    const quarters = 1 + upTo(2);
    const cost = { onceCents: upTo(40) * 100, work: { [roles[upTo(1)] as string]: upTo(40) } };
    const two = chance(0.2);
    const yearlyCents = upTo(3) * 100;
    const own = { ...way(quarters, cost.onceCents, cost.work), yearlyCents };
    const other = { ...way(1, own.onceCents * 2, { external_provider: 20 }), yearlyCents };
    return {
      ways: two ? [own, other] : [own],
      budgetKind: chance(0.3) ? 'investment' : 'result',
      weight: 1 + upTo(9),
    };
  });
  const conditions: Condition[] = [];
  for (let at = 1; at < size; at++) {
    if (chance(0.5)) conditions.push({ kind: 'needs', measure: at, other: upTo(at - 1), lag: upTo(1) });
    if (chance(0.2)) conditions.push({ kind: 'release', measure: at, from: upTo(5), reason: 'tender' });
    if (chance(0.1)) conditions.push({ kind: 'deadline', measure: at, by: 8 + upTo(5), reason: 'law' });
  }
  if (chance(0.5)) conditions.push({ kind: 'closed', from: 4, to: 5 });
  for (const year of [2027, 2028, 2029])
    for (const budget of ['result', 'investment'] as const)
      conditions.push({ kind: 'budget', year, budget, limit: (20 + upTo(60)) * 100 });
  for (const role of roles)
    for (let period = 0; period < periods; period++)
      conditions.push({ kind: 'capacity', role, period, units: 20 + upTo(30) });
  return packageOf(measures, conditions, { periods });
}
