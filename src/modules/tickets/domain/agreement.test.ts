import { expect, test } from 'vitest';
import type { WorkCalendar } from '#kernel/calendar';
import { type Instant, instant } from '#kernel/dates';
import { at as minuteAt, numbers, type World, worlds } from '../testing/minutes.ts';
import { type Agreement, agreementFaults, clockOf, stepsBetween, type Target } from './agreement.ts';
import type { Course } from './course.ts';
import type { Priority } from './priority.ts';
import { AROUND_THE_CLOCK, type Stretch } from './working-time.ts';

const hours = {
  1: [
    ['08:00', '12:00'],
    ['13:00', '16:30'],
  ],
} as const;
const week: WorkCalendar = {
  state: 'BW',
  hours: { 1: hours[1], 2: hours[1], 3: hours[1], 4: hours[1], 5: [['08:00', '12:00']] },
};
const agreement: Agreement = {
  calendar: week,
  targets: {
    1: { answer: 15, solution: 120 },
    2: { answer: 60, solution: 480 },
    3: { answer: 240, solution: 1440 },
    4: { answer: 720, solution: null },
  },
  steps: [
    { key: 'lead', target: 'solution', percent: 100 },
    { key: 'agent', target: 'solution', percent: 75 },
    { key: 'head', target: 'solution', percent: 150 },
    { key: 'agent', target: 'answer', percent: 80 },
  ],
  riskPercent: 75,
  pausing: ['solution'],
};
/** 30 November 2026 is a Monday. */
const at = (day: number, time: string): Instant => instant(`2026-12-0${day}T${time}+01:00`);
const fresh: Course = { createdAt: at(1, '11:00'), answeredAt: null, waits: [], solved: [] };
const clock = (target: Target, priority: Priority, course: Partial<Course>, now: Instant) =>
  clockOf(agreement, target, priority, { ...fresh, ...course }, now);

test('on time, at risk and breached turn at their exact minutes', () => {
  const state = (now: Instant) => clock('solution', 1, {}, now)?.state;
  const running = clock('solution', 1, {}, at(1, '11:30'));
  expect(running).toMatchObject({
    usedMinutes: 30,
    leftMinutes: 90,
    state: 'on_time',
    dueAt: at(1, '14:00'),
    stoppedAt: null,
    paused: false,
    nextAt: at(1, '13:30'),
  });
  expect(state(at(1, '13:29'))).toBe('on_time');
  expect(state(at(1, '13:30'))).toBe('at_risk');
  expect(state(at(1, '14:00'))).toBe('at_risk');
  expect(clock('solution', 1, {}, at(1, '14:00'))?.nextAt).toBe(at(1, '14:00:00.001'));
  expect(state(at(1, '14:01'))).toBe('breached');
  expect(clock('solution', 1, {}, at(1, '14:01'))).toMatchObject({ leftMinutes: -1, nextAt: at(1, '15:00') });
  expect(clock('solution', 4, {}, at(1, '14:00'))).toBeNull();
});

test('escalation steps come once each, at their shares, until the target is met', () => {
  const late = clock('solution', 1, {}, at(3, '08:00'));
  expect(late?.steps).toEqual([
    { key: 'agent', percent: 75, at: at(1, '13:30') },
    { key: 'lead', percent: 100, at: at(1, '14:00') },
    { key: 'head', percent: 150, at: at(1, '15:00') },
  ]);
  const steps = (solved: Course['solved'], since: Instant, now: Instant) => {
    const found = clock('solution', 1, { solved }, now);
    return found && stepsBetween(found, since, now);
  };
  expect(steps([], at(1, '11:00'), at(1, '13:30'))).toEqual(['agent']);
  expect(steps([], at(1, '13:30'), at(1, '15:00'))).toEqual(['lead', 'head']);
  expect(steps([], at(1, '15:00'), at(3, '15:00'))).toEqual([]);
  expect(steps([{ from: at(1, '14:30'), to: null }], at(1, '13:30'), at(3, '15:00'))).toEqual(['lead']);
});

test('clocks stand still while others are waited for, if so agreed', () => {
  const waits = [{ from: at(1, '11:30'), to: null }];
  expect(clock('solution', 1, { waits }, at(2, '08:00'))).toMatchObject({
    state: 'on_time',
    paused: true,
    usedMinutes: 30,
    dueAt: null,
    nextAt: null,
  });
  expect(clock('answer', 2, { waits }, at(2, '08:00'))).toMatchObject({
    state: 'breached',
    paused: false,
    dueAt: at(1, '12:00'),
  });
  const over = [{ from: at(1, '11:30'), to: at(2, '09:00') }];
  expect(clock('solution', 1, { waits: over }, at(2, '10:00'))?.dueAt).toBe(at(2, '10:30'));
});

test('a solution stops the clock, reopening goes on with the rest', () => {
  const solved = [{ from: at(1, '13:30'), to: null }];
  expect(clock('solution', 1, { solved }, at(3, '08:00'))).toMatchObject({
    state: 'on_time',
    stoppedAt: at(1, '13:30'),
    leftMinutes: 30,
  });
  const reopened = [{ from: at(1, '13:30'), to: at(3, '08:00') }];
  const again = (now: Instant) => clock('solution', 1, { solved: reopened }, now);
  expect(again(at(3, '08:10'))).toMatchObject({ state: 'at_risk', leftMinutes: 20, dueAt: at(3, '08:30') });
  expect(again(at(3, '08:31'))?.state).toBe('breached');
  const late = [{ from: at(1, '14:01'), to: at(3, '08:00') }];
  expect(clock('solution', 1, { solved: late }, at(3, '08:00'))?.state).toBe('breached');
  const twice = [...reopened, { from: at(3, '08:30'), to: null }];
  expect(clock('solution', 1, { solved: twice }, at(3, '16:00'))).toMatchObject({
    state: 'on_time',
    leftMinutes: 0,
  });
});

test('solved on the spot is answered, too', () => {
  const solved = [{ from: at(1, '11:10'), to: null }];
  expect(clock('answer', 1, { solved }, at(2, '08:00'))).toMatchObject({
    state: 'on_time',
    stoppedAt: at(1, '11:10'),
  });
  expect(clock('answer', 1, { answeredAt: at(1, '11:16') }, at(2, '08:00'))?.state).toBe('breached');
});

/** Form of the export of another system: wall-clock agreement, hours and breaches already reckoned there. */
const FOREIGN = `ticket_id,priority,created_at,first_response_at,closed_at,response_breached,resolution_breached
1,P1,2026-03-28 23:50:10.000000000,2026-03-29 00:05:10.000000000,2026-03-29 01:50:10.999000000,False,True
2,P2,2026-10-24 22:10:00.000000000,2026-10-24 23:10:00.001000000,2026-10-25 06:10:00.000000000,True,False
3,P3,2026-02-27 21:00:00.000000000,2026-02-28 00:59:59.999999999,2026-02-28 21:00:00.000000000,False,False
4,P4,2025-12-31 12:00:00.000000000,2026-01-01 00:30:00.000000000,2026-01-02 12:00:01.000000000,True,True
5,P1,2026-05-05 05:05:05.000000000,,,False,False`;

test('breaches given by another system in its own form are found again', () => {
  const foreign: Agreement = {
    ...agreement,
    calendar: AROUND_THE_CLOCK,
    targets: {
      1: { answer: 15, solution: 120 },
      2: { answer: 60, solution: 480 },
      3: { answer: 240, solution: 1440 },
      4: { answer: 720, solution: 2880 },
    },
  };
  const moment = (text = '') => (text === '' ? null : instant(`${text.slice(0, 23).replace(' ', 'T')}Z`));
  const wrong = FOREIGN.split('\n')
    .slice(1)
    .filter((row) => {
      const [, p = '', created, answered, closed, answer, solution] = row.split(',');
      const createdAt = moment(created) as Instant;
      const end = moment(closed);
      const course: Course = {
        createdAt,
        answeredAt: moment(answered),
        waits: [],
        solved: end ? [{ from: end, to: null }] : [],
      };
      const breached = (target: Target) =>
        clockOf(foreign, target, Number(p.slice(1)) as Priority, course, end ?? createdAt)?.state ===
        'breached';
      return breached('answer') !== (answer === 'True') || breached('solution') !== (solution === 'True');
    });
  expect(wrong).toEqual([]);
});

test('an agreement that cannot be meant is told so', () => {
  expect(agreementFaults(agreement)).toEqual([]);
  expect(
    agreementFaults({
      ...agreement,
      targets: { ...agreement.targets, 2: { answer: 10, solution: 5 }, 3: { answer: 0, solution: 1440 } },
      riskPercent: 120,
      steps: [...agreement.steps, { key: 'agent', target: 'answer', percent: 0 }],
    }).map(({ priority, target, fault }) => `${priority} ${target} ${fault}`),
  ).toEqual([
    '2 answer order',
    '2 solution order',
    '2 solution before_answer',
    '3 answer minutes',
    'null null percent',
    'null answer percent',
    'null answer double_step',
  ]);
});

test('2,000 random courses with waits and reopenings agree with a simulation minute by minute', () => {
  const all = worlds();
  const random = numbers(9);
  const wrong: string[] = [];
  for (let round = 0; round < 2000; round += 1) {
    const { calendar, open } = all[round % 3] as World;
    const created = random(900_000);
    const now = created + random(20_000);
    const term = 1 + random(400);
    const waits: Stretch[] = [];
    const solved: Stretch[] = [];
    const still = new Uint8Array(25_000);
    let free = created;
    let stopped: number | null = null;
    for (let part = random(4); part > 0 && stopped === null; part -= 1) {
      const begin = free + random(3000);
      const end = begin + 1 + random(3000);
      if (random(8) === 0) stopped = begin;
      if (stopped === null) still.fill(1, begin - created, end - created);
      (stopped !== null || random(2) ? solved : waits).push({
        from: minuteAt(begin),
        to: stopped === null ? minuteAt(end) : null,
      });
      free = end;
    }
    const until = stopped ?? now;
    let used = 0;
    let due: number | null = null;
    for (let minute = created; minute < created + 25_000; minute += 1) {
      if (open[minute] !== 1 || still[minute - created] === 1) continue;
      if (due === null && minute >= until) break;
      if (minute < until) used += 1;
      if (used === term && due === null) due = minute + 1;
    }
    const found = clockOf(
      {
        ...agreement,
        calendar,
        targets: { ...agreement.targets, 1: { answer: null, solution: term } },
      },
      'solution',
      1,
      { createdAt: minuteAt(created), answeredAt: null, waits, solved },
      minuteAt(now),
    );
    const breached = due !== null && due < until;
    if (
      found?.usedMinutes !== used ||
      (found.state === 'breached') !== breached ||
      (due !== null && found.dueAt !== minuteAt(due))
    )
      wrong.push(
        `${round}: ${minuteAt(created)} ${found?.usedMinutes}/${used} ${found?.state}/${breached} ${found?.dueAt}`,
      );
  }
  expect(wrong).toEqual([]);
});
