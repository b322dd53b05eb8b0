import { expect, test } from 'vitest';
import { instant, localDate } from '#kernel/dates';
import { courseOf, reopenings } from './course.ts';
import { DEFAULT_MATRIX, matrixFaults, type PriorityMatrix, priorityOf } from './priority.ts';
import {
  DEFAULT_STATUSES,
  type MOVERS,
  movesOf,
  refusalOf,
  type StatusTable,
  statusFaults,
  wakesTo,
} from './status.ts';

const today = localDate('2026-11-30');
const wish = { from: 'open', to: 'solved', who: 'agent', parkedUntil: null } as const;
const keys = (from: string, who: (typeof MOVERS)[number]) =>
  movesOf(DEFAULT_STATUSES, from, who).map(({ key }) => key);

test('the table says who moves a ticket where', () => {
  expect(keys('open', 'agent')).toEqual(['asked', 'handed_over', 'parked', 'solved', 'closed']);
  expect(keys('solved', 'requester')).toEqual(['open', 'closed']);
  expect(keys('handed_over', 'provider')).toEqual(['open']);
  expect(
    DEFAULT_STATUSES.statuses
      .filter(({ key }) => key !== 'handed_over')
      .flatMap(({ key }) => keys(key, 'provider')),
  ).toEqual([]);
  expect(refusalOf(DEFAULT_STATUSES, wish, today)).toBeNull();
  expect(refusalOf(DEFAULT_STATUSES, { ...wish, who: 'requester' }, today)).toBe('not_by_you');
  expect(refusalOf(DEFAULT_STATUSES, { ...wish, from: 'closed' }, today)).toBe('no_such_move');
  expect(refusalOf(DEFAULT_STATUSES, { ...wish, to: 'open' }, today)).toBe('same_status');
  expect(refusalOf(DEFAULT_STATUSES, { ...wish, to: 'lost' }, today)).toBe('unknown_status');
});

test('parking needs a day to come, and that day opens the ticket again', () => {
  const park = { ...wish, to: 'parked' };
  expect(refusalOf(DEFAULT_STATUSES, park, today)).toBe('parking_date_missing');
  expect(refusalOf(DEFAULT_STATUSES, { ...park, parkedUntil: today }, today)).toBe('parking_date_past');
  const parkedUntil = localDate('2026-12-01');
  expect(refusalOf(DEFAULT_STATUSES, { ...park, parkedUntil }, today)).toBeNull();
  expect(wakesTo(DEFAULT_STATUSES, { status: 'parked', parkedUntil }, today)).toBeNull();
  expect(wakesTo(DEFAULT_STATUSES, { status: 'parked', parkedUntil }, parkedUntil)?.key).toBe('open');
  expect(wakesTo(DEFAULT_STATUSES, { status: 'asked', parkedUntil }, parkedUntil)).toBeNull();
});

test('a table in which tickets get stuck is told so, everything at once', () => {
  expect(statusFaults(DEFAULT_STATUSES)).toEqual([]);
  const broken: StatusTable = {
    statuses: [
      { key: 'a', kind: 'new', de: 'A', en: 'A' },
      { key: 'b', kind: 'open', de: 'B', en: 'B', pauses: true },
      { key: 'c', kind: 'waiting', de: 'C', en: 'C', parks: true },
      { key: 'd', kind: 'closed', de: 'D', en: 'D' },
      { key: 'd', kind: 'new', de: 'D', en: 'D' },
      { key: 'e', kind: 'open', de: 'E', en: 'E' },
    ],
    moves: [
      { from: 'a', to: 'b', may: ['agent'] },
      { from: 'b', to: 'c', may: ['agent'] },
      { from: 'c', to: 'd', may: [] },
      { from: 'e', to: 'd', may: ['agent'] },
      { from: 'a', to: 'x', may: ['rule'] },
    ],
  };
  expect(statusFaults(broken).map(({ key, fault }) => `${key} ${fault}`)).toEqual([
    'd double',
    'solved kind_missing',
    'd second_new',
    'x unknown_in_move',
    'c > d nobody_may',
    'd unreachable',
    'e unreachable',
    'a dead_end',
    'b dead_end',
    'c dead_end',
    'b only_for_waiting',
    'c never_wakes',
  ]);
});

test('the course of a ticket is read from its changes of status', () => {
  const at = (time: string) => instant(`2026-11-30T${time}:00Z`);
  const course = courseOf(DEFAULT_STATUSES, { createdAt: at('08:00'), answeredAt: at('08:20') }, [
    { at: at('08:10'), to: 'open' },
    { at: at('08:20'), to: 'asked' },
    { at: at('09:00'), to: 'parked' },
    { at: at('10:00'), to: 'open' },
    { at: at('11:00'), to: 'solved' },
    { at: at('12:00'), to: 'closed' },
    { at: at('13:00'), to: 'open' },
    { at: at('13:30'), to: 'handed_over' },
    { at: at('14:00'), to: 'solved' },
  ]);
  expect(course.waits).toEqual([{ from: at('08:20'), to: at('10:00') }]);
  expect(course.solved).toEqual([
    { from: at('11:00'), to: at('13:00') },
    { from: at('14:00'), to: null },
  ]);
  expect(reopenings(course)).toBe(1);
});

test('priority follows from impact and urgency, and a matrix against its own order is told so', () => {
  expect(priorityOf(DEFAULT_MATRIX, 1, 1)).toBe(1);
  expect(priorityOf(DEFAULT_MATRIX, 3, 2)).toBe(4);
  expect(matrixFaults(DEFAULT_MATRIX)).toEqual([]);
  const odd = { ...DEFAULT_MATRIX, 3: { 1: 1, 2: 4, 3: 7 } } as unknown as PriorityMatrix;
  expect(matrixFaults(odd)).toEqual([
    { impact: 3, urgency: 1, fault: 'order' },
    { impact: 3, urgency: 3, fault: 'missing' },
  ]);
});
