import { expect, test } from 'vitest';
import { findCycle, liesWithin, statusWithout, stepAnswer } from './measure.ts';

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

test('a day lies in the quarters of a measure, the last one included', () => {
  // Two quarters from the fourth of 2026 on: October 2026 to March 2027.
  const within = (day: string) => liesWithin(day, '2026-Q4', 2);
  expect(['2026-09-30', '2026-10-01', '2027-03-31', '2027-04-01'].map(within)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('without a decision a measure stands where the one before it left it', () => {
  expect(statusWithout('decided', 'decided', [])).toBe('recommended');
  expect(statusWithout('decided', 'decided', ['postponed'])).toBe('postponed');
  expect(statusWithout('postponed', 'postponed', ['decided'])).toBe('decided');
  expect(statusWithout('done', 'done', [])).toBe('decided');
  expect(statusWithout('done', 'decided', ['done'])).toBeNull();
  // Another one says the same, or the status says something else.
  expect(statusWithout('decided', 'decided', ['decided'])).toBe('decided');
  expect(statusWithout('proposed', 'rejected', [])).toBe('proposed');
});
