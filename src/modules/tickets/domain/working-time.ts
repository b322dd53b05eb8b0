import {
  addWorkingTime,
  type OfficeHours,
  type Span as OpenSpan,
  type WorkCalendar,
  workingTimeBetween,
} from '#kernel/calendar';
import type { DateLocale, Instant, Weekday } from '#kernel/dates';

/** Time between two moments, the end not included; `to` null = it still goes on. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant | null;
}

const MINUTE = 60_000;
export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const WHOLE_DAY: readonly OpenSpan[] = [['00:00', '24:00']];

/** A desk that is always there: by day and night, on Sundays and on holidays. */
export const AROUND_THE_CLOCK: WorkCalendar = {
  state: null,
  hours: Object.fromEntries(WEEKDAYS.map((day) => [day, WHOLE_DAY])),
};

export interface HoursFault {
  readonly weekday: Weekday | null;
  /** Which of the day's spans, from 0. */
  readonly span: number;
  /** `form` = not HH:MM, `order` = ends before it begins, `overlap` = begins before the last one ended, `never` = no hours at all. */
  readonly fault: 'form' | 'order' | 'overlap' | 'never';
}
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Everything that is wrong with office hours as they were entered. */
export function hoursFaults(hours: OfficeHours): HoursFault[] {
  const faults: HoursFault[] = [];
  let spans = 0;
  for (const weekday of WEEKDAYS) {
    let end = '';
    for (const [span, [from, to]] of (hours[weekday] ?? []).entries()) {
      spans += 1;
      if (!TIME.test(from) || !(TIME.test(to) || to === '24:00'))
        faults.push({ weekday, span, fault: 'form' });
      else if (to <= from) faults.push({ weekday, span, fault: 'order' });
      else if (from < end) faults.push({ weekday, span, fault: 'overlap' });
      if (to > end) end = to;
    }
  }
  return spans === 0 ? [{ weekday: null, span: 0, fault: 'never' }] : faults;
}

/** Stretches in order, those that touch or overlap made one; empty ones and those that run backwards are dropped. */
export function merged(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches
    .filter((s) => s.to === null || s.to > s.from)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const result: Stretch[] = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (!last || (last.to !== null && last.to < next.from)) result.push(next);
    else if (last.to !== null && (next.to === null || next.to > last.to))
      result[result.length - 1] = { from: last.from, to: next.to };
  }
  return result;
}

/** Working time without the pauses in milliseconds; 0 when `to` is not later. */
export function workedTime(
  calendar: WorkCalendar,
  from: Instant,
  to: Instant,
  pauses: readonly Stretch[] = [],
): number {
  if (to <= from) return 0;
  let time = workingTimeBetween(calendar, from, to);
  for (const pause of merged(pauses)) {
    const begin = pause.from > from ? pause.from : from;
    const end = pause.to !== null && pause.to < to ? pause.to : to;
    if (end > begin) time -= workingTimeBetween(calendar, begin, end);
  }
  return time;
}

/** Whole minutes of working time without the pauses; 0 when `to` is not later. */
export const workedMinutes = (
  calendar: WorkCalendar,
  from: Instant,
  to: Instant,
  pauses: readonly Stretch[] = [],
): number => Math.floor(workedTime(calendar, from, to, pauses) / MINUTE);

/**
 * The moment at which `ms` milliseconds of working time are used up, pauses not counted; null when a pause that
 * still goes on comes before. A term used up exactly at closing time or at the start of a pause ends then.
 * Refuses a negative term, and calendars without any opening within ten years.
 */
export function usedUp(
  calendar: WorkCalendar,
  from: Instant,
  ms: number,
  pauses: readonly Stretch[] = [],
): Instant | null {
  let left = ms;
  let start = from;
  for (const pause of merged(pauses)) {
    if (pause.to !== null && pause.to <= start) continue;
    if (pause.from > start) {
      const until = workingTimeBetween(calendar, start, pause.from);
      if (left <= until && until > 0) break;
      left -= until;
    }
    if (pause.to === null) return null;
    start = pause.to;
  }
  return addWorkingTime(calendar, start, left);
}

/** Like `usedUp`, by minutes. */
export const usedUpAt = (
  calendar: WorkCalendar,
  from: Instant,
  minutes: number,
  pauses: readonly Stretch[] = [],
): Instant | null => usedUp(calendar, from, minutes * MINUTE, pauses);

/** What is left of `minutes` at a moment, in whole minutes: those begun count as used; negative once it is over. */
export const remainingMinutes = (
  calendar: WorkCalendar,
  from: Instant,
  now: Instant,
  minutes: number,
  pauses: readonly Stretch[] = [],
): number => Math.floor((minutes * MINUTE - workedTime(calendar, from, now, pauses)) / MINUTE);

/** `2 h 10 min`, `10 min`, `2 h`; the sign is left out. */
export function formatMinutes(minutes: number): string {
  const whole = Math.abs(Math.trunc(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

const LEFT: Record<DateLocale, { left: (t: string) => string; now: string; over: (t: string) => string }> = {
  de: {
    left: (t) => `noch ${t} Arbeitszeit`,
    now: 'weniger als 1 min Arbeitszeit',
    over: (t) => `um ${t} Arbeitszeit überschritten`,
  },
  en: {
    left: (t) => `${t} of working time left`,
    now: 'less than 1 min of working time left',
    over: (t) => `${t} of working time overdue`,
  },
};

/** What `remainingMinutes` gave, in words. */
export function formatLeft(minutes: number, locale: DateLocale): string {
  const words = LEFT[locale];
  if (minutes === 0) return words.now;
  return minutes > 0 ? words.left(formatMinutes(minutes)) : words.over(formatMinutes(minutes));
}
