import { expect, test } from 'vitest';
import { workingMinutesBetween } from '#kernel/calendar';
import { instant } from '#kernel/dates';
import {
  at,
  hours,
  KNOTS,
  MINUTE,
  MINUTES,
  numbers,
  office,
  START,
  type World,
  worlds,
} from '../testing/minutes.ts';
import {
  formatLeft,
  hoursFaults,
  merged,
  remainingMinutes,
  type Stretch,
  usedUpAt,
  workedMinutes,
} from './working-time.ts';

test('10,000 random cases agree with a simulation minute by minute: holidays, clock changes, pauses', () => {
  const all = worlds();
  const random = numbers(6);
  const wrong: string[] = [];
  for (let round = 0; round < 10_000; round += 1) {
    const { calendar, open } = all[round % 3] as World;
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
