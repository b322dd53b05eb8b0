import { expect, test } from 'vitest';
import { compile } from '../../domain/planning/compiled.ts';
import { judge, type Problem, type Schedule, type Value } from '../../domain/planning/problem.ts';
import { randomFrom } from '../../domain/planning/search.ts';
import { violations } from '../../domain/planning/verify.ts';
import { exact } from './exact.ts';

/** A package of four to draw by chance: two roles, ways, lags, a release, deadlines, money of two years of two kinds. */
function drawn(seed: number): Problem {
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const horizon = 9;
  return {
    horizon,
    resources: [
      { id: 'R', capacity: Array.from({ length: horizon }, (_, t) => (t === 3 ? 1 : 3)) },
      { id: 'S', capacity: Array.from({ length: horizon }, (_, t) => (t < 4 ? 1 : 2)) },
    ],
    budgets: [
      { id: 'first', limit: 3 + upTo(5) },
      { id: 'second', limit: 6 + upTo(8) },
      { id: 'investment', limit: 5 },
    ],
    tasks: Array.from({ length: 4 }, (_, at) => {
      const way = () => {
        const amount = upTo(4);
        const investment = upTo(2);
        return {
          duration: 1 + upTo(2),
          uses: [upTo(2), upTo(1)],
          spends: (start: number) => [
            { budget: start < 4 ? 0 : 1, amount },
            { budget: 2, amount: investment },
          ],
        };
      };
      return {
        id: `T${at}`,
        modes: random() < 0.4 ? [way(), way()] : [way()],
        needs: at > 0 && random() < 0.6 ? [{ task: upTo(at - 1), lag: upTo(1) }] : [],
        release: random() < 0.3 ? upTo(3) : 0,
        deadline: random() < 0.3 ? 3 + upTo(6) : null,
        weight: seed % 5 === 0 ? 0 : 1 + upTo(8),
      };
    }),
  };
}

/** Looks at every way and start of every task in turn; nothing of model or solver is used. */
function bruteForce(problem: Problem): { value: Value; schedule: Schedule } | null {
  let best: { value: Value; schedule: Schedule } | null = null;
  const size = problem.tasks.length;
  const step = (starts: number[], modes: number[]): void => {
    const at = starts.length;
    if (at === size) {
      const value = judge(problem, { starts, modes });
      const old = best?.value;
      if (
        !old ||
        value.weighted < old.weighted ||
        (value.weighted === old.weighted && value.makespan < old.makespan)
      )
        best = { value, schedule: { starts, modes } };
      return;
    }
    for (const [mode, { duration }] of (problem.tasks[at]?.modes ?? []).entries())
      for (let start = 0; start + duration <= problem.horizon; start++) {
        const placed = { starts: [...starts, start], modes: [...modes, mode] };
        const partial = { ...problem, tasks: problem.tasks.slice(0, at + 1) };
        if (violations(partial, placed).length === 0) step(placed.starts, placed.modes);
      }
  };
  step([], []);
  return best;
}

test('80 small packages drawn by chance: the value trying everything finds, or proof that there is none', async () => {
  let fitting = 0;
  for (let seed = 1; seed <= 80; seed++) {
    const problem = drawn(seed);
    const best = bruteForce(problem);
    const compiled = compile(problem);
    if (!compiled) throw new Error('circle');
    const found = await exact(problem, compiled, { seconds: 20 });
    if (!best) {
      expect([seed, found]).toEqual([seed, { impossible: true }]);
      continue;
    }
    fitting++;
    if (found.impossible || !found.schedule) throw new Error(`nothing found for ${seed}`);
    expect(violations(problem, found.schedule)).toEqual([]);
    expect([seed, found.proven, judge(problem, found.schedule)]).toEqual([seed, true, best.value]);
  }
  expect(fitting).toBeGreaterThanOrEqual(50);
  expect(fitting).toBeLessThan(80);
}, 60_000);
