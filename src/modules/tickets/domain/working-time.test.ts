import { expect, test } from 'vitest';
import { type OfficeHours, type WorkCalendar, workingMinutesBetween } from '#kernel/calendar';
import { type Instant, instant, localDate } from '#kernel/dates';
import {
  AROUND_THE_CLOCK,
  formatLeft,
  hoursFaults,
  merged,
  remainingMinutes,
  type Stretch,
  usedUpAt,
  workedMinutes,
} from './working-time.ts';

const hours: OfficeHours = {
  1: [
    ['08:00', '12:00'],
    ['13:00', '16:30'],
  ],
  2: [
    ['08:00', '12:00'],
    ['13:00', '16:30'],
  ],
  3: [['08:00', '12:30']],
  4: [
    ['07:15', '12:00'],
    ['13:00', '18:00'],
  ],
  5: [['08:00', '12:00']],
};
const office: WorkCalendar = { state: 'BW', hours, closed: [localDate('2026-12-24')] };
/** Opens and closes inside the hours that are skipped or come twice. */
const night: WorkCalendar = {
  state: 'SN',
  hours: {
    6: [['22:00', '24:00']],
    7: [
      ['00:00', '01:30'],
      ['01:45', '02:15'],
      ['02:30', '02:50'],
      ['02:55', '06:00'],
    ],
    1: [['00:30', '03:00']],
  },
};
const BW = `2026-01-01 2026-01-06 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-06-04 2026-10-03 2026-11-01
  2026-12-25 2026-12-26 2027-01-01 2027-01-06 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-05-27
  2027-10-03 2027-11-01 2027-12-25 2027-12-26`;
const SN = `2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-10-31 2026-11-18 2026-12-25
  2026-12-26 2027-01-01 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-10-03 2027-10-31 2027-11-17
  2027-12-25 2027-12-26`;

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);
const MINUTES = (Date.UTC(2028, 0, 1) - START) / MINUTE;

/** Day and minute on the wall of every minute of two years, by the platform's own time zone data. */
const wall = (() => {
  const zone = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const list: { day: string; minute: number }[] = [];
  for (let at = 0; at < MINUTES; at += 1) {
    // Every whole hour is asked; zones of this century change at none but these.
    if (at % 60 > 0) {
      const last = list[at - 1] as { day: string; minute: number };
      list.push({ day: last.day, minute: last.minute + 1 });
      continue;
    }
    const [day = '', time = ''] = zone.format(START + at * MINUTE).split(' ');
    list.push({ day, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) });
  }
  return list;
})();
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether the doors are open, minute by minute: opened and closed when the clock first shows the time. */
function simulate(calendar: WorkCalendar, closed: string): Uint8Array {
  const open = new Uint8Array(MINUTES);
  const shut = new Set([...closed.split(/\s+/), ...(calendar.closed ?? [])]);
  let day = '';
  let latest = 0;
  let spans: number[][] = [];
  for (const [at, now] of wall.entries()) {
    if (now.day !== day) {
      day = now.day;
      latest = 0;
      const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() || 7) as 1;
      spans = shut.has(day) ? [] : (calendar.hours[weekday] ?? []).map((span) => span.map(minuteOf));
    }
    if (now.minute > latest) latest = now.minute;
    for (const [from = 0, to = 0] of spans) if (latest >= from && latest < to) open[at] = 1;
  }
  return open;
}

/** Numbers that are the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const at = (minute: number): Instant => instant(new Date(START + minute * MINUTE));
/** Around clock changes, Easter and the turn of the year. */
const KNOTS = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2026-04-03', '2026-12-24'].map(
  (day) => (Date.parse(`${day}T00:00Z`) - START) / MINUTE,
);

test('10,000 random cases agree with a simulation minute by minute: holidays, clock changes, pauses', () => {
  const worlds = [
    { calendar: office, open: simulate(office, BW) },
    { calendar: night, open: simulate(night, SN) },
    { calendar: AROUND_THE_CLOCK, open: simulate(AROUND_THE_CLOCK, '') },
  ] as const;
  const random = numbers(6);
  const wrong: string[] = [];
  for (let round = 0; round < 10_000; round += 1) {
    const { calendar, open } = worlds[round % 3] as (typeof worlds)[number];
    const near = KNOTS[random(KNOTS.length)] ?? 0;
    const from = random(2) ? near - random(4000) : random(MINUTES - 120_000);
    const to = from + random(15_000);
    const pauses: Stretch[] = [];
    const paused = new Uint8Array(45_000);
    for (let p = random(4); p > 0; p -= 1) {
      const begin = Math.max(0, from - 500 + random(6000));
      const end = begin + random(2000);
      const lasting = random(12) === 0;
      pauses.push({ from: at(begin), to: lasting ? null : at(end) });
      paused.fill(1, Math.max(0, begin - from), Math.max(0, lasting ? paused.length : end - from));
    }
    const runs = (minute: number) => open[minute] === 1 && paused[minute - from] === 0;
    let used = 0;
    for (let minute = from; minute < to; minute += 1) if (runs(minute)) used += 1;
    const term = 1 + random(400);
    let left = term;
    let due = from;
    const endless = pauses.flatMap((p) => (p.to === null ? [Date.parse(p.from)] : []));
    const limit = Math.min(from + 44_000, ...endless.map((ms) => Math.max(from, (ms - START) / MINUTE)));
    while (left > 0 && due < limit) if (runs(due++)) left -= 1;
    const expected = left > 0 ? null : at(due);

    const found = workedMinutes(calendar, at(from), at(to), pauses);
    const end = usedUpAt(calendar, at(from), term, pauses);
    const rest = remainingMinutes(calendar, at(from), at(to), term, pauses);
    if (found !== used || end !== expected || rest !== term - used)
      wrong.push(`${round}: ${at(from)} ${at(to)} ${found}/${used} ${end}/${expected} ${rest}`);
  }
  expect(wrong).toEqual([]);
});

test('what is used up at closing time or at the start of a pause ends then', () => {
  const monday = instant('2026-11-30T15:30+01:00');
  expect(usedUpAt(office, monday, 60)).toBe(instant('2026-11-30T16:30+01:00'));
  expect(usedUpAt(office, monday, 61)).toBe(instant('2026-12-01T08:01+01:00'));
  const wait = { from: instant('2026-11-30T16:00+01:00'), to: null };
  expect(usedUpAt(office, monday, 30, [wait])).toBe(wait.from);
  expect(usedUpAt(office, monday, 31, [wait])).toBeNull();
  expect(usedUpAt(office, monday, 31, [{ ...wait, to: instant('2026-12-01T09:00+01:00') }])).toBe(
    instant('2026-12-01T09:01+01:00'),
  );
  expect(workedMinutes(office, monday, instant('2026-11-30T14:00+01:00'))).toBe(0);
  expect(() => usedUpAt({ state: null, hours: {} }, monday, 1)).toThrow(RangeError);
});

test('pauses that touch or overlap are one, empty ones none', () => {
  const s = (from: number, to: number | null): Stretch => ({
    from: at(from),
    to: to === null ? null : at(to),
  });
  expect(merged([s(50, 60), s(0, 10), s(10, 20), s(15, 18), s(30, 30), s(70, 65)])).toEqual([
    s(0, 20),
    s(50, 60),
  ]);
  expect(merged([s(5, null), s(7, 9), s(0, 5)])).toEqual([s(0, null)]);
});

test('hours as entered are checked all at once', () => {
  expect(hoursFaults(hours)).toEqual([]);
  expect(hoursFaults({})).toEqual([{ weekday: null, span: 0, fault: 'never' }]);
  expect(
    hoursFaults({
      1: [
        ['08:00', '12:00'],
        ['11:30', '13:00'],
      ],
      2: [['9:00', '12:00']],
      3: [['14:00', '13:00']],
      4: [['00:00', '24:00']],
      5: [['24:00', '24:00']],
    }),
  ).toEqual([
    { weekday: 1, span: 1, fault: 'overlap' },
    { weekday: 2, span: 0, fault: 'form' },
    { weekday: 3, span: 0, fault: 'order' },
    { weekday: 5, span: 0, fault: 'form' },
  ]);
});

test('the rest in words', () => {
  expect(formatLeft(130, 'de')).toBe('noch 2 h 10 min Arbeitszeit');
  expect(formatLeft(60, 'de')).toBe('noch 1 h Arbeitszeit');
  expect(formatLeft(0, 'de')).toBe('weniger als 1 min Arbeitszeit');
  expect(formatLeft(-5, 'de')).toBe('um 5 min Arbeitszeit überschritten');
  expect(formatLeft(130, 'en')).toBe('2 h 10 min of working time left');
});

test('a queue of 1,000 tickets over a month is reckoned at once', () => {
  const random = numbers(7);
  const begun = performance.now();
  for (let ticket = 0; ticket < 1000; ticket += 1) {
    const from = at(100_000 + random(43_200));
    usedUpAt(office, from, 2400);
    workingMinutesBetween(office, from, at(143_200));
  }
  expect(performance.now() - begun).toBeLessThan(500);
});
