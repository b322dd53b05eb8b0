import { expect, test } from 'vitest';
import { address, mac, serial, uuid, withoutPerson, words } from './report-words.ts';

test('serial numbers that makers leave standing tell no machine apart', () => {
  for (const junk of [
    '',
    'None',
    'N/A',
    'To Be Filled By O.E.M.',
    'Default string',
    'System Serial Number',
    'Chassis Serial Number',
    'Not Specified',
    'Not Available',
    'INVALID',
    '0123456789',
    '123456789',
    '00000000',
    'XXXXXXXX',
    '........',
    'abc',
  ])
    expect([junk, serial(junk)]).toEqual([junk, '']);
  for (const good of ['640HP72', 'CZC0479792', 'VMware-56 4d 12 34', 'C02NG5A5FY11', '1234-5678'])
    expect(serial(good)).toBe(good);
});

test('system UUIDs are told in capitals; those that series of boards share count for nothing', () => {
  expect(uuid('4c4c4544-0034-3010-8048-b6c04f503732')).toBe('4C4C4544-0034-3010-8048-B6C04F503732');
  for (const junk of [
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '03000200-0400-0500-0006-000700080009',
    'Not Settable',
    '',
  ])
    expect(uuid(junk)).toBe('');
});

test('addresses are those that lead to one machine', () => {
  expect(
    ['192.0.2.7', '2001:db8::7', '127.0.0.1', '::1', 'fe80::1', '169.254.3.4', 'aa:bb:cc:dd:ee:ff', 'x'].map(
      address,
    ),
  ).toEqual(['192.0.2.7', '2001:db8::7', '', '', '', '', '', '']);
  expect(['AA-BB-CC-DD-EE-FF', '00:00:00:00:00:00', 'b53d:dc:44:af:e9'].map(mac)).toEqual([
    'aa:bb:cc:dd:ee:ff',
    '',
    '',
  ]);
});

test('folders lose the name of their person, and text is one line that any database takes', () => {
  expect(withoutPerson(`/${'home'}/lieschen/daten`)).toBe(`/${'home'}/…/daten`);
  expect(withoutPerson(`/run/media/lieschen/STICK`)).toBe('/run/media/…/STICK');
  expect(withoutPerson(`C:\\${'Users'}\\lieschen\\x`)).toBe(`C:\\${'Users'}\\…\\x`);
  expect(withoutPerson('/var/lib/mysql')).toBe('/var/lib/mysql');
  expect(words('  a\u0000b\n c  ')).toBe('a b c');
});
