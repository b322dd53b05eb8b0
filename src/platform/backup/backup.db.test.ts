import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importTown } from '../../app/import/import-town.ts';
import { type Installation, openInstallation, root } from '../../app/installation.ts';
import { emptyData } from '../../app/testing/demo-data.ts';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import { type Config, readConfig } from '../config.ts';
import { withClient } from '../database/roles.ts';
import { foreignServer, hasForeignServer } from '../database/testing/temporary.ts';
import { verifyJournal } from '../journal-chain/verify-journal.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

let product: TestInstallation;
const folder = mkdtempSync(join(tmpdir(), 'sollstand-backup-'));
const whole = join(folder, 'whole.gz');
const opened: Installation[] = [];
const given = () => ({
  product: '0.1.0',
  at: new Date('2026-11-23T10:00:00Z'),
  files: product.installation.ground.files.folder,
});

beforeAll(async () => {
  product = await openTestInstallation();
  const neighbour = join(folder, 'nachbar');
  cpSync(join(root, 'examples/tannau'), neighbour, { recursive: true });
  const file = join(neighbour, 'town.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('slug: tannau', 'slug: nachbar'));
  await importTown(product.installation, neighbour, false);
  // What only its author sees belongs into the backup too.
  const own = '/towns/tannau';
  await product.ask('beratung', 'PUT', `${own}/drafts/finding:new`, { body: '{"title":"Entwurf"}' });
  await product.ask('beratung', 'POST', `${own}/saved-views`, {
    list: 'findings',
    name: 'meine',
    query: 'q=x',
  });
  await sql`select app.seal_journal(100000)`.execute(product.installation.ground.db);
  await backUp(product.installation.database.ownerUrl, whole, given());
});
afterAll(async () => {
  for (const installation of opened) await installation.close();
  await product?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function empty(config: Partial<Config> = {}): Promise<Installation> {
  const data = mkdtempSync(join(folder, 'data-'));
  emptyData(data);
  const installation = await openInstallation(
    { ...readConfig({ SOLLSTAND_DATA: data }, root), ...config },
    'command',
  );
  opened.push(installation);
  return installation;
}
const target = ({ database, ground }: Installation) => ({
  ownerUrl: database.ownerUrl,
  appRole: database.appRole,
  migrations: join(root, 'migrations'),
  files: ground.files.folder,
});

/** Rows of every table, without the journal row that the restore itself writes. */
const content = (ownerUrl: string, town?: string): Promise<Record<string, string>> =>
  withClient(ownerUrl, async (client) => {
    const tables = await client.query<{
      name: string;
    }>(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'town_id' and not a.attisdropped
      where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('idempotency', 'search_fresh', 'search_word') order by 1`);
    const found: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const leave =
        name === 'journal'
          ? " and t.event <> 'town.restored'"
          : name === 'journal_payload'
            ? " and exists (select 1 from journal j where j.id = t.journal_id and j.event <> 'town.restored')"
            : '';
      const { rows } = await client.query<{ line: string }>(
        `select (to_jsonb(t) - 'words' - 'title_words')::text as line from "${name}" t where ($1::text is null or town_id = (select id from town where slug = $1))${leave} order by 1`,
        [town ?? null],
      );
      found[name] = `${rows.length} ${createHash('sha256')
        .update(rows.map((row) => row.line).join('\n'))
        .digest('hex')}`;
    }
    return found;
  });

test('an empty installation gets everything back: rows, people, journal hashes', async () => {
  const fresh = await empty();
  const manifest = await restore(target(fresh), whole);
  expect(manifest.towns.map((town) => town.slug)).toEqual(['nachbar', 'tannau']);
  expect(await content(fresh.database.ownerUrl)).toEqual(
    await content(product.installation.database.ownerUrl),
  );
  await sql`select app.seal_journal(100000)`.execute(fresh.ground.db);
  for (const report of await verifyJournal(fresh.database.ownerUrl, []))
    expect(report).toMatchObject({ damage: [], unsealed: 0 });
  const { rows } = await sql<{ user_id: string }>`select * from app.door_sign_in('beratung', null)`.execute(
    fresh.ground.db,
  );
  expect(rows).toHaveLength(1);
});

test('a single town goes where another one lives already', async () => {
  const file = join(folder, 'town.gz');
  await backUp(product.installation.database.ownerUrl, file, { ...given(), town: 'nachbar' });
  const fresh = await empty();
  await importTown(fresh, join(root, 'examples/tannau'), false);
  const before = await content(fresh.database.ownerUrl, 'tannau');
  await restore(target(fresh), file);
  expect(await content(fresh.database.ownerUrl, 'nachbar')).toEqual(
    await content(product.installation.database.ownerUrl, 'nachbar'),
  );
  expect(await content(fresh.database.ownerUrl, 'tannau')).toEqual(before);
  await expect(restore(target(fresh), file)).rejects.toThrow('Hier gibt es schon: nachbar');
});

describe.skipIf(!hasForeignServer)('an existing PostgreSQL 15', () => {
  let server: Awaited<ReturnType<typeof foreignServer>>;
  beforeAll(async () => {
    server = await foreignServer();
    await withClient(server.admin, async (client) => {
      await client.query("create role stadt login createrole password 'ein langes Kennwort'");
      await client.query('create database stadt owner stadt');
    });
  });
  afterAll(async () => {
    for (const installation of opened.splice(0)) await installation.close();
    server?.stop();
  });

  test('gets the same rows from the embedded one', async () => {
    const url = new URL(server.admin);
    const databaseUrl = `postgresql://stadt:${encodeURIComponent('ein langes Kennwort')}@${url.host}/stadt`;
    const fresh = await empty({ databaseUrl });
    await restore(target(fresh), whole);
    expect(await content(databaseUrl)).toEqual(await content(product.installation.database.ownerUrl));
  });
});

describe('a file that is not whole is refused before anything is touched', () => {
  const refused = async (name: string, change: (path: string) => void, text: RegExp) => {
    const file = join(folder, name);
    cpSync(whole, file);
    change(file);
    const fresh = await empty();
    await expect(restore(target(fresh), file)).rejects.toThrow(text);
    const { rows } = await withClient(fresh.database.ownerUrl, (client) =>
      client.query('select count(*)::int as n from town'),
    );
    expect(rows[0].n).toBe(0);
  };
  test('one byte flipped', () =>
    refused(
      'flipped.gz',
      (path) => {
        const bytes = readFileSync(path);
        const place = Math.floor(bytes.length / 2);
        bytes[place] = (bytes[place] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
      /beschädigt|verändert/,
    ));
  test('cut short', () =>
    refused('short.gz', (path) => truncateSync(path, 5000), /beschädigt|unvollständig/));
  test('something else', () =>
    refused('other.gz', (path) => writeFileSync(path, 'kein Archiv'), /beschädigt oder keine Sicherung/));
});

test('backups that earlier versions left are restored by this one, rows, files and chain', async () => {
  const past = join(root, 'test/upgrade');
  const files = readdirSync(past).filter((name) => name.endsWith('.gz'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const fresh = await empty();
    const manifest = await restore(target(fresh), join(past, name));
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from app.door_towns()`.execute(
      fresh.ground.db,
    );
    expect(rows[0]?.n).toBe(manifest.towns.length);
    const counts = await withClient(fresh.database.ownerUrl, async (client) => {
      const counted: [string, number][] = [];
      for (const { name: table } of manifest.tables)
        counted.push([table, (await client.query(`select count(*)::int as n from ${table}`)).rows[0].n]);
      return counted;
    });
    // The restore itself is told in the journal of each town.
    const told = (table: string): number =>
      /^journal(_payload|_head)?$/.test(table) ? manifest.towns.length : 0;
    expect(counts).toEqual(manifest.tables.map((table) => [table.name, table.rows + told(table.name)]));
    const { folder: home } = fresh.ground.files;
    const kept = existsSync(home) ? readdirSync(home, { recursive: true, withFileTypes: true }) : [];
    expect(kept.filter((entry) => entry.isFile())).toHaveLength(manifest.files?.count ?? 0);
    await sql`select app.seal_journal(100000)`.execute(fresh.ground.db);
    for (const report of await verifyJournal(fresh.database.ownerUrl, []))
      expect(report).toMatchObject({ damage: [], unsealed: 0 });
  }
});
