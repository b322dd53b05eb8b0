import { expect, test } from 'vitest';
import { type DocumentModel, edition, wordsOf } from '#kernel/document';
import { asWritten } from './written.ts';

const model: DocumentModel = {
  ...{ kind: 'council', locale: 'de', title: 'Vorlage', subtitle: '', facts: [], mark: '', numbered: false },
  sections: [
    {
      ...{ key: 'money', title: 'Kosten', class: 'public' },
      text: [{ is: 'paragraph', class: 'public', text: 'Es kostet etwas.' }],
      blocks: [
        {
          ...{ is: 'table', class: 'public', figure: 'cost', caption: 'Bedarf je Jahr' },
          columns: [{ name: 'Jahr', form: 'text', width: 1 }],
          rows: [['222.650']],
          sources: [{ label: 'Fahrplan', path: null }],
        },
        {
          ...{
            is: 'figure',
            class: 'public',
            name: 'cost',
            caption: 'Der Rahmen reicht',
            alt: 'Balken je Jahr',
          },
          spec: { data: [222650] } as never,
        },
        { is: 'table', class: 'public', caption: 'Haushaltsstellen', columns: [], rows: [] },
      ],
    },
  ],
};
const written = (as: 'non_public' | 'technical') =>
  new Map([['money', { text: null, included: true, figures: { cost: as } }]]);

test('a guarded figure leaves wider editions with its table, words and numbers, and stands where it may', () => {
  const words = (as: 'non_public' | 'technical', classes: Parameters<typeof edition>[1]) =>
    wordsOf(edition(asWritten(model, written(as)), classes)).join(' ');
  const open = words('non_public', ['public']);
  expect(open).toContain('Haushaltsstellen');
  expect(open).not.toMatch(/222|Rahmen|Balken|Bedarf/);
  const annex = words('non_public', ['non_public']);
  expect(annex).toMatch(/Bedarf je Jahr.*222\.650.*Der Rahmen reicht.*Balken je Jahr/);
  expect(annex).not.toMatch(/kostet|Haushaltsstellen/);
  expect(words('technical', ['public', 'non_public'])).not.toMatch(/222|Rahmen|Balken|Bedarf/);
  expect(words('technical', ['public', 'non_public', 'technical'])).toContain('Der Rahmen reicht');
});

test('nothing makes a figure less guarded than its records', () => {
  const closed = asWritten(model, written('technical'));
  const wider = asWritten(
    closed,
    new Map([['x', { text: null, included: true, figures: { cost: 'public' } }]]),
  );
  expect(wordsOf(edition(wider, ['public'])).join(' ')).not.toContain('Rahmen');
});
