import { expect, test } from 'vitest';
import { supportEnds } from '../domain/support-end.ts';
import { supportTable } from './support-table.ts';

const endOf = (of: 'system' | 'software', name: string, version = '') =>
  supportEnds([], supportTable())({ of, name, version })?.product ?? null;

test('every product is named once, with a day and a source', () => {
  const names = supportTable().map(({ product }) => product);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(80);
});

test('names as agents report them find their line and no other', () => {
  expect(endOf('system', 'Microsoft Windows Server 2012 R2 Standard', '6.3.9600')).toBe(
    'Windows Server 2012 R2',
  );
  expect(endOf('system', 'Microsoft Windows Server 2012 Datacenter')).toBe('Windows Server 2012');
  expect(endOf('system', 'Microsoft Windows 10 Pro', '22H2')).toBe('Windows 10');
  expect(endOf('system', 'Microsoft Windows 10 Enterprise LTSC 2021')).toBe(
    'Windows 10 Enterprise LTSC 2021',
  );
  expect(endOf('system', 'Debian GNU/Linux 12 (bookworm)', '12.11')).toBe('Debian 12 (mit LTS)');
  expect(endOf('system', 'Ubuntu 22.04.4 LTS')).toBe('Ubuntu 22.04 LTS');
  expect(endOf('system', 'Red Hat Enterprise Linux release 8.9 (Ootpa)')).toBe('Red Hat Enterprise Linux 8');
  expect(endOf('software', 'Microsoft Office Professional Plus 2016 - de-de', '16.0')).toBe(
    'Microsoft Office 2016',
  );
  expect(endOf('software', 'PostgreSQL 13', '13.2.3')).toBe('PostgreSQL 13');
  expect(endOf('software', 'Microsoft SQL Server 2012 Native Client')).toBeNull();
  expect(endOf('software', 'postgresql-common', '248')).toBeNull();
});
