import { expect, test } from 'vitest';
import { type CostPlan, costOfYear, onceCostInYear } from './year-costs.ts';

const plan = (given: Partial<CostPlan>): CostPlan => ({
  starts: '2027-Q1',
  quarters: 1,
  onceCostCents: 0,
  yearlyCostCents: 0,
  grantCents: 0,
  budgetKind: 'result',
  ...given,
});

test('one-off cost is spread over its years and adds up to the cent', () => {
  const m = plan({ starts: '2026-Q4', quarters: 3, onceCostCents: 100_00, grantCents: 1 });
  const parts = [2025, 2026, 2027, 2028].map((year) => onceCostInYear(m, year));
  expect(parts.reduce((a, b) => a + b)).toBe(99_99);
  expect([parts[0], parts[3]]).toEqual([0, 0]);
});

test('a grant above the cost comes back as income, to the cent', () => {
  const m = plan({ starts: '2026-Q3', quarters: 3, onceCostCents: 1, grantCents: 101 });
  expect(onceCostInYear(m, 2026) + onceCostInYear(m, 2027)).toBe(-100);
});

test('running cost counts in the result budget from the year after completion', () => {
  const m = plan({ yearlyCostCents: 12_00, budgetKind: 'investment', onceCostCents: 50_00 });
  expect(costOfYear([m], 2027)).toEqual({ onceResultCents: 0, onceInvestmentCents: 50_00, runningCents: 0 });
  expect(costOfYear([m], 2028)).toEqual({ onceResultCents: 0, onceInvestmentCents: 0, runningCents: 12_00 });
});
