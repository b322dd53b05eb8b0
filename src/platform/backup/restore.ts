import type pg from 'pg';
import { migrate, readMigrations } from '../database/migrate.ts';
import { withClient } from '../database/roles.ts';
import { BackupFault, checkArchive, type Manifest, readTables } from './archive.ts';
import { putContents } from './contents.ts';

const BATCH = 500;

/** Where to: the owner's connection, the application's role, the migrations of this program and the folder of files. */
export interface RestoreTarget {
  ownerUrl: string;
  appRole: string;
  migrations: string;
  files: string;
}

/**
 * Plays a backup into an installation: all of it or nothing. Refuses a damaged, foreign or newer file before anything
 * is touched, and a target that already holds one of its towns. An older one is loaded on its own level and raised.
 */
export async function restore(target: RestoreTarget, file: string): Promise<Manifest> {
  const manifest = await checkArchive(file);
  const known = readMigrations(target.migrations).map((migration) => migration.stamp);
  if (manifest.migrations.some((stamp) => !known.includes(stamp))) {
    throw new BackupFault(
      `Die Sicherung stammt von einer neueren Fassung (${manifest.product}); bitte zuerst Sollstand erneuern.`,
    );
  }
  const older = manifest.migrations.length < known.length;
  await withClient(target.ownerUrl, async (client) => {
    await refuseCollision(client, manifest);
    if (older) await startOver(client, manifest);
  });
  if (older) await migrate(target.ownerUrl, target.appRole, target.migrations, manifest.migrations.at(-1));
  // Contents first: what no row names in the end is swept away by night.
  await putContents(target.files, file);
  await withClient(target.ownerUrl, (client) => load(client, file, manifest));
  if (older) await migrate(target.ownerUrl, target.appRole, target.migrations);
  return manifest;
}

async function refuseCollision(client: pg.Client, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ slug: string }>(
    'select slug from town where id = any($1::uuid[]) or slug = any($2::text[])',
    [manifest.towns.map((town) => town.id), manifest.towns.map((town) => town.slug)],
  );
  if (rows.length > 0) {
    throw new BackupFault(
      `Hier gibt es schon: ${rows.map((row) => row.slug).join(', ')}. Spielen Sie die Sicherung in eine leere Installation ein.`,
    );
  }
}

/** An older backup needs the tables of its time; that is only possible while nothing else lives here. */
async function startOver(client: pg.Client, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ n: string }>(
    'select (select count(*) from town) + (select count(*) from app_user) as n',
  );
  if (Number(rows[0]?.n ?? 0) > 0) {
    throw new BackupFault(
      `Die Sicherung ist älter (Stand ${manifest.migrations.at(-1)}); sie lässt sich nur in eine leere Installation einspielen.`,
    );
  }
  await client.query('drop schema app cascade; drop schema public cascade; create schema public');
}

async function load(client: pg.Client, file: string, manifest: Manifest): Promise<void> {
  const columns = new Map(manifest.tables.map((table) => [table.name, table.columns]));
  await client.query('begin');
  try {
    const { rows: known } = await client.query<{ id: string }>('select id from app_user');
    const here = known.map(({ id }) => id);
    const counts = new Map<string, number>();
    for await (const { table, rows } of readTables(file, BATCH)) {
      const names = columns.get(table);
      if (!names) throw new BackupFault(`Die Sicherung nennt eine unbekannte Tabelle: ${table}.`);
      const list = names.map((name) => `"${name}"`).join(', ');
      // People of one town may already be known here by their login; they keep what they have.
      const kept = table === 'app_user' ? ' on conflict do nothing' : '';
      const ofPeople = names.includes('user_id') && !names.includes('town_id');
      await client.query(
        `insert into "${table}" (${list}) overriding system value select ${list} from jsonb_populate_recordset(null::"${table}", $1::jsonb)${ofPeople ? ' where user_id <> all($2::uuid[])' : ''}${kept}`,
        ofPeople ? [`[${rows.join(',')}]`, here] : [`[${rows.join(',')}]`],
      );
      counts.set(table, (counts.get(table) ?? 0) + rows.length);
    }
    const short = manifest.tables.find((table) => (counts.get(table.name) ?? 0) !== table.rows);
    if (short)
      throw new BackupFault(`Die Tabelle ${short.name} ist nicht vollständig; es wurde nichts eingespielt.`);
    await client.query(
      "select setval(pg_get_serial_sequence('journal', 'id'), greatest((select max(id) from journal), 1))",
    );
    await markRestored(client, manifest);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/**
 * Transaction numbers start anew in another cluster: what was not sealed yet gets a number of this one, and a journal
 * row of its own says that the chain goes on here.
 */
async function markRestored(client: pg.Client, manifest: Manifest): Promise<void> {
  await client.query(
    `update journal j set xid = default where j.town_id = any($1::uuid[])
     and not exists (select 1 from journal_seal s where s.town_id = j.town_id and s.journal_id = j.id)`,
    [manifest.towns.map((town) => town.id)],
  );
  for (const town of manifest.towns) {
    await client.query(
      `with p as (select '{"by":"Sollstand","functions":[],"changes":{}}'::text as payload, decode(md5(random()::text), 'hex') as salt),
        j as (insert into journal (town_id, at, via, event, kind, record_id, digest)
          select $1, now(), 'command', 'town.restored', 'town', $1, sha256(salt || convert_to(payload, 'UTF8')) from p returning town_id, id)
       insert into journal_payload (town_id, journal_id, salt, payload) select j.town_id, j.id, p.salt, p.payload from j, p`,
      [town.id],
    );
  }
}
