import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { noPersonalData } from '../records.ts';
import { readCell, textFault } from './cells.ts';
import { delimiterOf } from './format.ts';
import type { Cell, CellType, ImportKind } from './kind.ts';
import { plainHeading, proposeMapping, recogniseKind, withChoices } from './recognise.ts';

const read = (cell: Cell, type: CellType, locale: 'de' | 'en' = 'de') => {
  const found = readCell(cell, type, locale);
  return 'fault' in found ? found.fault.code : found.value;
};

describe('a cell', () => {
  test.each<[Cell, CellType, unknown]>([
    ['1.234,56 €', { is: 'money' }, 123_456],
    ['-0,05', { is: 'money' }, -5],
    [1234.56, { is: 'money' }, 123_456],
    [0.1 + 0.2, { is: 'money' }, 30],
    [0.123, { is: 'money' }, 'not_an_amount'],
    ['12.50', { is: 'money' }, 'not_an_amount'],
    ['23.11.2026', { is: 'date' }, '2026-11-23'],
    ['2026-11-23 00:00:00', { is: 'date' }, '2026-11-23'],
    ['31.02.2026', { is: 'date' }, 'not_a_date'],
    ['23.11.26', { is: 'date' }, 'not_a_date'],
    ['1.200', { is: 'whole' }, 1200],
    ['1,5', { is: 'whole' }, 'not_whole'],
    [1.5, { is: 'whole' }, 'not_whole'],
    ['Ja', { is: 'yes_no' }, true],
    ['nein', { is: 'yes_no' }, false],
    [true, { is: 'yes_no' }, true],
    ['vielleicht', { is: 'yes_no' }, 'not_yes_no'],
    ['I-007', { is: 'record_number', prefix: 'I' }, 7],
    ['i 7', { is: 'record_number', prefix: 'I' }, 7],
    ['INV-2024/7', { is: 'record_number', prefix: 'I' }, 'not_a_number_of'],
    [' Mobilgerät ', { is: 'choice', of: { mobile: ['Mobilgerät', 'Mobile'] } }, 'mobile'],
    ['MOBILGERAET', { is: 'choice', of: { mobile: ['Mobilgerät', 'Mobile'] } }, 'mobile'],
    ['Auto', { is: 'choice', of: { mobile: ['Mobilgerät'] } }, 'not_one_of'],
    ['=1+1', { is: 'text' }, '=1+1'],
    ['Ä'.normalize('NFD'), { is: 'text' }, 'Ä'],
  ])('%s as %o is %s', (cell, type, wanted) => expect(read(cell, type)).toEqual(wanted));

  test('amounts and days follow the language of who imports', () => {
    expect(read('1,234.56', { is: 'money' }, 'en')).toBe(123_456);
    expect(read('23/11/2026', { is: 'date' }, 'en')).toBe('2026-11-23');
  });

  test.each([
    ['a\u0000b', 'unprintable'],
    ['a\u0081b', 'unprintable'],
    ['Stra\ufffde', 'wrong_encoding'],
    ['StraÃŸe', 'wrong_encoding'],
    ['\ud800', 'wrong_encoding'],
    ['Zeile 1\nZeile 2\t', undefined],
    ['SÃO PAULO', undefined],
  ])('%j: %s', (text, code) => expect(textFault(text)?.code).toBe(code));
});

describe('what stands between the cells', () => {
  test.each([
    ['a;b;c\n1,5;2,5;3\n', ';'],
    ['a,b\n"x;y;z",2\n', ','],
    ['a\tb\n1,2\t3,4\n', '\t'],
    ['sep=,\na;b,c\n', ','],
    ['nur eine Spalte\nWert\n', ';'],
  ])('%j', (text, sign) => expect(delimiterOf(text)).toBe(sign));
});

const kind = (name: string, headings: string[]): ImportKind => ({
  name,
  title: () => name,
  record: { table: 'x', kind: 'x', privacy: noPersonalData({}) },
  list: 'item',
  may: [],
  schema: z.object({ [headings[0] ?? '']: z.string() }),
  keys: [],
  fields: headings.map((heading) => ({
    name: heading,
    label: () => heading,
    headings: [],
    type: { is: 'text' },
  })),
});
const rows = (...lines: string[][]) => lines.map((cells, at) => ({ row: at + 1, cells }));

describe('headings', () => {
  test.each([
    ['Inventar-Nr.', 'inventarnr'],
    ['  Geräte Größe ', 'geraetegroesse'],
    ['Ansatz (in €)', 'ansatz'],
    ['Betrag in EUR', 'betrag'],
    ['Europa', 'europa'],
  ])('%s is compared as %s', (heading, wanted) => expect(plainHeading(heading)).toBe(wanted));

  test('the kind with more of its words wins, below a title too', () => {
    const [a, b] = [kind('a', ['Name', 'Ort']), kind('b', ['Name', 'Ort', 'Preis'])];
    const found = recogniseKind([a, b], rows(['Meine Liste'], ['Name', 'Ort', 'Preis']));
    expect([found.kind.name, found.headRow]).toEqual(['b', 2]);
  });

  test('between kinds that fit alike nobody guesses', () => {
    const twins = [kind('a', ['Name', 'Ort']), kind('b', ['Name', 'Ort'])];
    expect(() => recogniseKind(twins, rows(['Name', 'Ort']))).toThrow('file_unknown_kind');
  });

  test('the first of two columns for one field counts; a choice may turn that round', () => {
    const one = kind('a', ['Name', 'Ort']);
    const mapping = proposeMapping(one, ['Name', 'name', 'Ort']);
    expect(mapping.map(({ field }) => field)).toEqual(['Name', null, 'Ort']);
    const chosen = withChoices(one, mapping, [
      { column: 0, field: null },
      { column: 1, field: 'Name' },
      { column: 2, field: 'gibt es nicht' },
    ]);
    expect(chosen.map(({ field }) => field)).toEqual([null, 'Name', null]);
  });
});
