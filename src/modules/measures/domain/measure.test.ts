import { expect, test } from 'vitest';
import { findCycle, reachable } from './measure.ts';

test('a cycle of needs is named with its members', () => {
  expect(
    findCycle(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a']],
      ]),
    ),
  ).toEqual(['a', 'b', 'c', 'a']);
});

test('a package without a cycle passes, also when several need the same', () => {
  expect(
    findCycle(
      new Map([
        ['a', ['b', 'c']],
        ['b', ['c']],
        ['c', []],
      ]),
    ),
  ).toBeNull();
});

test('only those who decide can decide', () => {
  expect(reachable('recommended', ['mayor'])).toContain('decided');
  expect(reachable('recommended', ['administrator'])).not.toContain('decided');
});
