import { expect, test } from 'vitest';
import { drawnPackage, packageOf, way } from '../../testing/drawn-package.ts';
import { departureOf } from './departure.ts';
import { otherWays, standingOf } from './earlier.ts';
import { type Condition, problemOf, type TownPackage } from './package.ts';
import { plan } from './plan.ts';
import { judge, type Schedule } from './problem.ts';
import { randomFrom } from './search.ts';
import { thrifty } from './thrift.ts';
import { violations } from './verify.ts';

const costOf = ({ measures }: TownPackage, { modes }: Schedule): number =>
  measures.reduce((sum, { ways }, at) => {
    const own = ways[modes[at] ?? 0];
    return sum + (own ? own.onceCents + 5 * own.yearlyCents : 0);
  }, 0);

/** Sound plans of packages drawn by chance. */
function* drawnPlans(seed: number, count: number): Generator<{ pack: TownPackage; schedule: Schedule }> {
  const random = randomFrom(seed);
  let plans = 0;
  for (let tries = 0; plans < count && tries < count * 4; tries++) {
    const pack = drawnPackage(random, 6);
    const found = plan(problemOf(pack), { goOn: (looked) => looked < 30, seed: tries });
    if ('fault' in found || found.broken.late + found.broken.unplaced > 0) continue;
    plans++;
    yield { pack, schedule: found.schedule };
  }
}

const holds = (pack: TownPackage, schedule: Schedule, gone: readonly Condition[] = []): boolean =>
  violations(
    problemOf(
      pack,
      pack.conditions.filter((one) => !gone.includes(one)),
    ),
    schedule,
  ).length === 0;

test('a thrifty plan breaks nothing, is worth the same and never dearer; among 200 some become cheaper', () => {
  let cheaper = 0;
  for (const { pack, schedule } of drawnPlans(3, 200)) {
    const problem = problemOf(pack);
    const saved = thrifty(pack, problem, schedule);
    expect(violations(problem, saved)).toEqual([]);
    expect(judge(problem, saved)).toEqual(judge(problem, schedule));
    expect(costOf(pack, saved)).toBeLessThanOrEqual(costOf(pack, schedule));
    if (costOf(pack, saved) < costOf(pack, schedule)) cheaper++;
  }
  expect(cheaper).toBeGreaterThan(0);
});

test('the slow way is taken where it ends in the same quarter, of equally dear ones the way of the measure', () => {
  const pack = packageOf([{ ways: [way(1, 500), way(3, 200)] }, { ways: [way(1, 100), way(1, 100)] }], []);
  const problem = problemOf(pack);
  expect(thrifty(pack, problem, { starts: [2, 0], modes: [0, 1] })).toEqual({
    starts: [0, 0],
    modes: [1, 0],
  });
  // There is no room for the slow one before the quarter in which the fast one would begin.
  expect(thrifty(pack, problem, { starts: [1, 0], modes: [0, 0] })).toEqual({
    starts: [1, 0],
    modes: [0, 0],
  });
});

test('every other way of 200 plans drawn by chance begins in the first quarter that breaks nothing, or in none', () => {
  let asked = 0;
  let none = 0;
  for (const { pack, schedule } of drawnPlans(8, 200))
    for (const at of pack.measures.keys())
      for (const { way: other, start, without } of otherWays(pack, schedule, at)) {
        asked++;
        const moved = (begin: number): Schedule => ({
          starts: schedule.starts.with(at, begin),
          modes: schedule.modes.with(at, other),
        });
        const starts = Array.from({ length: pack.periods }, (_, begin) => begin);
        const first = starts.find((begin) => holds(pack, moved(begin)));
        expect(start).toBe(first ?? null);
        if (start !== null) continue;
        none++;
        expect(without.length).toBeGreaterThan(0);
        expect(starts.some((begin) => holds(pack, moved(begin), without))).toBe(true);
      }
  expect(asked).toBeGreaterThan(100);
  expect(none).toBeGreaterThan(0);
});

test('a measure that is ready later than said: without exactly these conditions it would not be', () => {
  let pushed = 0;
  for (const { pack: drawn, schedule } of drawnPlans(21, 200)) {
    const said = [{ by: 'measure', horizon: 'short' }] as const;
    const pack = { ...drawn, measures: drawn.measures.map((one) => ({ ...one, said })) };
    const standing = standingOf(pack, schedule);
    for (const [at, { ways }] of pack.measures.entries()) {
      const end = (schedule.starts[at] ?? 0) + (ways[schedule.modes[at] ?? 0]?.quarters ?? 0);
      const told = departureOf(pack, schedule, at, standing);
      if (end <= 4) {
        expect(told).toBeNull();
        continue;
      }
      expect(told).toMatchObject({ by: 'measure', said: 'short', why: 'pushed' });
      pushed++;
      const without = told?.without ?? [];
      const possible = (gone: readonly Condition[]) =>
        ways.some(({ quarters }, mode) =>
          Array.from({ length: 5 - quarters }, (_, begin) => begin).some((begin) =>
            holds(
              pack,
              { starts: schedule.starts.with(at, begin), modes: schedule.modes.with(at, mode) },
              gone,
            ),
          ),
        );
      expect(possible(without)).toBe(true);
      for (const kept of without) expect(possible(without.filter((one) => one !== kept))).toBe(false);
    }
  }
  expect(pushed).toBeGreaterThan(100);
});

test('what takes too long by itself and what is ready sooner is told as that; the word of the town comes first', () => {
  const of = (quarters: number, said: TownPackage['measures'][number]['said']) => {
    const pack = packageOf([{ ways: [way(quarters)], said }], [], { periods: 20 });
    const schedule = { starts: [0], modes: [0] };
    return departureOf(pack, schedule, 0, standingOf(pack, schedule));
  };
  expect(of(6, [{ by: 'measure', horizon: 'short' }])).toMatchObject({ why: 'long', without: [] });
  expect(of(2, [{ by: 'measure', horizon: 'long' }])).toMatchObject({ why: 'sooner', said: 'long' });
  expect(
    of(2, [
      { by: 'measure', horizon: 'short' },
      { by: 'library', horizon: 'medium' },
    ]),
  ).toMatchObject({ by: 'library', said: 'medium' });
  expect(of(2, [{ by: 'measure', horizon: 'short' }])).toBeNull();
});
