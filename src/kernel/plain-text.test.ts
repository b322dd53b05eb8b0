import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test('spellings of one word come to the same', () => {
  expect(['Prüf-Frage', 'PRÜFFRAGE', ' prueffrage. '].map(plainText)).toEqual(
    Array.from({ length: 3 }, () => 'prueffrage'),
  );
  expect(plainText('Straße 2²')).toBe('strasse22');
  expect(plainText('–')).toBe('');
});
