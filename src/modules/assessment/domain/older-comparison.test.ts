import { expect, test } from 'vitest';
import { compareEditions, percentOf } from './older-comparison.ts';
import { olderFaultCodes, olderFaultText, readOlderSheets } from './older-sheet.ts';

type Cell = string | number | boolean;
const chapters = ['4', '5', '10', 'A'];
const sheet = (...rows: Cell[][]) => ({ name: 'T', rows, tooManyRows: false, tooManyColumns: false });
const read = (...rows: Cell[][]) => readOlderSheets([sheet(...rows)], chapters);
const faults = (...rows: Cell[][]) =>
  read(...rows).faults.map(({ row, code, value }) => `${row} ${code} ${value}`.trim());

test('a table of chapters is read below its title, in words and percentages; empty means not assessed', () => {
  const { entries, faults: none } = read(
    ['Quick-Audit 2019'],
    ['Kapitel', 'Thema', 'Erfüllungsgrad'],
    ['4', 'Organisation', '35 %'],
    ['Kapitel 5', 'Leitlinie', 'nicht erfüllt'],
    ['10 IT-Systeme', '', 'Teilweise'],
    ['Anhang A', '', ''],
  );
  expect(none).toEqual([]);
  expect(entries).toEqual([
    { chapter: '4', stated: 'percent', percent: 35 },
    { chapter: '5', stated: 'not_met', percent: null },
    { chapter: '10', stated: 'partly', percent: null },
  ]);
});

test('a spreadsheet holds 75 % as 0.75; whole percentages stay as they are', () => {
  const percents = (...values: Cell[]) =>
    read(['Nr.', 'Wert'], ...values.map((value, at) => [chapters[at] ?? '', value])).entries.map(
      ({ percent }) => percent,
    );
  expect(percents(0.75, 1, 0)).toEqual([75, 100, 0]);
  expect(percents(75, 1, 0)).toEqual([75, 1, 0]);
  expect(percents('62,5', '100%')).toEqual([63, 100]);
});

test('a share beside whole percentages is asked about, not guessed', () => {
  const { entries, faults } = read(['Kapitel', 'Ergebnis'], [4, 0.5], [5, 35], [10, 1]);
  expect(entries.map(({ chapter, percent }) => [chapter, percent])).toEqual([
    ['5', 35],
    ['10', 1],
  ]);
  expect(faults).toMatchObject([{ row: 2, code: 'value_unclear', value: '0.5' }]);
});

test('all faults at once, each with its row', () => {
  expect(
    faults(
      ['Kapitel', 'Ergebnis'],
      ['4', 'ganz gut'],
      ['4.1', '50'],
      ['19', '50'],
      ['', '50'],
      ['5', '101'],
      ['10', '=B2'],
      ['10', '-5'],
      ['A', '10'],
      ['A', '20'],
    ),
  ).toEqual([
    '2 value_unclear ganz gut',
    '3 chapter_unknown 4.1',
    '4 chapter_unknown 19',
    '5 chapter_missing 50',
    '6 value_unclear 101',
    '7 value_unclear =B2',
    '8 value_unclear -5',
    '10 chapter_twice A',
  ]);
  expect(faults(['Thema', 'Wert'], ['4', '50'])).toEqual(['null no_headings']);
  expect(faults(['Kapitel', 'Wert'], ['4', ''])).toEqual(['null no_values']);
  expect(
    readOlderSheets([{ ...sheet(['Kapitel', 'Wert']), tooManyRows: true, tooManyColumns: true }], chapters)
      .faults.length,
  ).toBe(2);
  for (const code of olderFaultCodes) {
    const { de, en } = olderFaultText({ sheet: 'T', row: 4, code, value: '7' });
    expect([de.startsWith('Blatt „T“, Zeile 4: '), en.startsWith('Sheet "T", row 4: ')]).toEqual([
      true,
      true,
    ]);
  }
});

test('then and now: the difference in points, and why there is none', () => {
  const title = { de: 'x', en: 'x' };
  const placed = (code: string, level: number | null, confirmed: boolean) => ({
    code,
    title,
    level,
    from: level === null ? [] : [code],
    confirmed,
  });
  const rows = compareEditions(
    [
      placed('4', 37.5, true),
      placed('5', 60, false),
      placed('6', null, false),
      placed('7', 10, true),
      placed('8', null, false),
    ],
    [
      { code: '4', degree: 50, worst: 40, best: 60 },
      { code: '5', degree: 20, worst: 20, best: 20 },
      { code: '6', degree: 20, worst: 20, best: 20 },
      { code: '7', degree: null, worst: 0, best: 100 },
    ],
  );
  // 37.5 is shown as 38: the difference is that of the figures shown.
  expect(rows.map(({ difference, comparable }) => [difference, comparable])).toEqual([
    [12, 'confirmed'],
    [-40, 'unconfirmed'],
    [null, 'no_older'],
    [null, 'no_today'],
    [null, 'neither'],
  ]);
  expect(['met', 'partly', 'not_met'].map((word) => percentOf(word as 'met', 7))).toEqual([100, 50, 0]);
  expect([percentOf('percent', 7), percentOf('percent', null)]).toEqual([7, null]);
});
