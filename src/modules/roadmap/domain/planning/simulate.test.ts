import { describe, expect, test } from 'vitest';
import { drawnPackage, packageOf, way } from '../../testing/drawn-package.ts';
import { type Condition, problemOf, type TownPackage } from './package.ts';
import { plan } from './plan.ts';
import type { Schedule } from './problem.ts';
import { randomFrom } from './search.ts';
import { type Known, simulate } from './simulate.ts';
import { shareBelow, triangle } from './triangle.ts';

const DRAWS = 20_000;
/** More than four standard errors of a share at these draws. */
const NEAR = 0.015;

const known = (more: Partial<Known> = {}): Known => ({
  duration: { least: 0.5, mode: 1, most: 1.5 },
  once: { least: 0, mode: 0, most: 0 },
  range: 'assumed',
  doneAt: null,
  reported: null,
  ...more,
});
const run = (pack: TownPackage, starts: number[], of: Known[] = pack.measures.map(() => known()), now = 0) =>
  simulate({ pack, schedule: { starts, modes: starts.map(() => 0) }, now, known: of, draws: DRAWS });
const needs = (measure: number, other: number, lag = 0): Condition => ({
  kind: 'needs',
  measure,
  other,
  lag,
});

/** Share of the sum of four numbers drawn evenly from 0 to 1 below x (Irwin 1927, Hall 1927). */
const belowOfFour = (x: number): number =>
  [1, -4, 6, -4, 1].reduce((sum, factor, k) => sum + (x > k ? factor * (x - k) ** 4 : 0), 0) / 24;

describe('the triangle', () => {
  test('share and value are each other turned round, also where mode and least are one', () => {
    for (const points of [
      { least: 0.75, mode: 1, most: 1.5 },
      { least: 1, mode: 1, most: 2 },
      { least: 0, mode: 2, most: 2 },
    ])
      for (const u of [0.01, 0.3, 0.5, 0.77, 0.99])
        expect(shareBelow(points, triangle(points, u))).toBeCloseTo(u, 9);
    expect(triangle({ least: 1, mode: 1, most: 1 }, 0.4)).toBe(1);
  });
});

describe('a chain of two', () => {
  test('is as likely ready as the sum of two symmetric triangles says where the second may begin at once', () => {
    // Each lasts 0.5 to 1.5 quarters: half of two even numbers, so both together half of four and one quarter more.
    const pack = packageOf([{}, {}], [needs(1, 0)]);
    for (const by of [2, 3]) {
      const deadline: Condition = { kind: 'deadline', measure: 1, by, reason: 'law' };
      const { measures } = run({ ...pack, conditions: [...pack.conditions, deadline] }, [0, 0]);
      expect(Math.abs((measures[1]?.deadline?.share ?? 0) - belowOfFour((by - 1) * 2))).toBeLessThan(NEAR);
    }
  });

  test('waits for its quarter in the plan: 3 in 8 by the integral over both triangles', () => {
    // P(A <= 1) * P(B <= 1) + integral of A's density times P(B <= 2 - A) from 1 to 1.5 = 1/4 + 1/8.
    const { measures, end } = run(packageOf([{}, {}], [needs(1, 0)]), [0, 1]);
    expect(Math.abs((measures[1]?.inTime ?? 0) - 0.375)).toBeLessThan(NEAR);
    expect(Math.abs((measures[0]?.inTime ?? 0) - 0.5)).toBeLessThan(NEAR);
    expect(end).toMatchObject({ planned: 1, p50: 2, p80: 2 });
  });

  test('a lag moves the second on', () => {
    const { measures } = run(packageOf([{}, {}], [needs(1, 0, 1)]), [0, 1]);
    expect(measures[1]?.inTime).toBe(0);
  });
});

describe('the plan is replayed under its conditions', () => {
  test('drawn by chance: without any spread exactly the plan comes out, in time and within its money', () => {
    const random = randomFrom(5);
    let plans = 0;
    for (let tries = 0; tries < 60; tries++) {
      const pack = drawnPackage(random, 8);
      const found = plan(problemOf(pack), { goOn: (looked) => looked < 30, seed: tries });
      if ('fault' in found || found.broken.late + found.broken.unplaced > 0) continue;
      plans++;
      const { schedule } = found;
      const exact = pack.measures.map(({ ways }, at) => {
        const cents = ways[schedule.modes[at] ?? 0]?.onceCents ?? 0;
        const once = { least: cents, mode: cents, most: cents };
        return known({ duration: { least: 1, mode: 1, most: 1 }, once });
      });
      const told = simulate({ pack, schedule, now: 0, known: exact, draws: 3 });
      for (const one of told.measures) {
        expect(one).toMatchObject({ inTime: 1, p50: one.planned, p80: one.planned });
        expect(one.deadline?.share ?? 1).toBe(1);
      }
      expect(told.years.map(({ share }) => share)).toEqual(told.years.map(() => 1));
      expect(told.end?.inTime).toBe(1);
    }
    expect(plans).toBeGreaterThan(20);
  });

  test('what takes longer keeps its role from what comes after, which begins when there is time again', () => {
    const isb = (period: number): Condition => ({ kind: 'capacity', role: 'isb', period, units: 10 });
    const work = { ways: [way(1, 0, { isb: 10 })] };
    const conditions = [0, 1, 2, 3, 4, 5, 6, 7].map(isb);
    const twice = known({ duration: { least: 1.5, mode: 1.5, most: 1.5 } });
    const exact = known({ duration: { least: 1, mode: 1, most: 1 } });
    const { measures } = run(packageOf([work, work], conditions), [0, 1], [twice, exact]);
    // The first works till the middle of the second quarter; the other needs a whole quarter from there.
    expect(measures[1]).toMatchObject({ planned: 1, p50: 2, inTime: 0 });
    expect(run(packageOf([work, {}], conditions), [0, 1], [twice, exact]).measures[1]?.inTime).toBe(1);
  });

  test('a quarter without starts is left out', () => {
    const late = known({ duration: { least: 2, mode: 2, most: 2 } });
    const exact = known({ duration: { least: 1, mode: 1, most: 1 } });
    const pack = packageOf([{}, {}], [needs(1, 0), { kind: 'closed', from: 2, to: 3 }]);
    expect(run(pack, [0, 1], [late, exact]).measures[1]).toMatchObject({ p50: 3 });
  });
});

describe('what is known already', () => {
  const four = packageOf(
    [{ ways: [way(4)], fixed: true }],
    [{ kind: 'fixed', measure: 0, start: 0, reason: 'decided' }],
  );
  test('of what was reported only the rest is still to come', () => {
    const at = (share: number) => run(four, [0], [known({ reported: { share, at: 2 } })], 2).measures[0];
    // Half done after half of the time: the rest varies as the whole did. Nine tenths: in time whatever comes.
    expect(Math.abs((at(0.5)?.inTime ?? 0) - 0.5)).toBeLessThan(NEAR);
    expect(at(0.9)).toMatchObject({ inTime: 1, basis: 'reported' });
    expect(at(0)).toMatchObject({ inTime: shareBelow({ least: 2, mode: 4, most: 6 }, 2) });
  });
  test('what runs without a report takes longer than it has run', () => {
    // Three quarters have passed, a quarter of the range: of what is left, 0.5 - 0.125 of 0.875 ends by four.
    const told = run(four, [0], [known()], 3).measures[0];
    expect(told?.basis).toBe('running');
    expect(Math.abs((told?.inTime ?? 0) - 0.375 / 0.875)).toBeLessThan(NEAR);
  });
  test('what should be ready by now and is not begins its rest today', () => {
    const silent = run(four, [0], [known()], 9.3).measures[0];
    expect(silent).toMatchObject({ basis: 'running', inTime: 0, p50: 13 });
    const stale = run(four, [0], [known({ reported: { share: 0.5, at: 1 } })], 9.3).measures[0];
    expect(stale).toMatchObject({ basis: 'reported', inTime: 0, p50: 11 });
  });
  test('what was reported begun before its quarter in the plan has begun', () => {
    const early = packageOf([{ ways: [way(4)] }], []);
    const told = (share: number) => run(early, [4], [known({ reported: { share, at: 2 } })], 2).measures[0];
    expect(told(0.5)).toMatchObject({ basis: 'reported', inTime: 1 });
    expect(told(0)).toMatchObject({ basis: 'assumed' });
  });
  test('what is done is done, and what has not begun begins today at the earliest', () => {
    expect(run(four, [0], [known({ doneAt: 3 })], 6).measures[0]).toMatchObject({ inTime: 1, basis: 'done' });
    const open = packageOf([{}], [], { today: 2 });
    expect(run(open, [1], [known()], 2.5).measures[0]).toMatchObject({ inTime: 0, p50: 3 });
  });
});

test('horizons, money and years are counted over the same draws, and the same plan gives the same numbers', () => {
  const once = { least: 50_000, mode: 100_000, most: 150_000 };
  const pack = packageOf(
    [{ ways: [way(4, 100_000)] }, { ways: [way(4, 100_000)] }],
    [{ kind: 'budget', year: 2027, budget: 'result', limit: 100_000 }],
  );
  const of = [known({ once }), known({ once })];
  const told = run(pack, [0, 4], of);
  expect(told.horizons.map(({ horizon, count, until }) => [horizon, count, until])).toEqual([
    ['short', 1, 3],
    ['medium', 1, 7],
  ]);
  for (const { share, expected } of told.horizons) {
    expect(Math.abs(share - 0.5)).toBeLessThan(NEAR);
    expect(expected).toBe(share);
  }
  expect(told.once.planned).toBe(200_000);
  expect(Math.abs(told.once.p50 / 200_000 - 1)).toBeLessThan(0.01);
  // A measure is as dear as it is long: four quarters never get more than 100,000.
  expect(told.years[0]?.share).toBe(1);
  expect(run(pack, [0, 4], of)).toEqual(told);
  const other: Schedule = { starts: [0, 3], modes: [0, 0] };
  expect(simulate({ pack, schedule: other, now: 0, known: of, draws: 10 }).seed).not.toBe(told.seed);
});
