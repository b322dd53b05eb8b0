import { expect, test } from 'vitest';
import { csvCell, sheetCell } from './export-rows.ts';

test('what is reckoned with leaves as a number, though the cell shows it in words', () => {
  const column = {
    key: 'hours',
    title: 'Stunden',
    cell: (hours: number | null) => `${hours} von 96`,
    number: (hours: number | null) => hours,
  };
  expect([csvCell(column, 7.5), csvCell(column, 0), csvCell(column, null)]).toEqual(['7,5', '0', '']);
  expect(sheetCell(column, 7.5)).toEqual({ value: 7.5, type: Number });
  expect(sheetCell(column, null)).toEqual({ value: '', type: String });
  const { number: _number, ...words } = column;
  expect([csvCell(words, 7.5), sheetCell(words, 7.5)]).toEqual([
    '"7.5 von 96"',
    { value: '7.5 von 96', type: String },
  ]);
});
