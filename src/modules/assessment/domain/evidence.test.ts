import { expect, test } from 'vitest';
import { hostOf, webAddress } from './evidence.ts';

test('a page of the web is kept when it is reached by https and its address tells where it leads', () => {
  expect(webAddress('https://www.tannau.de/Konzept ä.pdf')).toEqual({
    href: 'https://www.tannau.de/Konzept%20%C3%A4.pdf',
  });
  for (const [bad, fault] of [
    ['', 'https_only'],
    ['tannau.de', 'https_only'],
    ['http://tannau.de', 'https_only'],
    ['javascript:alert(1)', 'https_only'],
    ['https://', 'https_only'],
    ['https://localhost/x', 'url_own_machine'],
    ['https://app.localhost/', 'url_own_machine'],
    ['https://intranet/', 'url_own_machine'],
    ['https://[::1]/', 'url_own_machine'],
    ['https://tannau.de@example.org/', 'url_sign_in'],
    ['https://u:p@tannau.de/', 'url_sign_in'],
    [`https://tannau.de/${'x'.repeat(1000)}`, 'too_long'],
  ] as const)
    expect([bad, webAddress(bad)]).toEqual([bad, { fault }]);
  // A look-alike shows its plain letters.
  expect(hostOf('https://tаnnau.de/')).toBe('xn--tnnau-4ve.de');
});
