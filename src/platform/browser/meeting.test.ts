import { expect, test } from 'vitest';
import { meet, same } from './meeting.ts';

const base = { vendor: 'A', note: 'alt', quantity: 1, room: { id: 'r1', label: 'Keller' } };

test('what only the other changed is taken over and told', () => {
  const { take, clashes } = meet(base, { ...base, vendor: 'B' }, { ...base, note: 'neu' });
  expect(take).toEqual({ note: 'neu' });
  expect(clashes).toEqual([{ key: 'note', mine: 'alt', theirs: 'neu' }]);
});

test('what both changed differently stays as it was typed', () => {
  const { take, clashes } = meet(base, { ...base, vendor: 'B' }, { ...base, vendor: 'C' });
  expect(take).toEqual({});
  expect(clashes).toEqual([{ key: 'vendor', mine: 'B', theirs: 'C' }]);
});

test('what both changed alike, or only here, is no difference', () => {
  const mine = { ...base, vendor: 'B', quantity: 2 };
  expect(meet(base, mine, { ...base, vendor: 'B' })).toEqual({ take: {}, clashes: [] });
});

test('a chosen record is the same under another label', () => {
  expect(same({ id: 'r1', label: 'Keller' }, { id: 'r1', label: 'Untergeschoss' })).toBe(true);
  expect(same({ id: 'r1', label: 'Keller' }, { id: 'r2', label: 'Keller' })).toBe(false);
  expect(same(null, { id: 'r1', label: 'Keller' })).toBe(false);
});
