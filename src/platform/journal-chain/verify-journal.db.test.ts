import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import { withClient } from '../database/roles.ts';
import { type Anchor, keepAnchors, readAnchors } from './anchors.ts';
import { verifyJournal } from './verify-journal.ts';

let product: TestInstallation;
let anchors: Anchor[] = [];
const folder = mkdtempSync(join(tmpdir(), 'anchors-'));

beforeAll(async () => {
  product = await openTestInstallation();
  const { db } = product.installation.ground;
  await sql`select app.seal_journal(100000)`.execute(db);
  const { rows } = await sql<{
    town_id: string;
    seq: number;
    hash: Buffer;
  }>`select * from app.door_journal_heads()`.execute(db);
  keepAnchors(
    folder,
    rows.map((row) => ({ townId: row.town_id, seq: row.seq, hash: row.hash.toString('hex') })),
    new Map(),
    new Date(),
  );
  appendFileSync(join(folder, 'journal-heads.log'), 'kein JSON\n');
  anchors = readAnchors(folder);
});
afterAll(async () => {
  await product?.close();
  rmSync(folder, { recursive: true, force: true });
});

const owner = (statement: string, values: unknown[] = []) =>
  withClient(product.installation.database.ownerUrl, (client) => client.query(statement, values));
const verify = async () => (await verifyJournal(product.installation.database.ownerUrl, anchors))[0];

beforeEach(async () => {
  const report = await verify();
  expect(report?.damage).toEqual([]);
  expect(report?.sealed).toBeGreaterThan(500);
});

/** Damages as the owner, looks, and repairs, so that each test starts from a whole chain. */
async function damaged(damage: string, repair: string): Promise<string[]> {
  await owner(damage);
  const report = await verify();
  await owner(repair);
  return [...new Set(report?.damage.map((d) => d.code))];
}

test('an altered payload is found', async () => {
  expect(
    await damaged(
      "update journal_payload set payload = replace(payload, 'Import', 'import') where journal_id = (select min(journal_id) + 7 from journal_payload)",
      "update journal_payload set payload = replace(payload, 'import', 'Import') where journal_id = (select min(journal_id) + 7 from journal_payload)",
    ),
  ).toContain('altered');
});

test('an altered row is found', async () => {
  expect(
    await damaged(
      "update journal set via = 'session' where id = (select min(id) + 3 from journal)",
      "update journal set via = 'command' where id = (select min(id) + 3 from journal)",
    ),
  ).toEqual(['altered']);
});

test('a row removed from the middle is found', async () => {
  await owner('create table kept as select * from journal where id = (select min(id) + 20 from journal)');
  await owner(
    'create table kept_payload as select * from journal_payload where journal_id in (select id from kept)',
  );
  expect(
    await damaged(
      'delete from journal where id in (select id from kept)',
      'insert into journal overriding system value select * from kept; insert into journal_payload select * from kept_payload; drop table kept; drop table kept_payload',
    ),
  ).toContain('removed');
});

test('the newest row removed with its seal is found by its anchor', async () => {
  await owner('create table kept as select * from journal_seal order by seq desc limit 1');
  expect(
    await damaged(
      'delete from journal_seal where seq = (select max(seq) from journal_seal)',
      'insert into journal_seal select * from kept; drop table kept',
    ),
  ).toEqual(['head_missing']);
});

test('a row slipped in with a seal of its own is found', async () => {
  await owner('create table kept as select * from journal_seal where seq > 50');
  const slip = `insert into journal overriding system value select town_id, 999999999, xid, at, actor_id, via, event, event_version, kind, record_id, office_id, digest from journal order by id limit 1;
    delete from journal_seal where seq > 50;
    insert into journal_seal select town_id, 51, 999999999, hash from kept where seq = 51;
    insert into journal_seal select town_id, seq + 1, journal_id, hash from kept`;
  expect(
    await damaged(
      slip,
      'delete from journal_seal where seq > 50; insert into journal_seal select * from kept; delete from journal where id = 999999999; drop table kept',
    ),
  ).toContain('altered');
});

test('an erased payload leaves the chain whole and is counted', async () => {
  await owner('delete from journal_payload where journal_id = (select max(journal_id) from journal_payload)');
  const report = await verify();
  expect(report).toMatchObject({ erased: 1, damage: [] });
});
