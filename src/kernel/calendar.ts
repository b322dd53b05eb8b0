import {
  addDays,
  addMonths,
  dayOf,
  type Instant,
  instant,
  type LocalDate,
  localDateOf,
  type Weekday,
  wallMoment,
  weekdayOf,
} from './dates.ts';
import { holidayOn, type State } from './holidays.ts';

/** Opening time of one day as wall time, e.g. `['07:30', '12:00']`; `24:00` is the end of the day. */
export type Span = readonly [from: string, to: string];
/** Office hours by weekday; a weekday without spans is closed. */
export type OfficeHours = Readonly<Partial<Record<Weekday, readonly Span[]>>>;

/** What working time is reckoned by: the state's public holidays, the hours, and days closed besides. */
export interface WorkCalendar {
  /** Null = no public holiday counts, as for a desk that is always there. */
  readonly state: State | null;
  readonly hours: OfficeHours;
  /** Closed days that are no state-wide holidays: local ones, bridge days, Christmas Eve. */
  readonly closed?: readonly LocalDate[];
}

const MINUTE = 60_000;
/** Far beyond any deadline; stops the search in a calendar that never opens. */
const HORIZON_DAYS = 3660;

export const isPublicHoliday = (state: State, date: LocalDate): boolean =>
  holidayOn(state, date) !== undefined;

/** Monday to Friday outside the state's public holidays. Saturday is a Werktag in law (BUrlG § 3) but no Arbeitstag here. */
export const isWorkingDay = (state: State, date: LocalDate): boolean =>
  weekdayOf(date) <= 5 && !isPublicHoliday(state, date);

/** The n-th working day after `date` (before it, if negative); 0 gives the day itself or the next working day. */
export function addWorkingDays(state: State, date: LocalDate, days: number): LocalDate {
  const step = days < 0 ? -1 : 1;
  let day = date;
  let left = Math.abs(days);
  if (left === 0) while (!isWorkingDay(state, day)) day = addDays(day, 1);
  while (left > 0) {
    day = addDays(day, step);
    if (isWorkingDay(state, day)) left--;
  }
  return day;
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(state: State, from: LocalDate, to: LocalDate): number {
  if (to < from) return -workingDaysBetween(state, to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(state, day)) count++;
  return count;
}

interface Opening {
  readonly from: number;
  readonly to: number;
}
/** Queues ask for the same days of the same calendar again and again. */
const opened = new WeakMap<WorkCalendar, Map<LocalDate, readonly Opening[]>>();

const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function openingsOf(calendar: WorkCalendar, date: LocalDate): readonly Opening[] {
  const spans = calendar.hours[weekdayOf(date)] ?? [];
  if (spans.length === 0 || calendar.closed?.includes(date)) return [];
  if (calendar.state && isPublicHoliday(calendar.state, date)) return [];
  let end = '';
  return spans.map(([from, to]) => {
    if (!/^\d\d:\d\d$/.test(from) || !/^\d\d:\d\d$/.test(to) || from < end || to <= from)
      throw new RangeError(`office hours out of order: ${from}-${to}`);
    end = to;
    return { from: wallMoment(date, minuteOfDay(from)), to: wallMoment(date, minuteOfDay(to)) };
  });
}

/** Opening times of one day as epoch milliseconds, in order. Refuses spans that end before they begin or overlap. */
function openings(calendar: WorkCalendar, date: LocalDate): readonly Opening[] {
  const days = opened.get(calendar) ?? new Map<LocalDate, readonly Opening[]>();
  opened.set(calendar, days);
  const found = days.get(date) ?? openingsOf(calendar, date);
  days.set(date, found);
  return found;
}

/** Working time between two moments in milliseconds; see `workingMinutesBetween`. */
export function workingTimeBetween(calendar: WorkCalendar, from: Instant, to: Instant): number {
  if (to < from) return -workingTimeBetween(calendar, to, from);
  const start = Date.parse(from);
  const end = Date.parse(to);
  const last = localDateOf(to);
  let ms = 0;
  for (let day = localDateOf(from); day <= last; day = addDays(day, 1))
    for (const open of openings(calendar, day))
      ms += Math.max(0, Math.min(end, open.to) - Math.max(start, open.from));
  return ms;
}

/**
 * Whole minutes of working time between two moments, by the clock on the wall: an opening that spans a clock
 * change is an hour shorter in spring and an hour longer in autumn. Negative when `to` is earlier.
 */
export function workingMinutesBetween(calendar: WorkCalendar, from: Instant, to: Instant): number {
  const minutes = Math.floor(Math.abs(workingTimeBetween(calendar, from, to)) / MINUTE);
  return to < from ? -minutes : minutes;
}

/** The moment at which `ms` milliseconds of working time have run; see `addWorkingMinutes`. */
export function addWorkingTime(calendar: WorkCalendar, from: Instant, ms: number): Instant {
  if (!(ms >= 0)) throw new RangeError(`working time must not be negative: ${ms}`);
  const start = Date.parse(from);
  let left = ms;
  let day = localDateOf(from);
  for (let searched = 0; searched < HORIZON_DAYS; searched++, day = addDays(day, 1)) {
    for (const open of openings(calendar, day)) {
      const begin = Math.max(start, open.from);
      if (open.to <= begin) continue;
      if (left <= open.to - begin) return instant(new Date(begin + left));
      left -= open.to - begin;
      searched = 0;
    }
  }
  throw new RangeError('the calendar has no opening within ten years');
}

/**
 * The moment at which `minutes` of working time have run since `from`. A term that is used up exactly at closing
 * time ends then, not at the next opening. 0 gives `from`, or the next opening when closed. Refuses negative
 * minutes and calendars without any opening within ten years.
 */
export const addWorkingMinutes = (calendar: WorkCalendar, from: Instant, minutes: number): Instant =>
  addWorkingTime(calendar, from, minutes * MINUTE);

/** BGB § 193: a term that would end on Saturday, Sunday or a public holiday of the place ends on the next working day. */
export const rollOver = (state: State, date: LocalDate): LocalDate => addWorkingDays(state, date, 0);

/** How a term begins: with an event within a day, which is not counted, or with the start of a day, which is (BGB § 187). */
export type TermStart = 'event' | 'day';

/** Last day of a term of calendar days, without roll-over (BGB §§ 187, 188 (1)). */
export const termEndDays = (start: LocalDate, days: number, begins: TermStart = 'event'): LocalDate =>
  addDays(start, begins === 'event' ? days : days - 1);

/**
 * Last day of a term of months, without roll-over (BGB § 188 (2), (3)): from an event the same day of the last
 * month, or that month's last day where it has no such day; from the start of a day the day before.
 */
export function termEndMonths(start: LocalDate, months: number, begins: TermStart = 'event'): LocalDate {
  const end = addMonths(start, months);
  if (begins === 'event') return end;
  // 31 January + 1 month: no such day in February, so (3) gives its last day itself.
  return dayOf(end) === dayOf(start) ? addDays(end, -1) : end;
}
