import { expect, test } from 'vitest';
import { hostOf, webAddress } from './evidence.ts';

test('a page of the web is kept when it is reached by https and its address tells where it leads', () => {
  expect(webAddress('https://www.tannau.de/Konzept ä.pdf')).toBe(
    'https://www.tannau.de/Konzept%20%C3%A4.pdf',
  );
  for (const bad of [
    '',
    'tannau.de',
    'http://tannau.de',
    'javascript:alert(1)',
    'https://',
    'https://localhost/x',
    'https://tannau.de@example.org/',
    'https://u:p@tannau.de/',
    `https://tannau.de/${'x'.repeat(1000)}`,
  ])
    expect([bad, webAddress(bad)]).toEqual([bad, null]);
  // A look-alike shows its plain letters.
  expect(hostOf('https://tаnnau.de/')).toBe('xn--tnnau-4ve.de');
});
