import { expect, test } from 'vitest';
import type { TableBlock } from '#kernel/document';
import { AREA, slidesOf, TABLE } from './slides.ts';

const rows = Array.from({ length: 12 }, (_, at) => [
  `M-${at}`,
  'Ein Vorhaben, dessen Name auf der Wand zwei Zeilen braucht',
]);
const table: TableBlock = {
  ...{ is: 'table', class: 'public', caption: 'Maßnahmen', rows },
  columns: ['Nr.', 'Maßnahme'].map((name, at) => ({ name, width: at === 0 ? 1 : 1.6, form: 'text' })),
};

test('a table too long to be read from the last row goes on over further slides; no row is lost', () => {
  const section = { key: 'x', title: 'Titel', class: 'public' as const, text: [], blocks: [table] };
  const slides = slidesOf({
    document: {
      ...{ kind: 'slides', locale: 'de', title: '', subtitle: '', facts: [], mark: '', numbered: false },
      sections: [section],
    },
    brand: { town: '', colour: '#000000', headline: '', footline: '', arms: null, template: null },
    pictures: {},
    createdAt: new Date(0),
  });
  const tables = slides.flatMap(({ content }) => (content.is === 'table' ? [content.table] : []));
  expect(slides.map(({ place }) => place)[0]).toBe(` (1/${slides.length})`);
  expect(tables.flatMap((one) => one.rows)).toEqual(rows);
  expect(TABLE.points).toBeGreaterThanOrEqual(14);
  const most = Math.max(...tables.map((one) => one.rows.length));
  expect((most + 1) * TABLE.line + most * TABLE.line).toBeLessThanOrEqual(AREA.height);
});
