import { expect, test } from 'vitest';
import { oneLine } from './one-line.ts';

test('a title stays one line, whatever is sent', () => {
  expect(oneLine('Auftakt\r\nBcc: wer@example.org')).toBe('Auftakt Bcc: wer@example.org');
  expect(oneLine('\u0000 a\tb\u2028c\u2029d\u0085e \n')).toBe('a b c d e');
  expect(oneLine('Straßenbauamt – ä é')).toBe('Straßenbauamt – ä é');
});
