/*
 * Plain arithmetic on Date.UTC rather than Temporal: these functions reach the browser's first load,
 * where the polyfill would cost more than they do. What needs a time zone's rules is in calendar.ts.
 */
declare const brand: unique symbol;
/** A calendar day `YYYY-MM-DD` without time or zone. Compares as text. */
export type LocalDate = string & { readonly [brand]: 'LocalDate' };
/** A calendar quarter `YYYY-Qn`. Compares as text. */
export type Quarter = string & { readonly [brand]: 'Quarter' };
/** A moment in ISO 8601 with milliseconds and `Z`. Compares as text. */
export type Instant = string & { readonly [brand]: 'Instant' };
export type DateLocale = 'de' | 'en';
/** 1 = Monday ... 7 = Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The zone in which German administrations reckon. */
export const ZONE = 'Europe/Berlin';

const DAY_MS = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
const utc = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`);
const fromUtc = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10) as LocalDate;

export function isLocalDate(text: string): text is LocalDate {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Takes `YYYY-MM-DD`. Refuses days that do not exist and years outside 1000-2999. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

export const dateOf = (year: number, month: number, day: number): LocalDate =>
  localDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);

/**
 * Reads a day as people write it: `23.11.2026`, `3.4.2026` or `2026-11-23`; in English also `23/11/2026`.
 * Returns null for days that do not exist and for two-digit years.
 */
export function parseDate(text: string, locale: DateLocale): LocalDate | null {
  const trimmed = text.trim();
  const match = (
    locale === 'de' ? /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/ : /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/
  ).exec(trimmed);
  const iso = match ? `${match[3]}-${two(Number(match[2]))}-${two(Number(match[1]))}` : trimmed;
  return isLocalDate(iso) ? iso : null;
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));
export const dayOf = (date: LocalDate): number => Number(date.slice(8, 10));
export const weekdayOf = (date: LocalDate): Weekday => (new Date(utc(date)).getUTCDay() || 7) as Weekday;

export const compareDates = (a: LocalDate, b: LocalDate): number => (a < b ? -1 : a > b ? 1 : 0);
export const addDays = (date: LocalDate, days: number): LocalDate =>
  localDate(fromUtc(utc(date) + days * DAY_MS));
/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((utc(to) - utc(from)) / DAY_MS);

/** Same day of another month; where that month is shorter, its last day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const total = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return dateOf(year, month, Math.min(dayOf(date), new Date(Date.UTC(year, month, 0)).getUTCDate()));
}

const parts = (quarter: Quarter): { year: number; n: number } => ({
  year: Number(quarter.slice(0, 4)),
  n: Number(quarter.slice(6)),
});

export const isQuarter = (text: string): text is Quarter => /^[12]\d{3}-Q[1-4]$/.test(text);

/** Takes `YYYY-Qn`; refuses anything else. */
export function quarter(text: string): Quarter {
  if (!isQuarter(text)) throw new RangeError(`not a quarter: ${text}`);
  return text;
}

export const quarterOf = (date: LocalDate): Quarter =>
  quarter(`${date.slice(0, 4)}-Q${Math.ceil(monthOf(date) / 3)}`);
export const quarterYear = (q: Quarter): number => parts(q).year;
export const compareQuarters = (a: Quarter, b: Quarter): number => (a < b ? -1 : a > b ? 1 : 0);
const index = (q: Quarter): number => parts(q).year * 4 + parts(q).n - 1;
const atIndex = (i: number): Quarter => quarter(`${Math.floor(i / 4)}-Q${(i % 4) + 1}`);
export const addQuarters = (q: Quarter, count: number): Quarter => atIndex(index(q) + count);
/** Quarters from `from` to `to`; 0 when equal, negative when `to` is earlier. */
export const quartersBetween = (from: Quarter, to: Quarter): number => index(to) - index(from);
/** `count` quarters in a row, beginning with `from`. */
export const quarterRange = (from: Quarter, count: number): Quarter[] =>
  Array.from({ length: Math.max(0, count) }, (_, i) => addQuarters(from, i));
export const firstDay = (q: Quarter): LocalDate => dateOf(parts(q).year, parts(q).n * 3 - 2, 1);
export const lastDay = (q: Quarter): LocalDate => addDays(firstDay(addQuarters(q, 1)), -1);

export function formatQuarter(q: Quarter, locale: DateLocale): string {
  const { year, n } = parts(q);
  return locale === 'de' ? `${n}. Quartal ${year}` : `Q${n} ${year}`;
}

/** Takes any ISO 8601 moment that names its offset, or a Date; returns it in UTC with milliseconds. */
export function instant(value: string | Date): Instant {
  const complete =
    typeof value !== 'string' ||
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(value);
  const ms = typeof value === 'string' ? Date.parse(value) : value.getTime();
  if (!complete || Number.isNaN(ms)) throw new RangeError(`not a moment with offset: ${String(value)}`);
  return new Date(ms).toISOString() as Instant;
}

const TAG: Record<DateLocale, string> = { de: 'de-DE', en: 'en-GB' };
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(
  locale: DateLocale,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options]);
  const found = formatters.get(key) ?? new Intl.DateTimeFormat(TAG[locale], { ...options, timeZone: zone });
  formatters.set(key, found);
  return found;
}

const HOUR_MS = 3_600_000;
/** Summer time begins and ends at 01:00 UTC of the last Sunday of March and October (directive 2000/84/EC). */
const lastSunday = (year: number, month: number): number => {
  const last = new Date(Date.UTC(year, month, 0));
  return last.getTime() - last.getUTCDay() * DAY_MS + HOUR_MS;
};
const RULE_SINCE = Date.UTC(1996, 0, 1);

/**
 * The calendar day that a moment falls on in Germany. Reckoned by rule, because lists ask it for every row and the
 * first time zone object of a page costs more than drawing the list; earlier moments ask the zone's history.
 */
export function localDateOf(moment: Instant | Date): LocalDate {
  const at = typeof moment === 'string' ? new Date(moment) : moment;
  const ms = at.getTime();
  if (ms < RULE_SINCE) return dayInHistory(at);
  const year = at.getUTCFullYear();
  const summer = ms >= lastSunday(year, 3) && ms < lastSunday(year, 10);
  return fromUtc(ms + (summer ? 2 : 1) * HOUR_MS);
}

/**
 * The first moment, in epoch milliseconds, at which the clock on the wall in Germany shows at least so many minutes
 * after the start of that day: a time skipped in spring is the moment of the change, one that comes twice in autumn
 * is the first. Refuses days before 1996, when other rules held.
 */
export function wallMoment(date: LocalDate, minutes: number): number {
  const year = yearOf(date);
  if (year < 1996) throw new RangeError(`no summer time known for ${date}`);
  const wall = utc(date) + minutes * 60_000;
  const spring = lastSunday(year, 3);
  if (wall - HOUR_MS < spring) return wall - HOUR_MS;
  if (wall - 2 * HOUR_MS < spring) return spring;
  return wall - 2 * HOUR_MS < lastSunday(year, 10) ? wall - 2 * HOUR_MS : wall - HOUR_MS;
}

function dayInHistory(at: Date): LocalDate {
  const found = Object.fromEntries(
    formatter('en', ZONE, { year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  return localDate(`${found.year}-${found.month}-${found.day}`);
}

/** `short` 23.11.2026, `weekday` Mo., 23.11.2026 (where a deadline is meant), `long` Montag, 23. November 2026. */
export type DateStyle = 'short' | 'weekday' | 'long';
const NUMERIC = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  short: NUMERIC,
  weekday: { weekday: 'short', ...NUMERIC },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
};

export const formatDate = (date: LocalDate, locale: DateLocale, style: DateStyle = 'short'): string =>
  formatter(locale, 'UTC', STYLES[style]).format(utc(date));

/** The month of a day: `November 2026`. */
export const formatMonth = (day: LocalDate, locale: DateLocale): string =>
  formatter(locale, 'UTC', { month: 'long', year: 'numeric' }).format(utc(day));

/** Day and time of a moment as the clock on the wall in Germany shows it, e.g. `23.11.2026, 07:05`. */
export const formatInstant = (moment: Instant | Date, locale: DateLocale): string =>
  formatter(locale, ZONE, { ...NUMERIC, hour: '2-digit', minute: '2-digit' }).format(new Date(moment));
