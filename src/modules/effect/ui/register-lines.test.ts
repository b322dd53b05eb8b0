import { expect, test } from 'vitest';
import { chosenLines, type Line } from './register-lines.ts';

const line = (number: number, given: Partial<Line>) =>
  ({
    measure: { id: `m${number}`, number, title: `Titel ${number}` },
    due: false,
    last: null,
    nextReviewOn: null,
    ...given,
  }) as Line;
const judged = (judgement: 'reached' | 'failing') => ({ last: { judgement } as NonNullable<Line['last']> });
const lines = [
  line(3, { due: true, nextReviewOn: '2026-11-01', ...judged('failing') }),
  line(1, { nextReviewOn: '2027-02-01', ...judged('reached') }),
  line(2, {}),
];
const numbers = (asked: Parameters<typeof chosenLines>[1]) =>
  chosenLines(lines, asked, ({ measure }) => measure.title).map(({ measure }) => measure.number);

test('the register is sorted, filtered and searched as it is asked for', () => {
  expect(numbers({ filters: {} })).toEqual([3, 1, 2]);
  expect(numbers({ sort: 'measure', filters: {} })).toEqual([1, 2, 3]);
  expect(numbers({ sort: '-measure', filters: {} })).toEqual([3, 2, 1]);
  expect(numbers({ sort: 'last', filters: {} })).toEqual([2, 1, 3]);
  expect(numbers({ sort: 'next', filters: {} })).toEqual([3, 1, 2]);
  expect(numbers({ filters: { due: 'yes' } })).toEqual([3]);
  expect(numbers({ filters: { judgement: 'none' } })).toEqual([2]);
  expect(numbers({ q: 'TITEL 1', filters: {} })).toEqual([1]);
  expect(numbers({ q: 'Titel', filters: { judgement: 'reached', due: 'yes' } })).toEqual([]);
});
