import { describe, expect, test } from 'vitest';
import { plan } from './plan.ts';
import { judge, type Problem, type Task, type Value } from './problem.ts';
import { randomFrom } from './search.ts';
import { violations } from './verify.ts';

const isBetter = (one: Value, other: Value): boolean =>
  one.weighted < other.weighted || (one.weighted === other.weighted && one.makespan < other.makespan);

const LOOKS = 1500;
const within = { goOn: (looked: number) => looked < LOOKS };

const task = (id: string, duration: number, uses: number[], more: Partial<Task> = {}): Task => ({
  id,
  modes: [{ duration, uses }],
  needs: [],
  release: 0,
  deadline: null,
  weight: 0,
  ...more,
});
const resource = (units: number, horizon: number) => ({ id: 'R', capacity: new Array(horizon).fill(units) });

function solved(problem: Problem) {
  const found = plan(problem, within);
  if ('fault' in found) throw new Error(found.fault);
  expect(violations(problem, found.schedule)).toEqual([]);
  return found;
}

/** A package of five to draw by chance: two resources, needs with lags, a release, a budget of two years. */
function drawn(seed: number): Problem {
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const horizon = 12;
  return {
    horizon,
    resources: [
      resource(3, horizon),
      { id: 'S', capacity: Array.from({ length: horizon }, (_, t) => (t < 4 ? 1 : 2)) },
    ],
    budgets: [
      { id: 'first', limit: 7 },
      { id: 'second', limit: 100 },
    ],
    tasks: Array.from({ length: 5 }, (_, at) => {
      const amount = upTo(4);
      return task(`T${at}`, 1 + upTo(3), [], {
        release: at === 2 ? 3 : 0,
        weight: seed % 2 === 0 ? upTo(5) : 0,
        needs: at > 1 && random() < 0.6 ? [{ task: upTo(at - 1), lag: upTo(1) }] : [],
        modes: [
          {
            duration: 1 + upTo(3),
            uses: [1 + upTo(2), upTo(1)],
            spends: (start) => [{ budget: start < 4 ? 0 : 1, amount }],
          },
        ],
      });
    }),
  };
}

/** Looks at every start of every task in turn; nothing of the search is used. */
function bruteForce(problem: Problem): Value | null {
  let best: Value | null = null;
  const starts: number[] = [];
  const modes = problem.tasks.map(() => 0);
  const step = (at: number): void => {
    if (at === problem.tasks.length) {
      if (violations(problem, { starts, modes }).length > 0) return;
      const value = judge(problem, { starts, modes });
      if (!best || isBetter(value, best)) best = value;
      return;
    }
    const { release, needs, modes: own } = problem.tasks[at] as Task;
    const from = Math.max(
      release,
      ...needs.map(
        ({ task: other, lag }) =>
          (starts[other] ?? 0) + (problem.tasks[other]?.modes[0]?.duration ?? 0) + lag,
      ),
    );
    for (let start = from; start + (own[0]?.duration ?? 0) <= problem.horizon; start++) {
      starts[at] = start;
      const partial = { ...problem, tasks: problem.tasks.slice(0, at + 1) };
      if (violations(partial, { starts, modes }).length === 0) step(at + 1);
    }
  };
  step(0);
  return best;
}

describe('a plan', () => {
  test('one person, three tasks of 2, 3 and 1 periods: 6 periods, proven by the work alone', () => {
    const found = solved({
      horizon: 20,
      resources: [resource(1, 20)],
      budgets: [],
      tasks: [task('a', 2, [1]), task('b', 3, [1]), task('c', 1, [1])],
    });
    expect(found).toMatchObject({ value: { makespan: 6 }, lowerBound: 6, proven: true });
  });

  test('weights decide who comes first: 5 per period of a short one against 1 of a long one', () => {
    // a first: 5*1 + 1*4 = 9; b first: 1*3 + 5*4 = 23.
    const found = solved({
      horizon: 20,
      resources: [resource(1, 20)],
      budgets: [],
      tasks: [task('b', 3, [1], { weight: 1 }), task('a', 1, [1], { weight: 5 })],
    });
    expect(found.schedule.starts).toEqual([1, 0]);
    expect(found.value.weighted).toBe(9);
  });

  test('money that only the second year has moves a task there', () => {
    const found = solved({
      horizon: 12,
      resources: [],
      budgets: [
        { id: '2027', limit: 10 },
        { id: '2028', limit: 10 },
      ],
      tasks: ['a', 'b'].map((id) =>
        task(id, 1, [], {
          modes: [{ duration: 1, uses: [], spends: (start) => [{ budget: start < 4 ? 0 : 1, amount: 7 }] }],
        }),
      ),
    });
    expect([...found.schedule.starts].sort()).toEqual([0, 4]);
  });

  test('the faster mode is taken where its resource allows it', () => {
    const found = solved({
      horizon: 20,
      resources: [resource(1, 20), { id: 'external', capacity: new Array(20).fill(1) }],
      budgets: [],
      tasks: [
        task('a', 6, [1, 0], {
          modes: [
            { duration: 6, uses: [1, 0] },
            { duration: 2, uses: [0, 1] },
          ],
        }),
        task('b', 3, [1, 0]),
      ],
    });
    expect(found.value.makespan).toBe(3);
  });

  test('a circle is refused', () => {
    const problem = {
      horizon: 5,
      resources: [],
      budgets: [],
      tasks: [
        task('a', 1, [], { needs: [{ task: 1, lag: 0 }] }),
        task('b', 1, [], { needs: [{ task: 0, lag: 0 }] }),
      ],
    };
    expect(plan(problem, within)).toEqual({ fault: 'circle' });
  });

  test('what cannot be placed is said, and a deadline that is missed', () => {
    const found = plan(
      {
        horizon: 4,
        resources: [resource(1, 4)],
        budgets: [],
        tasks: [task('a', 3, [1], { deadline: 2 }), task('b', 3, [1])],
      },
      within,
    );
    expect(found).toMatchObject({ broken: { late: 0, unplaced: 1 }, proven: false });
  });

  test('the same seed gives the same plan', () => {
    const problem = drawn(7);
    expect(plan(problem, within)).toEqual(plan(problem, within));
  });

  test('60 small packages drawn by chance end as well as trying every start does', () => {
    let fitting = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const problem = drawn(seed);
      const best = bruteForce(problem);
      const found = plan(problem, within);
      if ('fault' in found) throw new Error(found.fault);
      if (!best) {
        expect(found.broken.unplaced).toBeGreaterThan(0);
        continue;
      }
      fitting++;
      expect(violations(problem, found.schedule)).toEqual([]);
      expect([seed, found.value]).toEqual([seed, best]);
      expect(found.lowerBound).toBeLessThanOrEqual(best.makespan);
    }
    expect(fitting).toBeGreaterThanOrEqual(50);
  }, 30_000);
});

describe('the check of a schedule', () => {
  const problem: Problem = {
    horizon: 6,
    resources: [resource(1, 6)],
    budgets: [{ id: 'B', limit: 1 }],
    tasks: [
      task('a', 2, [1], {
        release: 1,
        modes: [{ duration: 2, uses: [1], spends: () => [{ budget: 0, amount: 1 }] }],
      }),
      task('b', 2, [1], {
        deadline: 4,
        needs: [{ task: 0, lag: 1 }],
        modes: [{ duration: 2, uses: [1], spends: () => [{ budget: 0, amount: 1 }] }],
      }),
    ],
  };

  test.each([
    [
      [0, 3],
      ['release', 'deadline', 'budget'],
    ],
    [
      [1, 2],
      ['needs', 'capacity', 'budget'],
    ],
    [
      [1, 5],
      ['horizon', 'deadline', 'capacity', 'budget'],
    ],
  ])('names what %j breaks', (starts, codes) => {
    expect(violations(problem, { starts, modes: [0, 0] }).map(({ code }) => code)).toEqual(codes);
  });
});
