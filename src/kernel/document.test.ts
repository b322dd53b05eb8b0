import { expect, test } from 'vitest';
import { type Block, blocksOfText, type DocumentModel, edition, textOfBlocks, wordsOf } from './document.ts';

test('edited words become paragraphs and lists and come back as they were', () => {
  const text = 'Erster Absatz.\n\n- eins\n- zwei\n\n1. erstens\n2. zweitens\n\nEnde.';
  const blocks = blocksOfText(text, 'public');
  expect(blocks.map(({ is }) => is)).toEqual(['paragraph', 'list', 'list', 'paragraph']);
  expect(blocks[2]).toMatchObject({ ordered: true, items: ['erstens', 'zweitens'] });
  expect(textOfBlocks(blocks)).toBe(text);
});

test('a broken line belongs to what it continues, a list may follow a paragraph without a blank line', () => {
  expect(blocksOfText('Wir stellen fest:\n- lange\n  Zeile\r\n- kurz', 'non_public')).toEqual([
    { is: 'paragraph', class: 'non_public', text: 'Wir stellen fest:' },
    { is: 'list', class: 'non_public', ordered: false, items: ['lange Zeile', 'kurz'] },
  ]);
  expect(blocksOfText(' \n\n ', 'public')).toEqual([]);
});

const paragraph = (text: string, as: Block['class']) => ({ is: 'paragraph', class: as, text }) as const;
const document: DocumentModel = {
  kind: 'council',
  locale: 'de',
  title: 'T',
  subtitle: '',
  facts: [],
  mark: '',
  numbered: true,
  sections: [
    {
      key: 'a',
      title: 'A',
      class: 'public',
      text: [paragraph('offen', 'public'), paragraph('geheim', 'non_public')],
      blocks: [],
    },
    { key: 'b', title: 'B', class: 'public', text: [], blocks: [paragraph('technisch', 'technical')] },
    {
      key: 'c',
      title: 'Geheimtitel',
      class: 'non_public',
      text: [paragraph('auch offen gesagt', 'public')],
      blocks: [],
    },
  ],
};

test('an edition holds only parts of its classes; a section without any is left out with its title', () => {
  expect(wordsOf(edition(document, ['public']))).toEqual(['T', '', 'A', 'offen']);
  expect(wordsOf(edition(document, ['public', 'non_public', 'technical']))).toHaveLength(9);
});
