import {
  addDays,
  addMonths,
  dateOf,
  dayOf,
  type Instant,
  instant,
  type LocalDate,
  localDateOf,
  type Weekday,
  wallMoment,
  weekdayOf,
  yearOf,
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
const HORIZON_YEARS = 10;

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

/** A year's openings in order, as epoch milliseconds, each with the working time of the year before and with it. */
interface Year {
  readonly openings: readonly { from: number; to: number; before: number; after: number }[];
  readonly total: number;
}
/** Queues ask the same calendars again and again. */
const reckoned = new WeakMap<WorkCalendar, Map<number, Year>>();

const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Opening times of one day. Refuses spans that end before they begin or overlap. */
function openingsOn(calendar: WorkCalendar, date: LocalDate): { from: number; to: number }[] {
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

function reckon(calendar: WorkCalendar, year: number): Year {
  const openings: Year['openings'][number][] = [];
  let total = 0;
  const next = dateOf(year + 1, 1, 1);
  for (let day = dateOf(year, 1, 1); day < next; day = addDays(day, 1))
    for (const { from, to } of openingsOn(calendar, day)) {
      // Skipped as a whole when the clocks go forward.
      if (to === from) continue;
      openings.push({ from, to, before: total, after: total + to - from });
      total += to - from;
    }
  return { openings, total };
}

function yearOfWork(calendar: WorkCalendar, year: number): Year {
  const years = reckoned.get(calendar) ?? new Map<number, Year>();
  reckoned.set(calendar, years);
  const found = years.get(year) ?? reckon(calendar, year);
  years.set(year, found);
  return found;
}

/** The first opening of a year for which something holds that holds for all later ones; its length when for none. */
function firstOpening({ openings }: Year, holds: (opening: Year['openings'][number]) => boolean): number {
  let low = 0;
  let high = openings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const opening = openings[middle];
    if (opening && holds(opening)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Working time of the year before a moment. */
function workedBefore(year: Year, moment: number): number {
  const opening = year.openings[firstOpening(year, ({ to }) => to > moment)];
  return opening ? opening.before + Math.max(0, moment - opening.from) : year.total;
}

/** Working time between two moments in milliseconds; see `workingMinutesBetween`. */
export function workingTimeBetween(calendar: WorkCalendar, from: Instant, to: Instant): number {
  if (to < from) return -workingTimeBetween(calendar, to, from);
  const first = yearOf(localDateOf(from));
  const last = yearOf(localDateOf(to));
  let ms = -workedBefore(yearOfWork(calendar, first), Date.parse(from));
  for (let year = first; year < last; year++) ms += yearOfWork(calendar, year).total;
  return ms + workedBefore(yearOfWork(calendar, last), Date.parse(to));
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
  let year = yearOf(localDateOf(from));
  let left = ms + workedBefore(yearOfWork(calendar, year), start);
  for (let empty = 0; empty <= HORIZON_YEARS; empty++, year++) {
    const work = yearOfWork(calendar, year);
    const at = firstOpening(work, ({ to, after }) => to > start && after >= left);
    const opening = work.openings[at];
    if (opening) return instant(new Date(Math.max(start, opening.from + left - opening.before)));
    if (work.total > 0) empty = 0;
    left -= work.total;
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
