import { expect, test } from 'vitest';
import { findCycle, stepAnswer } from './measure.ts';

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
  expect(stepAnswer('recommended', 'decided', ['mayor'])).toBe(true);
  expect(stepAnswer('recommended', 'decided', ['administrator'])).toBe('may_only_deciders');
  expect(stepAnswer('proposed', 'recommended', ['mayor'])).toBe('may_only_editors');
});

test('a step that does not exist is told apart from one that is somebody else’s', () => {
  expect(stepAnswer('proposed', 'done', ['head_of_it'])).toBe('may_not_from_here');
  expect(stepAnswer('proposed', 'done', ['council'])).toBe('may_not_from_here');
});
