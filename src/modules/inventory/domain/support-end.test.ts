import { expect, test } from 'vitest';
import { supportEnds, supportEndsOf } from './support-end.ts';

const delivered = [
  {
    product: 'PostgreSQL 15',
    of: 'software' as const,
    fits: /^PostgreSQL 15\b/i,
    ends: '2027-11-11',
    source: 'postgresql.org',
    as_of: '2025-10-31',
    confirmed: true,
  },
];
const database = { of: 'software' as const, name: 'PostgreSQL 15', version: '15.4' };

test("the town's own word counts before the table, the most exact one first", () => {
  expect(supportEnds([], delivered)(database)).toMatchObject({ endsOn: '2027-11-11', own: false });
  const own = [
    { product: 'postgresql', release: '', ends_on: '2030-01-01', source: 'Vertrag' },
    { product: 'PostgreSQL 15', release: '15.4', ends_on: '2031-01-01', source: '' },
  ];
  expect(supportEnds(own, delivered)(database)).toMatchObject({ endsOn: '2031-01-01', own: true });
  expect(supportEnds(own, delivered)({ ...database, version: '15.9' })).toMatchObject({
    endsOn: '2030-01-01',
  });
});

test('a program is no operating system, and what nobody knows has no end', () => {
  expect(supportEnds([], delivered)({ ...database, of: 'system' })).toBeNull();
  expect(
    supportEndsOf([database, database, { ...database, name: 'Solitär' }], supportEnds([], delivered)),
  ).toHaveLength(1);
});
