import { expect, test } from 'vitest';
import { insertMay, type PlaceValues, unknownPlaces, withBlock, withValues } from './blocks.ts';

const values: PlaceValues = {
  gemeinde: 'Tannau',
  einwohner: null,
  datum: '30.11.2026',
  haushaltsjahr: '2026',
  naechstes_haushaltsjahr: '2027',
  buergermeister: null,
  analysewoche: null,
};

test('placeholders: known ones get their value, others and broken ones are named', () => {
  expect(withValues('{{gemeinde}}, {{ datum }}: {{buergermeister}}', values)).toBe(
    'Tannau, 30.11.2026: {{buergermeister}}',
  );
  expect(unknownPlaces('{{gemeinde}} {{wappen}} {{ wappen }} {{}} {{datum')).toEqual([
    '{{wappen}}',
    '{{}}',
    '{{',
  ]);
});

test('a block goes where no more people read than it is for, and not without its values', () => {
  const text = 'Für {{gemeinde}}';
  const may = (as: 'public' | 'technical', into: 'public' | 'technical', words = text) =>
    insertMay({ text: words, class: as }, { class: into }, values);
  expect([may('public', 'technical'), may('technical', 'technical')]).toEqual([true, true]);
  expect(may('technical', 'public')).toBe('block_class_higher');
  expect(may('public', 'public', '{{buergermeister}}')).toBe('block_place_empty');
});

test('a block stands by itself unless it is one line within another', () => {
  expect(withBlock('Vor nach', 4, 'und ')).toBe('Vor und nach');
  expect(withBlock('Vor nach', 4, 'A\n\nB')).toBe('Vor nach\n\nA\n\nB');
  expect(withBlock('Erster.\n\nZweiter.', 7, 'Neu.')).toBe('Erster.\n\nNeu.\n\nZweiter.');
  expect(withBlock('', 0, 'Neu.')).toBe('Neu.');
});
