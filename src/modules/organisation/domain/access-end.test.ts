import { expect, test } from 'vitest';
import { localDate } from '#kernel/dates';
import { accessState, lastDay } from './access-end.ts';

test('an access ends after its last day and is spoken of thirty days before', () => {
  const today = localDate('2026-11-30');
  expect(
    [null, '2026-12-31', '2026-12-30', '2026-11-30', '2026-11-29'].map((until) => accessState(until, today)),
  ).toEqual(['active', 'active', 'ending', 'ending', 'ended']);
});

test('of several functions the one that lasts longest counts', () => {
  expect(lastDay(['2026-12-01', '2027-02-01'])).toBe('2027-02-01');
  expect(lastDay(['2026-12-01', null])).toBeNull();
  expect(lastDay([])).toBeUndefined();
});
