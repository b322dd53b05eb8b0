import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allKinds, declaredTables } from '#modules/privacy';
import { withClient } from '#platform/database/roles';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const asOwner = async (text: string) =>
  withClient(product.installation.database.ownerUrl, async (client) => (await client.query(text)).rows);

/**
 * Every column that can hold words or point at somebody. Out of question are only what the database computes, the key of the town, a
 * record's own key and office, and what a foreign key shows to be neither a person nor an account.
 */
const tellingColumns = (): Promise<{ table: string; column: string }[]> =>
  asOwner(`select c.table_name as "table", c.column_name as "column" from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and c.data_type in ('text', 'character varying', 'character', 'uuid', 'json', 'jsonb', 'ARRAY', 'USER-DEFINED', 'xml')
      and c.column_name not in ('town_id', 'id', 'office_id')
      and not exists (select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
        where k.contype = 'f' and k.conrelid = c.table_name::regclass and a.attname = c.column_name
          and k.confrelid not in ('person'::regclass, 'app_user'::regclass))
    order by 1, 2`);

const flat = (): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const [table, marks] of Object.entries(declaredTables))
    for (const [mark, columns] of Object.entries(marks))
      for (const column of columns ?? [])
        found.set(`${table}.${column}`, [...(found.get(`${table}.${column}`) ?? []), mark]);
  return found;
};

const undeclared = async () => {
  const marks = flat();
  return (await tellingColumns())
    .map(({ table, column }) => `${table}.${column}`)
    .filter((name) => !marks.has(name));
};

describe('the declaration of personal data', () => {
  test('covers every column of words and every key of a person, in every table', async () => {
    expect(await undeclared()).toEqual([]);
    expect((await tellingColumns()).length).toBeGreaterThan(120);
  });

  test('fails as soon as a migration adds a column that nobody has thought about', async () => {
    await asOwner(`alter table item add column handed_to text not null default '', add column handed_by uuid;
      create table postbox (town_id uuid, id uuid, words jsonb)`);
    expect(await undeclared()).toEqual(['item.handed_by', 'item.handed_to', 'postbox.words']);
    await asOwner('alter table item drop column handed_to, drop column handed_by; drop table postbox');
  });

  test('names no column that does not exist, and none twice', async () => {
    const rows = await asOwner(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    );
    const there = new Set(rows.map(({ name }) => name));
    const marks = flat();
    expect([...marks.keys()].filter((name) => !there.has(name))).toEqual([]);
    expect([...marks].filter(([, given]) => given.length > 1)).toEqual([]);
  });

  test('agrees with what retention empties', () => {
    const marks = flat();
    for (const { table, privacy } of allKinds) {
      for (const column of privacy.personal) {
        // Numbers need no mark: they are never compared with a name.
        const mark = marks.get(`${table}.${column}`)?.[0] ?? 'number';
        expect(mark, `${table}.${column}`).not.toMatch(/none|copy/);
      }
      for (const mark of ['name', 'login', 'user', 'person'] as const)
        for (const column of privacy.marks[mark] ?? []) expect(privacy.personal).toContain(column);
      expect(privacy.keepYears === null || (privacy.keepYears >= 1 && privacy.keepYears <= 10)).toBe(true);
    }
  });

  test('keeps closed words closed: what is never compared with a name cannot be written freely', async () => {
    const free = (await tellingColumns()).filter(
      ({ table, column }) => flat().get(`${table}.${column}`)?.[0] === 'none',
    );
    expect(free.map(({ table, column }) => `${table}.${column}`)).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/\.(note|title|statement|comment|reason|by_name|email|login|participants)$/),
      ]),
    );
  });
});

test('every table of records belongs to exactly one module', () => {
  const tables = allKinds.map((kind) => kind.table);
  expect(new Set(tables).size).toBe(tables.length);
});
