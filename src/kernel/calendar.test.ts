import { expect, test } from 'vitest';
import {
  addWorkingDays,
  addWorkingMinutes,
  isWorkingDay,
  rollOver,
  termEndDays,
  termEndMonths,
  type WorkCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from './calendar.ts';
import { addDays, instant, localDate } from './dates.ts';

const office: WorkCalendar = {
  state: 'BW',
  hours: {
    1: [
      ['08:00', '12:00'],
      ['14:00', '16:00'],
    ],
    2: [['08:00', '12:00']],
    3: [['08:00', '12:00']],
    4: [
      ['08:00', '12:00'],
      ['14:00', '18:00'],
    ],
    5: [['08:00', '12:00']],
  },
};
const always: WorkCalendar = {
  state: 'BW',
  hours: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((d) => [d, [['00:00', '24:00']]])),
};
const night: WorkCalendar = { state: 'BW', hours: { 7: [['01:00', '05:00']] } };

test('working days skip weekends and holidays of the state', () => {
  expect(isWorkingDay('BW', localDate('2026-01-06'))).toBe(false);
  expect(isWorkingDay('HE', localDate('2026-01-06'))).toBe(true);
  expect(addWorkingDays('BW', localDate('2026-04-02'), 1)).toBe('2026-04-07');
  expect(addWorkingDays('BW', localDate('2026-04-07'), -1)).toBe('2026-04-02');
  expect(addWorkingDays('BW', localDate('2026-12-23'), 5)).toBe('2026-12-31');
  expect(workingDaysBetween('BW', localDate('2026-04-02'), localDate('2026-04-07'))).toBe(1);
  expect(workingDaysBetween('BW', localDate('2026-12-31'), localDate('2025-12-31'))).toBe(-252);
});

test('minutes count only inside office hours', () => {
  const at = (text: string) => instant(`2026-11-${text}+01:00`);
  expect(workingMinutesBetween(office, at('23T11:30'), at('23T14:30'))).toBe(60);
  expect(workingMinutesBetween(office, at('23T15:00'), at('24T09:00'))).toBe(120);
  expect(workingMinutesBetween(office, at('27T12:00'), at('30T08:00'))).toBe(0);
  expect(workingMinutesBetween(office, at('24T09:00'), at('23T15:00'))).toBe(-120);
  expect(workingMinutesBetween(office, at('23T08:00:30'), at('23T08:01:15'))).toBe(0);
  expect(
    workingMinutesBetween({ ...office, closed: [localDate('2026-11-24')] }, at('23T15:00'), at('25T09:00')),
  ).toBe(120);
});

test('a clock change shortens and lengthens the opening that spans it', () => {
  expect(workingMinutesBetween(night, instant('2026-03-28T00:00Z'), instant('2026-03-30T00:00Z'))).toBe(180);
  expect(workingMinutesBetween(night, instant('2026-10-24T00:00Z'), instant('2026-10-26T00:00Z'))).toBe(300);
  expect(
    workingMinutesBetween(always, instant('2026-03-28T00:00+01:00'), instant('2026-03-31T00:00+02:00')),
  ).toBe((24 + 23 + 24) * 60);
  const gap: WorkCalendar = { state: 'BW', hours: { 7: [['02:30', '04:00']] } };
  expect(workingMinutesBetween(gap, instant('2026-03-28T00:00Z'), instant('2026-03-30T00:00Z'))).toBe(60);
  const office8 = { before: instant('2026-03-27T11:00+01:00'), after: instant('2026-03-30T09:00+02:00') };
  expect(workingMinutesBetween(office, office8.before, office8.after)).toBe(120);
});

test('adding minutes is the inverse of counting them', () => {
  const friday = instant('2026-04-02T17:00+02:00');
  expect(addWorkingMinutes(office, friday, 60)).toBe(instant('2026-04-02T18:00+02:00'));
  expect(addWorkingMinutes(office, friday, 61)).toBe(instant('2026-04-07T08:01+02:00'));
  expect(addWorkingMinutes(office, instant('2026-11-28T10:00+01:00'), 0)).toBe(
    instant('2026-11-30T08:00+01:00'),
  );
  let from = friday;
  for (let minutes = 1; minutes < 6000; minutes += 397) {
    const to = addWorkingMinutes(office, from, minutes);
    expect(workingMinutesBetween(office, from, to)).toBe(minutes);
    from = to;
  }
  expect(() => addWorkingMinutes(office, friday, -1)).toThrow(RangeError);
  expect(() => addWorkingMinutes({ state: 'BW', hours: {} }, friday, 1)).toThrow('no opening');
  expect(() => addWorkingMinutes({ state: 'BW', hours: { 4: [['12:00', '08:00']] } }, friday, 1)).toThrow(
    'out of order',
  );
});

test('a very long term is reached although openings are rare', () => {
  const mondays: WorkCalendar = { state: 'BW', hours: { 1: [['08:00', '09:00']] } };
  const from = instant('2026-01-01T00:00Z');
  expect(workingMinutesBetween(mondays, from, addWorkingMinutes(mondays, from, 60 * 700))).toBe(60 * 700);
});

test('BGB § 193: Saturday, Sunday and holidays roll over', () => {
  expect(rollOver('BW', localDate('2026-10-03'))).toBe('2026-10-05');
  expect(rollOver('BW', localDate('2026-04-03'))).toBe('2026-04-07');
  expect(rollOver('BW', localDate('2026-06-04'))).toBe('2026-06-05');
  expect(rollOver('BE', localDate('2026-06-04'))).toBe('2026-06-04');
  expect(rollOver('BW', localDate('2026-12-25'))).toBe('2026-12-28');
});

test('BGB § 188: ends of terms', () => {
  expect(termEndMonths(localDate('2027-01-31'), 1)).toBe('2027-02-28');
  expect(termEndMonths(localDate('2027-01-31'), 1, 'day')).toBe('2027-02-28');
  expect(termEndMonths(localDate('2026-11-23'), 3)).toBe('2027-02-23');
  expect(termEndMonths(localDate('2027-01-01'), 12, 'day')).toBe('2027-12-31');
  expect(termEndMonths(localDate('2027-03-01'), 1, 'day')).toBe('2027-03-31');
  expect(termEndDays(localDate('2026-11-23'), 14)).toBe('2026-12-07');
  expect(termEndDays(localDate('2026-11-23'), 14, 'day')).toBe('2026-12-06');
});

test('ten years of counting stay quick', () => {
  const from = localDate('2020-01-01');
  expect(
    workingMinutesBetween(office, instant(`${from}T00:00Z`), instant(`${addDays(from, 3650)}T00:00Z`)),
  ).toBeGreaterThan(700_000);
}, 3000);
