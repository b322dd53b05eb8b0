import { expect, test } from 'vitest';
import { type BaselinePlace, type MeasureNow, progressOf, summed } from './progress.ts';

const was = (id: string, more: Partial<BaselinePlace> = {}): BaselinePlace => ({
  id,
  number: Number(id),
  starts: '2027-Q1',
  quarters: 2,
  onceCents: 1000,
  yearlyCents: 10,
  ...more,
});
const is = (id: string, more: Partial<MeasureNow> = {}): MeasureNow => ({
  ...was(id),
  title: `Maßnahme ${id}`,
  status: 'decided',
  doneIn: null,
  percent: null,
  light: null,
  reportedFor: null,
  spentCents: 0,
  ...more,
});
const Q = (year: number, quarter: number) => year * 4 + quarter - 1;

test('each measure is told by what became of it, and the sums count the rows', () => {
  const rows = progressOf(
    ['1', '2', '3', '4', '5', '6'].map((id) => was(id)),
    [
      is('1'),
      is('2', { quarters: 4, onceCents: 1500, spentCents: 400, percent: 30 }),
      is('3', { starts: '2026-Q4' }),
      is('4', { status: 'done', doneIn: '2027-Q4' }),
      is('5', { status: 'postponed' }),
      is('7', { starts: '2028-Q1' }),
      is('8', { starts: null }),
    ],
    Q(2027, 3),
  );
  const of = (number: number) => rows.find((row) => row.number === number);
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(of(1)).toMatchObject({ shift: 0, expected: 100, overdue: true, percent: null });
  expect(of(2)).toMatchObject({ shift: 2, overdue: false, percent: 30 });
  expect(of(3)).toMatchObject({ shift: -1, overdue: true });
  // Ready by the day of its decision, whatever its place says.
  expect(of(4)).toMatchObject({ shift: 2, percent: 100, overdue: false });
  expect(of(5)).toMatchObject({ current: null, shift: null });
  expect(of(6)).toMatchObject({ status: 'removed', title: '', current: null });
  expect(of(7)).toMatchObject({ baseline: null, shift: null, expected: null });
  expect(summed(rows)).toEqual({
    all: 6,
    later: 2,
    earlier: 1,
    done: 1,
    dropped: 2,
    added: 1,
    overdue: 2,
    baselineCents: 6000,
    currentCents: 5500,
    spentCents: 400,
    baselineYearlyCents: 60,
    currentYearlyCents: 50,
  });
});

test('what should be done by now is the share of its kept time that has passed', () => {
  const at = (now: number) => progressOf([was('1')], [is('1')], now)[0]?.expected;
  expect([Q(2026, 4), Q(2027, 1), Q(2027, 1) + 0.5, Q(2027, 2), Q(2029, 1)].map(at)).toEqual([
    0, 0, 25, 50, 100,
  ]);
});
