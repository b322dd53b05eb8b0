import { expect, test } from 'vitest';
import { quarterIndex, quarterKey, quartersFrom, slotOf, yearsOf } from './quarters.ts';

const columns = quartersFrom('2026-Q4', 6);

test('quarters roll over the year', () => {
  expect(columns).toEqual(['2026-Q4', '2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4', '2028-Q1']);
  expect(quarterKey(quarterIndex('2027-Q4') + 1)).toBe('2028-Q1');
  expect(yearsOf(columns)).toEqual([
    { year: 2026, span: 1 },
    { year: 2027, span: 4 },
    { year: 2028, span: 1 },
  ]);
});

test('a bar and its empty cells always fill the row', () => {
  expect(slotOf(columns, '2027-Q2', 2)).toEqual({
    before: 2,
    span: 2,
    after: 2,
    cutStart: false,
    cutEnd: false,
  });
  for (const starts of ['2025-Q1', '2026-Q3', '2026-Q4', '2028-Q1', '2030-Q1']) {
    for (const length of [1, 3, 20]) {
      const { before, span, after } = slotOf(columns, starts, length);
      expect(before + span + after).toBe(columns.length);
    }
  }
});

test('what lies outside is cut and says so', () => {
  expect(slotOf(columns, '2026-Q3', 2)).toMatchObject({ before: 0, span: 1, cutStart: true, cutEnd: false });
  expect(slotOf(columns, '2028-Q1', 3)).toMatchObject({ before: 5, span: 1, cutEnd: true });
  expect(slotOf(columns, '2025-Q1', 1).span).toBe(0);
});
