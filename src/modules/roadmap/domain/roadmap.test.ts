import { expect, test } from 'vitest';
import {
  endQuarter,
  moveQuarter,
  type PlannedMeasure,
  quartersOf,
  roadmapConflicts,
  yearTotals,
} from './roadmap.ts';

const measure = (given: Partial<PlannedMeasure>): PlannedMeasure => ({
  id: 'a',
  number: 1,
  starts: '2027-Q1',
  quarters: 1,
  onceCostCents: 0,
  yearlyCostCents: 0,
  grantCents: 0,
  budgetKind: 'result',
  needs: [],
  ...given,
});

test('quarters move across years in both directions', () => {
  expect(moveQuarter('2026-Q4', 1)).toBe('2027-Q1');
  expect(moveQuarter('2027-Q1', -5)).toBe('2025-Q4');
  expect(endQuarter({ starts: '2026-Q3', quarters: 4 })).toBe('2027-Q2');
});

test('running cost counts in the result budget from the year after completion', () => {
  const m = measure({ yearlyCostCents: 12_00, budgetKind: 'investment', onceCostCents: 50_00 });
  const [first, second] = yearTotals([m], [{ year: 2027, resultCents: 1, investmentCents: 2 }], [2027, 2028]);
  expect(first).toMatchObject({ resultCents: 0, investmentCents: 50_00, frame: { resultCents: 1 } });
  expect(second).toMatchObject({ resultCents: 12_00, investmentCents: 0, frame: null });
});

test('a measure that starts before what it needs has ended is a conflict', () => {
  const a = measure({ id: 'a', quarters: 2 });
  const b = measure({ id: 'b', starts: '2027-Q2', needs: ['a'] });
  const c = measure({ id: 'c', starts: null });
  expect(roadmapConflicts([a, b, measure({ id: 'd', starts: '2027-Q3', needs: ['a', 'c'] }), c])).toEqual([
    { measureId: 'b', code: 'needs_not_done', otherId: 'a' },
    { measureId: 'd', code: 'needs_unscheduled', otherId: 'c' },
  ]);
});

test('the roadmap shows whole years', () => {
  expect(quartersOf([measure({ starts: '2028-Q2' })], 2027)).toHaveLength(8);
});
