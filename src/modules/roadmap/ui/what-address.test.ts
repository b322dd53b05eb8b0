import { expect, test } from 'vitest';
import { AS_IT_IS, type What } from './planning.ts';
import { addressOf, assumptionsIn } from './what-address.ts';

const ID = '0198a000-0000-7000-8000-000000000001';

test('assumptions go into the address and come back; nothing said is nothing in it', () => {
  const what: What = {
    budgetPercent: -20,
    role: 'isb',
    rolePercent: 50,
    delayedId: ID,
    delayQuarters: 2,
    held: [{ id: ID, quarter: '2027-Q3' }],
  };
  expect(assumptionsIn(addressOf(what))).toEqual(what);
  expect(Object.values(addressOf(AS_IT_IS)).every((value) => value === '')).toBe(true);
  expect(assumptionsIn({})).toEqual(AS_IT_IS);
});

test('what nobody can have sent on purpose is passed over', () => {
  expect(
    assumptionsIn({
      haushalt: '9e9',
      rolle: '<script>:1',
      verzug: `${ID}:99999`,
      halten: `x:2027-Q3,${ID}:9999-Q4`,
    }),
  ).toEqual({ ...AS_IT_IS, delayedId: ID });
});
