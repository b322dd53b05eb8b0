import { expect, test } from 'vitest';
import { localDate } from '#kernel/dates';
import { FITTING, isNear, isReached, nextReview, suggestJudgement, trendOf, wayDone } from './effect.ts';
import { percentOf } from './sources.ts';

const fewer = { better: 'lower', baseline: 12, target: 4 } as const;
const more = { better: 'higher', baseline: 20, target: 80 } as const;

test('the target is reached from the side that is better', () => {
  expect([5, 4, 0].map((value) => isReached(fewer, value))).toEqual([false, true, true]);
  expect([79, 80, 95].map((value) => isReached(more, value))).toEqual([false, true, true]);
});

test('the way counts from the baseline, also downwards and backwards', () => {
  // 12 to 4 is a way of 8: at 8 half of it is done, at 14 a quarter has been lost, at 2 it is one and a quarter.
  expect([12, 8, 14, 2].map((value) => wayDone(fewer, value))).toEqual([0, 50, -25, 125]);
  expect(wayDone({ ...more, baseline: null }, 50)).toBeNull();
  expect(wayDone({ ...more, baseline: 80 }, 80)).toBeNull();
});

test('the trend says better or worse, whichever way that is', () => {
  expect(trendOf('lower', [9, 7])).toBe('better');
  expect(trendOf('higher', [9, 7])).toBe('worse');
  expect(trendOf('higher', [3, 7, 7])).toBe('same');
  expect(trendOf('higher', [7])).toBeNull();
});

test('what the figures suggest: reached, half of the way, less', () => {
  expect(suggestJudgement(fewer, [12, 4])).toBe('reached');
  expect(suggestJudgement(fewer, [12, 8])).toBe('on_the_way');
  expect(suggestJudgement(fewer, [12, 9])).toBe('failing');
  expect(suggestJudgement(fewer, [])).toBe('failing');
  const open = { better: 'higher', baseline: null, target: 80 } as const;
  expect(suggestJudgement(open, [40, 50])).toBe('on_the_way');
  expect(suggestJudgement(open, [50, 40])).toBe('failing');
  expect(FITTING.failing).toContain('strengthen');
});

test('reviews follow in their rhythm; a letter leaves a week before', () => {
  expect(nextReview(localDate('2026-08-31'), 6)).toBe('2027-02-28');
  expect(isNear('2026-12-08', localDate('2026-12-01'))).toBe(true);
  expect(isNear('2026-12-09', localDate('2026-12-01'))).toBe(false);
  expect(isNear(null, localDate('2026-12-01'))).toBe(false);
});

test('shares are rounded down, so that nothing counts as whole before it is', () => {
  expect([percentOf(2, 3), percentOf(199, 200), percentOf(0, 0)]).toEqual([66, 99, null]);
});
