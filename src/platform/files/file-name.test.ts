import { expect, test } from 'vitest';
import { disposition, safeName } from './file-name.ts';

test.each([
  ['Lageplan Schließfächer Übersicht.pdf', 'Lageplan Schließfächer Übersicht.pdf'],
  ['../../etc/passwd.txt', 'passwd.txt'],
  ['C:\\Users\\x\\Plan.pdf', 'Plan.pdf'],
  ['a\u0000b.pdf', 'ab.pdf'],
  ['Rechnung\u202Efdp.exe.pdf', 'Rechnungfdp.exe.pdf'],
  ['zeile\r\nset-cookie: a=b.txt', 'zeileset-cookie_ a=b.txt'],
  ['.htaccess', 'htaccess'],
  ['...', 'Anlage'],
  ['', 'Anlage'],
  ['u\u0308bersicht.PDF', 'übersicht.pdf'],
  ['a"b<c>.pdf', 'a_b_c_.pdf'],
  ['halb\ud800.pdf', 'halb\ufffd.pdf'],
])('%j is called %j', (given, name) => expect(safeName(given)).toBe(name));

test('300 characters become 120 with their ending', () => {
  const name = safeName(`${'ä'.repeat(300)}.pdf`);
  expect([...name]).toHaveLength(120);
  expect(name.endsWith('ä.pdf')).toBe(true);
});

test('a name goes into the header whole, and without umlauts for old readers', () => {
  expect(disposition('attachment', `Größe 1'(2)*.pdf`)).toBe(
    `attachment; filename="Groesse 1'(2)*.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%201%27%282%29%2A.pdf`,
  );
  expect(disposition('inline', 'Łódź 東京.png')).toMatch(
    /^inline; filename="_odz __\.png"; filename\*=UTF-8''/,
  );
});
