import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { grantAppRole } from './grants.ts';
import { codeOf, DatabaseProblem, messageOf } from './problem.ts';
import { withClient } from './roles.ts';

interface Migration {
  stamp: string;
  name: string;
  sql: string;
  checksum: string;
}

interface Applied {
  stamp: string;
  name: string;
  checksum: string;
}

// One number for all processes that migrate this database.
const MIGRATION_LOCK = 7_036_002;
const FILE = /^(\d{4})_([a-z0-9][a-z0-9_-]*)\.sql$/;

/**
 * Applies the files of `dir` the database does not have yet, in order, each in a transaction of its own, and
 * then sets the rights of the application role. Safe from several processes at once. `upTo` stops at a stamp:
 * a backup of that time is loaded there before the rest follows.
 */
export async function migrate(
  ownerUrl: string,
  appRole: string,
  dir: string,
  upTo?: string,
): Promise<{ applied: string[] }> {
  const files = readMigrations(dir).filter((file) => !upTo || file.stamp <= upTo);
  return withClient(ownerUrl, async (client) => {
    // The connection's end frees the lock, whatever happens.
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await appliedSoFar(client);
    const open = stillOpen(files, done);
    for (const file of open) await apply(client, file);
    await grantAppRole(client, appRole);
    return { applied: open.map((file) => `${file.stamp}_${file.name}`) };
  });
}

/** Stamp of the newest migration in the database; null before the first. */
export async function migrationLevel(client: pg.Client): Promise<string | null> {
  return (await appliedSoFar(client)).at(-1)?.stamp ?? null;
}

export function readMigrations(dir: string): Migration[] {
  const names = readdirSync(dir).filter((name) => name.endsWith('.sql'));
  const files = names.sort().map((file) => {
    const parts = FILE.exec(file);
    if (!parts)
      throw new DatabaseProblem('migration_name', `Die Datei ${file} heißt nicht wie 0001_name.sql.`);
    const sql = readFileSync(path.join(dir, file), 'utf8').replaceAll('\r\n', '\n');
    return {
      stamp: parts[1] ?? '',
      name: parts[2] ?? '',
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
    };
  });
  const twice = files.find((file, at) => file.stamp === files[at - 1]?.stamp);
  if (twice)
    throw new DatabaseProblem(
      'migration_stamp',
      `Zwei Migrationsdateien tragen den Stempel ${twice.stamp}; bitte eine umnummerieren.`,
    );
  return files;
}

async function appliedSoFar(client: pg.Client): Promise<Applied[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('public.schema_migration') is not null as there`,
  );
  if (!found[0]?.there) {
    await client.query(`
      create table public.schema_migration (
        stamp text primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now()
      );
      comment on table public.schema_migration is 'app: select'`);
  }
  const { rows } = await client.query<Applied>(
    'select stamp, name, checksum from public.schema_migration order by stamp',
  );
  return rows;
}

function stillOpen(files: Migration[], done: Applied[]): Migration[] {
  const known = new Map(files.map((file) => [file.stamp, file]));
  const newer = done.filter((entry) => !known.has(entry.stamp));
  if (newer.length)
    throw new DatabaseProblem(
      'database_newer',
      `Die Datenbank ist auf dem Stand ${done.at(-1)?.stamp}, diese Fassung von Sollstand kennt nur ${files.at(-1)?.stamp ?? 'keinen'}; bitte die neuere Fassung starten oder eine Sicherung von vor der Umstellung einspielen.`,
    );
  const altered = done.find((entry) => known.get(entry.stamp)?.checksum !== entry.checksum);
  if (altered)
    throw new DatabaseProblem(
      'migration_altered',
      `Die Migrationsdatei ${altered.stamp}_${altered.name}.sql wurde nach ihrer Anwendung geändert; bitte die ursprüngliche Datei wiederherstellen und Änderungen in eine neue Datei schreiben.`,
    );
  const last = done.at(-1)?.stamp ?? '';
  const open = files.filter((file) => !done.some((entry) => entry.stamp === file.stamp));
  const late = open.find((file) => file.stamp < last);
  if (late)
    throw new DatabaseProblem(
      'migration_order',
      `Die Migrationsdatei ${late.stamp}_${late.name}.sql steht vor dem erreichten Stand ${last}; bitte ihr einen höheren Stempel geben.`,
    );
  return open;
}

async function apply(client: pg.Client, file: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(file.sql);
    await client.query('insert into public.schema_migration (stamp, name, checksum) values ($1, $2, $3)', [
      file.stamp,
      file.name,
      file.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new DatabaseProblem(
      'migration_failed',
      `Die Umstellung der Datenbank ist bei ${file.stamp}_${file.name}.sql gescheitert (${codeOf(error)}: ${messageOf(error)}${lineOf(error, file.sql)}); sie wurde zurückgenommen, der vorige Stand gilt weiter.`,
      error,
    );
  }
}

function lineOf(error: unknown, sql: string): string {
  const at = typeof error === 'object' && error && 'position' in error ? Number(error.position) : 0;
  return at ? `, Zeile ${sql.slice(0, at).split('\n').length}` : '';
}
