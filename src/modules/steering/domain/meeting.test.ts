import { expect, test } from 'vitest';
import { type MeasureState, reasonFor } from './meeting.ts';

const calm: MeasureState = {
  id: 'm',
  title: 'Serverraum herrichten',
  status: 'decided',
  light: 'green',
  blocker: '',
  reportedFor: '2026-10-01',
  since: null,
  overdue: 0,
  reviewDue: false,
};
const reason = (part: Partial<MeasureState>) => reasonFor({ ...calm, ...part }, '2026-11-30');

test('what goes well and was reported for last month stays off the agenda', () => {
  expect(reason({})).toBeNull();
});

test('the most urgent reason counts', () => {
  expect(reason({ light: 'red', blocker: 'Lieferung fehlt', overdue: 2 })).toBe('red');
  expect(reason({ light: 'yellow', blocker: 'Lieferung fehlt' })).toBe('blocked');
  expect(reason({ light: 'yellow', overdue: 1 })).toBe('overdue');
  expect(reason({ light: 'yellow', reviewDue: true })).toBe('yellow');
  expect(reason({ reportedFor: '2026-09-01' })).toBe('silent');
  expect(reason({ reportedFor: null, light: null })).toBe('silent');
  expect(reason({ reviewDue: true })).toBe('review');
  expect(reason({ status: 'recommended', light: null, reportedFor: null })).toBe('undecided');
});

test('a measure that began only this month owes no report for the last', () => {
  expect(reason({ reportedFor: null, light: null, since: '2026-11-01' })).toBeNull();
});
