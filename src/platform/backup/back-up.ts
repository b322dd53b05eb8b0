import type pg from 'pg';
import { withClient } from '../database/roles.ts';
import { BackupFault, type Manifest, writeArchive } from './archive.ts';
import { type Contents, contentLines, findContents } from './contents.ts';
import { type BackupTable, backupTables, townFilter } from './tables.ts';

const BATCH = 2000;

export interface BackupResult {
  manifest: Manifest;
  sha256: string;
  /** Files whose content is missing or damaged on the disk: their rows are in the backup, their content is not. */
  damaged: Contents['damaged'];
}

/**
 * Writes one consistent snapshot of the installation, or of one town with the people who work for it; with the contents
 * of files, which lie in `files`.
 */
export function backUp(
  ownerUrl: string,
  file: string,
  given: { product: string; at: Date; files: string; town?: string | undefined },
): Promise<BackupResult> {
  return withClient(ownerUrl, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    const town = given.town ? await townId(client, given.town) : null;
    const tables = await backupTables(client);
    const manifest: Manifest = {
      format: 'sollstand-backup-1',
      product: given.product,
      at: given.at.toISOString(),
      migrations: (
        await client.query<{ stamp: string }>('select stamp from schema_migration order by stamp')
      ).rows.map((row) => row.stamp),
      town: given.town ?? null,
      towns: await towns(client, town),
      tables: [],
    };
    for (const table of tables)
      manifest.tables.push({
        name: table.name,
        columns: table.columns,
        rows: await countRows(client, table, town),
      });
    const contents = await findContents(client, given.files, town);
    manifest.files = {
      count: contents.sound.length,
      bytes: contents.sound.reduce((sum, { bytes }) => sum + bytes, 0),
    };
    const lines = archiveLines(client, tables, town, manifest, contents);
    const { sha256 } = await writeArchive(file, lines);
    await client.query('commit');
    return { manifest, sha256, damaged: contents.damaged };
  });
}

async function townId(client: pg.Client, slug: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>('select id from town where slug = $1', [slug]);
  if (!rows[0]) throw new BackupFault(`Die Stadt „${slug}“ gibt es hier nicht.`);
  return rows[0].id;
}

async function towns(client: pg.Client, only: string | null): Promise<Manifest['towns']> {
  const { rows } = await client.query<{ id: string; slug: string; seq: string | null; hash: string | null }>(
    `select t.id, t.slug, s.seq, encode(s.hash, 'hex') as hash from town t
     left join lateral (select seq, hash from journal_seal where town_id = t.id order by seq desc limit 1) s on true
     where $1::uuid is null or t.id = $1 order by t.slug`,
    [only],
  );
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    head: row.seq && row.hash ? { seq: Number(row.seq), hash: row.hash } : null,
  }));
}

const from = (table: BackupTable, town: string | null): { text: string; values: string[] } =>
  town
    ? { text: `"${table.name}" t where ${townFilter(table)}`, values: [town] }
    : { text: `"${table.name}" t`, values: [] };

async function countRows(client: pg.Client, table: BackupTable, town: string | null): Promise<number> {
  const { text, values } = from(table, town);
  return Number(
    (await client.query<{ n: string }>(`select count(*) as n from ${text}`, values)).rows[0]?.n ?? 0,
  );
}

/** Rows go out as the database writes them; they are never read as numbers or dates in between. */
async function* archiveLines(
  client: pg.Client,
  tables: readonly BackupTable[],
  town: string | null,
  manifest: Manifest,
  contents: Contents,
): AsyncGenerator<string> {
  yield JSON.stringify({ manifest });
  for (const table of tables) {
    yield JSON.stringify({ table: table.name });
    const { text, values } = from(table, town);
    const row = table.columns.map((column) => `'${column}', t."${column}"`).join(', ');
    await client.query(
      `declare rows no scroll cursor for select jsonb_build_object(${row})::text as line from ${text}`,
      values,
    );
    for (;;) {
      const { rows } = await client.query<{ line: string }>(`fetch ${BATCH} from rows`);
      // A leading blank keeps rows apart from headings.
      for (const { line } of rows) yield ` ${line}`;
      if (rows.length < BATCH) break;
    }
    await client.query('close rows');
  }
  yield* contentLines(contents);
}
