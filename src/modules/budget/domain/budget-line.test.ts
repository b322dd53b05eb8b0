import { expect, test } from 'vitest';
import { availableCents } from './budget-line.ts';

test('what can still be spent counts amendments and commitments', () => {
  expect(
    availableCents({
      plannedCents: 80_000_00,
      amendedCents: -5_000_00,
      committedCents: 20_000_00,
      actualCents: 30_000_00,
    }),
  ).toBe(25_000_00);
});

test('an overspent line is negative', () => {
  expect(availableCents({ plannedCents: 100, amendedCents: 0, committedCents: 0, actualCents: 250 })).toBe(
    -150,
  );
});
