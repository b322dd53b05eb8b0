import { expect, test } from 'vitest';
import { drawnPackage, packageOf, way } from '../../testing/drawn-package.ts';
import { type Earlier, whyNotEarlier } from './earlier.ts';
import { type Condition, problemOf, type TownPackage } from './package.ts';
import { plan } from './plan.ts';
import type { Schedule } from './problem.ts';
import { randomFrom } from './search.ts';
import { violations } from './verify.ts';

/** Tries every earlier place under the definition alone: does one break nothing once some conditions are gone? */
function mayStartEarlier(
  pack: TownPackage,
  schedule: Schedule,
  at: number,
  gone: readonly Condition[],
): boolean {
  const problem = problemOf(
    pack,
    pack.conditions.filter((one) => !gone.includes(one)),
  );
  for (let start = 0; start < (schedule.starts[at] ?? 0); start++)
    for (const mode of (pack.measures[at]?.ways ?? []).keys()) {
      const moved = { starts: schedule.starts.with(at, start), modes: schedule.modes.with(at, mode) };
      if (violations(problem, moved).length === 0) return true;
    }
  return false;
}

test('every measure of 200 plans drawn by chance: without exactly these conditions it could, without any fewer not', () => {
  const random = randomFrom(11);
  const kinds = new Set<string>();
  let plans = 0;
  let asked = 0;
  for (let tries = 0; plans < 200 && tries < 400; tries++) {
    const pack = drawnPackage(random, 6);
    const found = plan(problemOf(pack), { goOn: (looked) => looked < 30, seed: tries });
    if ('fault' in found || found.broken.late + found.broken.unplaced > 0) continue;
    plans++;
    for (const at of pack.measures.keys()) {
      const reason = whyNotEarlier(pack, found.schedule, at);
      if (found.schedule.starts[at] === 0) {
        expect(reason).toBeNull();
        continue;
      }
      const { without } = reason as Earlier;
      asked++;
      for (const { kind } of without) kinds.add(kind);
      expect(mayStartEarlier(pack, found.schedule, at, without)).toBe(true);
      for (const kept of without)
        expect(
          mayStartEarlier(
            pack,
            found.schedule,
            at,
            without.filter((one) => one !== kept),
          ),
        ).toBe(false);
    }
  }
  expect(plans).toBe(200);
  expect(asked).toBeGreaterThan(400);
  expect([...kinds].sort()).toEqual(
    expect.arrayContaining(['budget', 'capacity', 'closed', 'needs', 'release']),
  );
}, 60_000);

test('money of the year and time of a role are named together where both stand in the way', () => {
  const conditions: Condition[] = [
    { kind: 'budget', year: 2027, budget: 'result', limit: 100 },
    { kind: 'capacity', role: 'isb', period: 3, units: 10 },
  ];
  // One quarter earlier lies in 2027 and takes 20 of 10 tenths; every earlier quarter still lies in 2027.
  const pack = packageOf([{ ways: [way(1, 200, { isb: 20 })] }], conditions);
  const at4 = whyNotEarlier(pack, { starts: [4], modes: [0] }, 0);
  expect(at4).toEqual({ start: 2, way: 0, without: [conditions[0]] });
  const both = packageOf([{ ways: [way(1, 200, { isb: 20 })], earliest: 3 }], conditions);
  expect(whyNotEarlier(both, { starts: [4], modes: [0] }, 0)).toEqual({
    start: 3,
    way: 0,
    without: conditions,
  });
});

test('a measure that holds its place by decision says so, and one with room before it names nothing', () => {
  const fixed: Condition = { kind: 'fixed', measure: 0, start: 2, reason: 'decided' };
  const pack = packageOf([{ fixed: true }, {}], [fixed]);
  const schedule = { starts: [2, 3], modes: [0, 0] };
  expect(whyNotEarlier(pack, schedule, 0)?.without).toEqual([fixed]);
  expect(whyNotEarlier(pack, schedule, 1)).toEqual({ start: 2, way: 0, without: [] });
});
