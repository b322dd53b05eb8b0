import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from '../app/testing/installation.ts';
import { recordAt } from './journal.ts';
import { verifyJournal } from './journal-chain/verify-journal.ts';
import { insertRecords, updateRecords } from './record-batches.ts';
import { insertRecord, noPersonalData, type RecordKind, type Row, type StoredRow } from './records.ts';
import { inTown, jobActor, type TownTx } from './tx.ts';

const item: RecordKind = {
  table: 'item',
  kind: 'item',
  numbered: true,
  privacy: noPersonalData({}),
  search: (row) => ({ title: String(row.name), body: String(row.note) }),
};
let product: TestInstallation;
let townId = '';
beforeAll(async () => {
  product = await openTestInstallation();
  const { rows } = await sql<{ town_id: string }>`select town_id from app.door_towns()`.execute(
    product.installation.ground.db,
  );
  townId = rows[0]?.town_id ?? '';
});
afterAll(() => product?.close());

const within = <T>(work: (tx: TownTx) => Promise<T>) =>
  inTown(product.installation.ground, jobActor({ townId, actorId: null }), work);
const values = (at: number): Row => ({
  kind: 'server',
  name: `Stapel ${at}`,
  bought_on: '2026-11-23',
  note: `Notiz ${at}`,
});
/** A record without what differs from one to the next. */
const alike = ({
  id: _id,
  number: _number,
  name: _name,
  note: _note,
  created_at: _made,
  updated_at: _changed,
  ...rest
}: StoredRow & Row) => rest;
const found = (tx: TownTx, id: string) =>
  sql<{ title: string; body: string }>`select title, body from search_entry where record_id = ${id}`
    .execute(tx.db)
    .then(({ rows }) => rows[0]);

test('many at once leave the same behind as one by one: record, numbers, journal, search', async () => {
  await within(async (tx) => {
    const single = await insertRecord(tx, item, values(0));
    const many = await insertRecords(tx, item, [1, 2, 3].map(values));
    expect(many.map((row) => row.number)).toEqual([1, 2, 3].map((step) => Number(single.number) + step));
    for (const row of many) {
      expect(alike(row)).toEqual(alike(single));
      const { id: _id, ...state } = (await recordAt(tx, row.id, tx.now.toISOString())).row ?? {};
      expect(state).toMatchObject({ name: row.name, bought_on: '2026-11-23', quantity: 1 });
      expect(await found(tx, row.id)).toEqual({ title: row.name, body: row.note });
    }
    expect((await insertRecord(tx, item, values(4))).number).toBe(Number(single.number) + 4);
  });
});

test('changes of different columns are journalled each for itself; what stays the same is left alone', async () => {
  const made = await within((tx) => insertRecords(tx, item, [10, 11, 12].map(values)));
  const [one, two, three] = made as [StoredRow, StoredRow, StoredRow];
  const changed = await within((tx) =>
    updateRecords(tx, item, [
      { before: one, patch: { note: 'neu', quantity: 5 } },
      { before: two, patch: { bought_on: null } },
      { before: three, patch: { note: three.note } },
    ]),
  );
  expect(changed).toBe(2);
  await within(async (tx) => {
    const { rows } = await sql<
      StoredRow & Row
    >`select * from item where id = any(${[one.id, two.id, three.id]}) order by name`.execute(tx.db);
    expect(rows).toMatchObject([
      { note: 'neu', quantity: 5, version: 2 },
      { bought_on: null, version: 2, note: 'Notiz 11' },
      { version: 1 },
    ]);
    expect(await recordAt(tx, one.id, tx.now.toISOString())).toMatchObject({
      row: { note: 'neu', quantity: 5 },
    });
    expect(await found(tx, one.id)).toEqual({ title: 'Stapel 10', body: 'neu' });
  });
});

test('a duplicate and an unknown reference are refused as with one record, and nothing remains', async () => {
  const count = () =>
    within(
      async (tx) => (await sql<{ n: number }>`select count(*)::int as n from item`.execute(tx.db)).rows[0]?.n,
    );
  const before = await count();
  const attempt = (more: Row) =>
    within((tx) =>
      insertRecords(
        tx,
        item,
        [values(20), values(21)].map((row) => ({ ...row, ...more })),
      ),
    );
  await expect(attempt({ number: 900_001 })).rejects.toMatchObject({ code: 'duplicate' });
  await expect(attempt({ site_id: crypto.randomUUID() })).rejects.toMatchObject({
    fields: [{ path: 'siteId', code: 'unknown_reference' }],
  });
  expect(await count()).toBe(before);
});

test('the chain over the journal holds', async () => {
  await sql`select app.seal_journal()`.execute(product.installation.ground.db);
  const [report] = await verifyJournal(product.installation.database.ownerUrl, []);
  expect(report?.sealed).toBeGreaterThan(0);
  expect(report?.damage).toEqual([]);
});
