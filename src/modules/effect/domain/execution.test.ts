import { expect, test } from 'vitest';
import { localDate } from '#kernel/dates';
import { beganOn, hoursState, isLate, missingSince, monthBefore, monthsToReport } from './execution.ts';

const october = localDate('2026-10-01');

test('a measure begins with its decision, not before its quarter, and earlier where somebody reported', () => {
  const course = { decidedOn: '2026-10-19', enteredOn: '2026-09-01', placedFrom: null, firstMonth: null };
  expect(beganOn(course)).toBe('2026-10-19');
  expect(beganOn({ ...course, decidedOn: null })).toBe('2026-09-01');
  expect(beganOn({ ...course, placedFrom: '2027-01-01' })).toBe('2027-01-01');
  expect(beganOn({ ...course, placedFrom: '2026-07-01' })).toBe('2026-10-19');
  expect(beganOn({ ...course, placedFrom: '2027-01-01', firstMonth: '2026-08-01' })).toBe('2026-08-01');
});

test('missing is the first of the months in a row up to the one that ended last', () => {
  expect(monthBefore(localDate('2027-01-01'))).toBe('2026-12-01');
  expect(missingSince(october, '2026-11-01', null)).toBeNull();
  expect(missingSince(october, '2026-10-31', null)).toBe('2026-10-01');
  expect(missingSince(october, '2026-03-15', null)).toBe('2026-03-01');
  expect(missingSince(october, '2026-03-15', '2026-07-01')).toBe('2026-08-01');
  expect(missingSince(october, '2026-03-15', '2026-10-01')).toBeNull();
});

test('months are offered from the begin on, and the first that is missing stands first', () => {
  const of = {
    today: localDate('2026-11-30'),
    began: '2026-09-19',
    missingSince: '2026-10-01',
    reported: ['2026-09-01'],
  };
  expect(monthsToReport(of)).toEqual({ months: ['2026-11-01', '2026-10-01'], first: '2026-10-01' });
  expect(monthsToReport({ ...of, missingSince: null }).first).toBe('2026-11-01');
  expect(monthsToReport({ ...of, began: null, missingSince: null }).months).toHaveLength(23);
  expect(monthsToReport({ ...of, began: '2027-01-01', missingSince: null })).toEqual({
    months: [],
    first: null,
  });
});

test('late is what stands still, has an overdue task, or is past its quarters', () => {
  const fine = { light: 'yellow' as const, overdue: 0, placedUntil: '2026-12-31' };
  expect(isLate(fine, localDate('2026-12-31'))).toBe(false);
  expect(isLate(fine, localDate('2027-01-01'))).toBe(true);
  expect(isLate({ ...fine, light: 'red' }, october)).toBe(true);
  expect(isLate({ ...fine, overdue: 1 }, october)).toBe(true);
  expect(isLate({ light: null, overdue: 0, placedUntil: null }, october)).toBe(false);
});

test('hours are near what was agreed from 80 % on, and over beyond it', () => {
  expect([0, 95.9, 96, 120, 120.1].map((used) => hoursState(120, used))).toEqual([
    'within',
    'within',
    'near',
    'near',
    'over',
  ]);
  expect([hoursState(null, 5), hoursState(0, 0), hoursState(0, 1)]).toEqual(['none', 'within', 'over']);
});
