import { describe, expect, test } from 'vitest';
import { type Answer, scoreQuestion, scoreRequirement } from './score.ts';

const said = (question: string, ...levels: (number | 'unknown' | 'not_applicable')[]): Answer[] =>
  levels.map((given, n) => ({
    question,
    respondent: `${question}-${n}`,
    state: typeof given === 'number' ? 'level' : given,
    level: typeof given === 'number' ? given : null,
  }));

describe('one question', () => {
  test('three people: the median, with their spread', () => {
    // 1, 3, 4 in order; the middle one is 3. 4 - 1 = 3, at least 2: divergent.
    expect(scoreQuestion('a', said('a', 4, 1, 3))).toEqual({
      question: 'a',
      state: 'known',
      value: 3,
      worst: 3,
      best: 3,
      answers: 3,
      spread: { lowest: 1, highest: 4 },
      divergent: true,
    });
  });

  test('two people: the lower one; one level between them is no divergence', () => {
    expect(scoreQuestion('a', said('a', 3, 2))).toMatchObject({ value: 2, divergent: false });
  });

  test('"unknown" beside levels widens to what was said, and lowers nothing', () => {
    // Median of 2, 4 is 2. Who does not know may side with either: worst 2, best 4.
    expect(scoreQuestion('a', said('a', 2, 4, 'unknown'))).toMatchObject({ value: 2, worst: 2, best: 4 });
  });

  test('nobody knows, nobody asked, nobody concerned', () => {
    const silent = { value: null, worst: 0, best: 5, spread: null };
    expect(scoreQuestion('a', said('a', 'unknown', 'unknown'))).toMatchObject({
      ...silent,
      state: 'unknown',
    });
    expect(scoreQuestion('a', said('b', 3))).toMatchObject({ ...silent, state: 'open', answers: 0 });
    expect(scoreQuestion('a', said('a', 'not_applicable'))).toMatchObject({ state: 'not_applicable' });
    // One says it does not apply, one does not know: it may apply.
    expect(scoreQuestion('a', said('a', 'not_applicable', 'unknown'))).toMatchObject({ state: 'unknown' });
  });
});

describe('a practice', () => {
  test('all known: mean rounded down', () => {
    // (3 + 3 + 4 + 3 + 2) / 5 = 3.0; weakest 2, so at most 3. Level 3.
    const answers = [...said('a', 3), ...said('b', 3), ...said('c', 4), ...said('d', 3), ...said('e', 2)];
    expect(scoreRequirement(['a', 'b', 'c', 'd', 'e'], answers)).toMatchObject({
      level: 3,
      mean: 3,
      worst: 3,
      best: 3,
      known: 5,
      total: 5,
    });
  });

  test('one weak question holds the rest back', () => {
    // (4 + 4 + 4 + 0) / 4 = 3.0, but nothing stands more than one above the weakest: 0 + 1 = 1.
    const answers = [...said('a', 4), ...said('b', 4), ...said('c', 4), ...said('d', 0)];
    expect(scoreRequirement(['a', 'b', 'c', 'd'], answers)).toMatchObject({ level: 1, mean: 3 });
  });

  test('missing answers widen the result and do not lower it', () => {
    // Known: 3, 4: mean 3.5, level 3. Worst: 3, 4, 0, 0: mean 1.75 -> 1, weakest 0 -> 1. Best: 3, 4, 5, 5: 4.25 -> 4, weakest 3 -> 4.
    const answers = [...said('a', 3), ...said('b', 4), ...said('c', 'unknown')];
    expect(scoreRequirement(['a', 'b', 'c', 'd'], answers)).toMatchObject({
      level: 3,
      mean: 3.5,
      worst: 1,
      best: 4,
      known: 2,
      total: 4,
    });
  });

  test('what does not apply leaves the calculation', () => {
    // Left: 2 and 4: mean 3, weakest 2 -> 3.
    const answers = [...said('a', 2), ...said('b', 4), ...said('c', 'not_applicable')];
    expect(scoreRequirement(['a', 'b', 'c'], answers)).toMatchObject({
      level: 3,
      total: 2,
      worst: 3,
      best: 3,
    });
  });

  test('nothing asked: no level, and everything is possible', () => {
    expect(scoreRequirement(['a', 'b'], [])).toMatchObject({ level: null, mean: null, worst: 0, best: 5 });
  });
});
