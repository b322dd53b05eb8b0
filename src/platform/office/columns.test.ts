import { expect, test } from 'vitest';
import type { TableBlock } from '#kernel/document';
import { columnsOf, inUnits, softened, wordWidth } from './columns.ts';

const tableOf = (columns: [string, number][], ...rows: string[][]): TableBlock => ({
  ...{ is: 'table', class: 'public', caption: 'x', rows },
  columns: columns.map(([name, width]) => ({ name, width, form: 'text' })),
});
const setting = { width: 166, points: 9, padding: 2.5 };

test('long words are divided at their joints, short ones and foreign ones not at all', () => {
  expect(softened('Informationssicherheitsbeauftragte und Verwaltungsleitung')).toBe(
    'Informations\u00adsicherheits\u00adbeauftragte und Verwaltungs\u00adleitung',
  );
  expect(softened('Datenschutzbeauftragte, Störungen, Leitung')).toBe(
    'Datenschutz\u00adbeauftragte, Störungen, Leitung',
  );
  expect(softened('Weihnachtsgeschenke')).toBe('Weihnachtsgeschenke');
});

test('a column holds its longest word; what it lacks comes from columns with room; the whole stays the same', () => {
  const table = tableOf(
    [
      ['Anforderung', 3.4],
      ['Ist', 0.7],
      ['Sicherheit', 1],
      ['Beleg', 8],
    ],
    ['Vorgehen bei Störungen', '3', 'angenommen', 'Ein Satz aus kurzen Worten.'],
  );
  const widths = columnsOf(table, 'de', setting);
  expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(166);
  expect(widths[2]).toBeGreaterThanOrEqual(wordWidth('angenommen', 9) + 2.5 - 0.01);
  expect(widths[3]).toBeLessThan((8 / 13.1) * 166);
  const whole = inUnits(widths, 9411);
  expect(whole.reduce((sum, one) => sum + one, 0)).toBe(9411);
});

test('where nothing holds all words the widths still fill the page and no more', () => {
  const word = 'x'.repeat(60);
  const widths = columnsOf(
    tableOf(
      [
        ['a', 1],
        ['b', 1],
        ['c', 1],
      ],
      [word, word, 'y'],
    ),
    'de',
    setting,
  );
  expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(166);
  expect(Math.min(...widths)).toBeGreaterThan(0);
});
