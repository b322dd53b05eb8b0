import { expect, test } from 'vitest';
import { availableCents, lineState } from './budget-line.ts';

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

test('income that has not come in is outstanding, not overrun', () => {
  const line = { plannedCents: -30_000_00, amendedCents: 0, committedCents: 0, actualCents: 0 };
  expect(lineState(line)).toBe('outstanding');
  expect(lineState({ ...line, actualCents: -30_000_00 })).toBe('received');
  expect(lineState({ ...line, plannedCents: 100, actualCents: 101 })).toBe('overrun');
  expect(lineState({ ...line, plannedCents: 100, actualCents: 100 })).toBe('covered');
});
