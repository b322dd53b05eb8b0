import { expect, test } from 'vitest';
import { collisionsOf, type TimedEntry } from './collisions.ts';

const entry = (id: string, starts: string, ends: string, part: Partial<TimedEntry> = {}): TimedEntry => ({
  id,
  day: 1,
  starts,
  ends,
  title: id,
  roomId: null,
  ...part,
});
const told = (...args: Parameters<typeof collisionsOf>) =>
  collisionsOf(...args).map(({ kind, first, second, names }) => [kind, first.id, second.id, ...names]);

test('one room for two entries at once, also when one lies within the other', () => {
  const saal = { roomId: 'saal' };
  const a = entry('a', '09:00', '12:00', saal);
  const b = entry('b', '10:00', '11:00', saal);
  expect(told([b, a], [])).toEqual([['room', 'a', 'b']]);
  expect(told([a, { ...b, day: 2 }], [])).toEqual([]);
  expect(told([a, { ...b, roomId: 'amt' }], [])).toEqual([]);
  expect(told([entry('x', '09:00', '10:00'), entry('y', '09:00', '10:00')], [])).toEqual([]);
});

test('one after the other is no collision', () => {
  const saal = { roomId: 'saal' };
  expect(told([entry('a', '09:00', '10:00', saal), entry('b', '10:00', '11:00', saal)], [])).toEqual([]);
});

test('people who are to be in two places are named, all of them at one pair', () => {
  const guests = ['a', 'b'].flatMap((entryId) => [
    { entryId, key: 'p1', name: 'Eva' },
    { entryId, key: 'p2', name: 'Jörg' },
  ]);
  const pair = [entry('a', '09:00', '10:00'), entry('b', '09:30', '10:30')];
  expect(told(pair, [...guests, { entryId: 'a', key: 'p3', name: 'Rosa' }])).toEqual([
    ['person', 'a', 'b', 'Eva', 'Jörg'],
  ]);
});
