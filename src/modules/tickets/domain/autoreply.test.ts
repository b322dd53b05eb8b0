import { expect, test } from 'vitest';
import { addressesIn, automaticMail, type Headers, NEVER_OPENS } from './autoreply.ts';

const own = { addresses: ['hilfe@gemeinde.example'], messageIdEnds: ['@tickets.gemeinde.example'] };
const PERSON = {
  from: 'Erika Muster <erika@gemeinde.example>',
  subject: 'Heizung kalt',
  'message-id': '<1@mail.example>',
};

function judge(
  part: Readonly<Record<string, string | readonly string[]>>,
  type = 'text/plain; charset=utf-8',
) {
  const headers: Headers = new Map(
    Object.entries({ ...PERSON, ...part }).map(([name, value]) => [
      name,
      typeof value === 'string' ? [value] : value,
    ]),
  );
  return automaticMail(headers, type, own);
}

test.each<[string, Record<string, string | readonly string[]>, string?]>([
  ['own', { 'message-id': '<7.2@tickets.gemeinde.example>' }],
  ['own', { 'x-loop': 'hilfe@gemeinde.example' }],
  ['own', { from: '"Hilfe" <Hilfe@gemeinde.example>' }],
  ['own', { received: Array.from({ length: 31 }, (_, i) => `from host${i}`) }],
  ['bounce', {}, 'multipart/report; report-type=delivery-status; boundary=x'],
  ['bounce', {}, 'Multipart/Report;\r\n boundary="x"; Report-Type="delivery-status"'],
  ['bounce', { from: 'Mail Delivery System <MAILER-DAEMON@mx.example>', 'auto-submitted': 'auto-replied' }],
  ['bounce', { from: 'MAILER-DAEMON', 'return-path': '<>' }],
  ['bounce', { 'x-failed-recipients': 'weg@example.org', 'auto-submitted': 'auto-replied' }],
  ['bounce', { from: 'postmaster@mx.example', subject: 'Unzustellbar: Ihre Anfrage', 'return-path': '<>' }],
  ['bounce', { 'return-path': '<double-bounce@mx.example>' }],
  ['receipt', {}, 'multipart/report; report-type=disposition-notification; boundary=x'],
  ['complaint', {}, 'multipart/report; report-type="feedback-report"; boundary=x'],
  ['auto_reply', { 'auto-submitted': 'auto-replied (vacation)' }],
  ['auto_reply', { subject: 'Automatische Antwort: Heizung kalt' }],
  ['auto_reply', { subject: 'Abwesenheitsnotiz: Heizung', 'x-auto-response-suppress': 'All' }],
  ['auto_reply', { subject: 'Abwesend bis 7.12.', 'auto-submitted': 'auto-generated' }],
  ['auto_reply', { 'x-autoreply': 'yes' }],
  ['auto_reply', { precedence: 'auto_reply' }],
  ['auto_reply', { 'return-path': '<>' }],
  ['list', { precedence: 'bulk' }],
  ['list', { 'list-id': 'Amtsblatt <amtsblatt.example>' }],
  ['notice', { 'auto-submitted': 'auto-generated' }],
  ['notice', { from: 'Überwachung <no-reply@monitor.example>' }],
  ['notice', { 'x-auto-response-suppress': 'DR, OOF, AutoReply' }],
])('%s is recognised: %j %s', (kind, part, type) => {
  const found = judge(part, type);
  expect(found?.kind).toBe(kind);
  expect(found?.reason).toMatch(/^[a-z-]+: \S/);
});

test.each<Record<string, string>>([
  {},
  { 'auto-submitted': 'no' },
  { 'return-path': '<erika@gemeinde.example>' },
  { subject: 'Abwesenheitsnotiz bitte einrichten' },
  { subject: 'Mail unzustellbar: was tun?' },
  { subject: 'AW: Automatische Antwort: Heizung', 'in-reply-to': '<7.1@tickets.gemeinde.example>' },
  { precedence: 'normal' },
  { 'x-loop': 'liste@anderswo.example' },
  { 'x-autoreply': 'no' },
  { from: '"hilfe@gemeinde.example" <erika@anderswo.example>' },
])('a person stays a person: %j', (part) => {
  expect(judge(part)).toBeNull();
});

test('what never opens a ticket, and what may', () => {
  expect([...NEVER_OPENS].sort()).toEqual(['auto_reply', 'bounce', 'complaint', 'own', 'receipt']);
  expect(addressesIn('"a@b, c" <X@Y.example>, z@w.example')).toEqual(['a@b', 'x@y.example', 'z@w.example']);
});

test('hostile headers take no time', () => {
  const long = '<a@'.repeat(300_000);
  const begun = performance.now();
  judge(
    {
      from: long,
      subject: `Zustellung${' '.repeat(900_000)}`,
      'return-path': ' '.repeat(900_000),
      'auto-submitted': long,
    },
    long,
  );
  expect(performance.now() - begun).toBeLessThan(1000);
  expect(automaticMail(new Map(), '', own)).toBeNull();
});
