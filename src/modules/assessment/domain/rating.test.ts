import { expect, test } from 'vitest';
import { gap, PHASE_OF_DAY } from './rating.ts';

test('distance to the target is never negative and unknown while not rated', () => {
  expect(gap(1, 3)).toBe(2);
  expect(gap(4, 3)).toBe(0);
  expect(gap(null, 3)).toBeNull();
});

test('every one of the five days belongs to a phase', () => {
  expect(Object.keys(PHASE_OF_DAY)).toHaveLength(5);
});
