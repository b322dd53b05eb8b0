import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addQuarters,
  daysBetween,
  firstDay,
  formatDate,
  formatInstant,
  formatQuarter,
  instant,
  isLocalDate,
  lastDay,
  localDate,
  localDateOf,
  parseDate,
  quarter,
  quarterOf,
  quarterRange,
  quartersBetween,
  wallMoment,
  weekdayOf,
} from './dates.ts';

test('only days that exist are days', () => {
  expect(isLocalDate('2028-02-29')).toBe(true);
  for (const wrong of [
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '26-01-01',
    '0999-01-01',
    '2026-01-01T00:00',
    '',
  ])
    expect(isLocalDate(wrong), wrong).toBe(false);
  expect(() => localDate('2026-04-31')).toThrow(RangeError);
});

test('reads days as people write them', () => {
  expect(parseDate(' 23.11.2026 ', 'de')).toBe('2026-11-23');
  expect(parseDate('3.4.2026', 'de')).toBe('2026-04-03');
  expect(parseDate('2026-11-23', 'de')).toBe('2026-11-23');
  expect(parseDate('23/11/2026', 'en')).toBe('2026-11-23');
  for (const wrong of ['23/11/2026', '31.2.2026', '1.1.26', 'morgen'])
    expect(parseDate(wrong, 'de'), wrong).toBeNull();
});

test('counts days across clock changes, leap days and years', () => {
  expect(addDays(localDate('2026-03-28'), 2)).toBe('2026-03-30');
  expect(daysBetween(localDate('2027-12-31'), localDate('2028-03-01'))).toBe(61);
  expect(daysBetween(localDate('2026-10-26'), localDate('2026-10-24'))).toBe(-2);
  expect(addMonths(localDate('2027-01-31'), 1)).toBe('2027-02-28');
  expect(addMonths(localDate('2028-02-29'), -12)).toBe('2027-02-28');
  expect(addMonths(localDate('2026-11-30'), 3)).toBe('2027-02-28');
  expect(weekdayOf(localDate('2026-11-23'))).toBe(1);
  expect(weekdayOf(localDate('2026-11-29'))).toBe(7);
});

test('quarters', () => {
  const start = quarter('2026-Q4');
  expect(addQuarters(start, 1)).toBe('2027-Q1');
  expect(addQuarters(start, -4)).toBe('2025-Q4');
  expect(quarterRange(start, 3)).toEqual(['2026-Q4', '2027-Q1', '2027-Q2']);
  expect(quartersBetween(quarter('2027-Q1'), quarter('2029-Q4'))).toBe(11);
  expect(quarterOf(localDate('2027-04-01'))).toBe('2027-Q2');
  expect([firstDay(start), lastDay(start)]).toEqual(['2026-10-01', '2026-12-31']);
  expect(formatQuarter(start, 'de')).toBe('4. Quartal 2026');
  expect(() => quarter('2026-Q5')).toThrow(RangeError);
});

test('moments carry their offset and show German wall time', () => {
  expect(instant('2026-07-01T12:00+02:00')).toBe('2026-07-01T10:00:00.000Z');
  expect(() => instant('2026-07-01T12:00')).toThrow(RangeError);
  expect(localDateOf(instant('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
  expect(localDateOf(instant('2026-06-30T21:59:59Z'))).toBe('2026-06-30');
  expect(formatInstant(instant('2026-11-23T06:05:00Z'), 'de')).toBe('23.11.2026, 07:05');
});

test('writes days in both languages', () => {
  const day = localDate('2026-11-23');
  expect(formatDate(day, 'de')).toBe('23.11.2026');
  expect(formatDate(day, 'de', 'weekday')).toBe('Mo., 23.11.2026');
  expect(formatDate(day, 'de', 'long')).toBe('Montag, 23. November 2026');
  expect(formatDate(day, 'en')).toBe('23/11/2026');
  expect(formatDate(day, 'en', 'long')).toMatch(/^Monday,? 23 November 2026$/);
});

test('the day in Germany by rule equals the time zone database, around every change and between', () => {
  const zone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
  const wrong: string[] = [];
  const step = 7_200_000 - 1000;
  for (let ms = Date.UTC(1996, 0, 1); ms < Date.UTC(2060, 0, 1); ms += step * 3)
    if (localDateOf(new Date(ms)) !== zone.format(ms)) wrong.push(new Date(ms).toISOString());
  for (let year = 1996; year < 2060; year += 1)
    for (const month of [2, 9])
      for (let day = 24; day <= 31; day += 1)
        for (const hour of [0, 1, 21, 22, 23])
          for (const second of [0, 3599]) {
            const ms = Date.UTC(year, month, day, hour, 0, second);
            if (localDateOf(new Date(ms)) !== zone.format(ms)) wrong.push(new Date(ms).toISOString());
          }
  expect(wrong).toEqual([]);
  expect(localDateOf(instant('1985-07-01T22:30:00Z'))).toBe('1985-07-02');
});

test('wall time of a day equals that of another library, also where the clock jumps', () => {
  const wrong: string[] = [];
  for (let year = 1996; year < 2050; year += 1)
    for (const month of [3, 10])
      for (let day = 24; day <= 31; day += 1)
        for (const minutes of [0, 59, 119, 120, 121, 150, 179, 180, 181, 480, 1439]) {
          const date = Temporal.PlainDate.from({ year, month, day });
          const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
          const zoned = date.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: time });
          const skipped = !zoned.toPlainTime().equals(time);
          const expected = skipped
            ? zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds
            : zoned.epochMilliseconds;
          if (wallMoment(localDate(date.toString()), minutes) !== expected) wrong.push(zoned.toString());
        }
  expect(wrong).toEqual([]);
  expect(() => wallMoment(localDate('1995-12-31'), 0)).toThrow(RangeError);
});
