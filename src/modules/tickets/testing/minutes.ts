import type { OfficeHours, WorkCalendar } from '#kernel/calendar';
import { type Instant, instant, localDate } from '#kernel/dates';
import { AROUND_THE_CLOCK } from '../domain/working-time.ts';

/*
 * Two years minute by minute, by the platform's time zone data and lists of holidays written down by hand: what the
 * arithmetic of working time is compared with. Nothing here is reckoned by the code under test.
 */

export const hours: OfficeHours = {
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
export const office: WorkCalendar = { state: 'BW', hours, closed: [localDate('2026-12-24')] };
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

export const MINUTE = 60_000;
export const START = Date.UTC(2026, 0, 1);
export const MINUTES = (Date.UTC(2028, 0, 1) - START) / MINUTE;

/** Day and minute on the wall of every minute of two years, by the platform's own time zone data. */
const wall = (() => {
  const zone = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const days: string[] = [];
  const day = new Int16Array(MINUTES);
  const minute = new Int16Array(MINUTES);
  // Every whole hour is asked; zones of this century change at none but these.
  for (let hour = 0; hour < MINUTES; hour += 60) {
    const [date = '', time = ''] = zone.format(START + hour * MINUTE).split(' ');
    if (days.at(-1) !== date) days.push(date);
    const first = Number(time.slice(0, 2)) * 60;
    for (let past = 0; past < 60; past += 1) {
      day[hour + past] = days.length - 1;
      minute[hour + past] = first + past;
    }
  }
  return { days, day, minute };
})();
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether the doors are open, minute by minute: opened and closed when the clock first shows the time. */
function simulate(calendar: WorkCalendar, closed: string): Uint8Array {
  const open = new Uint8Array(MINUTES);
  const shut = new Set([...closed.split(/\s+/), ...(calendar.closed ?? [])]);
  let today = -1;
  let latest = 0;
  let spans: number[][] = [];
  for (let at = 0; at < MINUTES; at += 1) {
    const day = wall.day[at] as number;
    if (day !== today) {
      today = day;
      latest = 0;
      const date = wall.days[day] ?? '';
      const weekday = (new Date(`${date}T12:00:00Z`).getUTCDay() || 7) as 1;
      spans = shut.has(date) ? [] : (calendar.hours[weekday] ?? []).map((span) => span.map(minuteOf));
    }
    latest = Math.max(latest, wall.minute[at] as number);
    for (const [from = 0, to = 0] of spans) if (latest >= from && latest < to) open[at] = 1;
  }
  return open;
}

/** Numbers that are the same in every run (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export const at = (minute: number): Instant => instant(new Date(START + minute * MINUTE));
/** Around clock changes, Easter and the turn of the year. */
export const KNOTS = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2026-04-03', '2026-12-24'].map(
  (day) => (Date.parse(`${day}T00:00Z`) - START) / MINUTE,
);

export interface World {
  readonly calendar: WorkCalendar;
  /** 1 for every minute in which the doors are open. */
  readonly open: Uint8Array;
}
export const worlds = (): World[] => [
  { calendar: office, open: simulate(office, BW) },
  { calendar: night, open: simulate(night, SN) },
  { calendar: AROUND_THE_CLOCK, open: simulate(AROUND_THE_CLOCK, '') },
];
