import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allKinds as kinds } from '#modules/privacy';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

/** Column names that speak of people; a new one has to be declared before this passes. */
const TELLING =
  /^(email|login|by_name|seen_by|participants|reviewer_\w+|owner_person_id|person_id|head_title|added_by\w*)$/;

test('every column that tells of a person is declared with how long it is kept', async () => {
  const { rows } = await sql<{
    table: string;
    column: string;
  }>`select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' order by 1, 2`.execute(product.installation.ground.db);
  const missing = kinds.flatMap((kind) =>
    rows
      .filter(
        (row) =>
          row.table === kind.table && TELLING.test(row.column) && !kind.privacy.personal.includes(row.column),
      )
      .map((row) => `${row.table}.${row.column}`),
  );
  expect(missing).toEqual([]);
  const invented = kinds.flatMap((kind) =>
    kind.privacy.personal
      .filter((column) => !rows.some((row) => row.table === kind.table && row.column === column))
      .map((column) => `${kind.table}.${column}`),
  );
  expect(invented).toEqual([]);
});

test('every table of records belongs to exactly one module', () => {
  const tables = kinds.map((kind) => kind.table);
  expect(new Set(tables).size).toBe(tables.length);
});
