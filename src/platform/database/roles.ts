import pg from 'pg';
import { redactedAddress } from '../config.ts';
import { codeOf, DatabaseProblem, messageOf } from './problem.ts';

export const OLDEST_SERVER = 15;
export const EXTENSIONS = ['pg_trgm', 'fuzzystrmatch', 'btree_gin'] as const;

const CONNECT_PATIENCE = 8000;
const ident = pg.escapeIdentifier;
const literal = pg.escapeLiteral;

/** Opens one connection for `work`; faults of the connection become one sentence. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_PATIENCE });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw unreachable(url, error);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function unreachable(url: string, error: unknown): DatabaseProblem {
  const code = codeOf(error);
  const at = redactedAddress(url);
  const remedy =
    code === '28P01' || code === '28000'
      ? 'Rolle oder Kennwort werden abgelehnt; bitte die Anmeldung in der Adresse prüfen'
      : code === '3D000'
        ? 'die Datenbank gibt es nicht; bitte sie anlegen (createdb) oder die Adresse berichtigen'
        : code === '53300'
          ? 'es sind keine Verbindungen mehr frei; bitte max_connections erhöhen'
          : code === 'ENOTFOUND' || code === 'EAI_AGAIN'
            ? 'der Rechnername ist unbekannt; bitte die Adresse prüfen'
            : `${code || messageOf(error)}; bitte prüfen, ob der Server läuft und von hier erreichbar ist`;
  return new DatabaseProblem('unreachable', `Die Datenbank ${at} ist nicht erreichbar: ${remedy}.`, error);
}

export async function assertServerVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (major >= OLDEST_SERVER) return;
  throw new DatabaseProblem(
    'server_version',
    `Die Datenbank läuft mit PostgreSQL ${major}; Sollstand braucht PostgreSQL ${OLDEST_SERVER} oder neuer.`,
  );
}

export async function ensureExtensions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ extname: string }>('select extname from pg_extension');
  const there = new Set(rows.map((row) => row.extname));
  const missing = EXTENSIONS.filter((name) => !there.has(name));
  for (const name of missing) {
    try {
      await client.query(`create extension if not exists ${ident(name)} schema public`);
    } catch (error) {
      const remedy =
        codeOf(error) === '42501'
          ? `bitte als Datenbankverwalter „CREATE EXTENSION ${name}“ in dieser Datenbank ausführen`
          : 'bitte das Paket mit den PostgreSQL-Zusatzmodulen (postgresql-contrib) auf dem Datenbankserver installieren';
      throw new DatabaseProblem(
        'extension',
        `Der Datenbank fehlt die Erweiterung ${name}; ${remedy}.`,
        error,
      );
    }
  }
}

export interface EmbeddedRoles {
  database: string;
  owner: string;
  app: string;
}

/** Makes database, owner and application login in a cluster of our own; does nothing when they are there. */
export async function bootstrap(
  address: (role: string, database: string) => string,
  superuser: string,
  roles: EmbeddedRoles,
): Promise<void> {
  const password = (role: string): string =>
    decodeURIComponent(new URL(address(role, roles.database)).password);
  await withClient(address(superuser, 'postgres'), async (client) => {
    for (const role of [roles.owner, roles.app]) {
      const known = await client.query('select from pg_roles where rolname = $1', [role]);
      if (!known.rowCount)
        await client.query(
          `create role ${ident(role)} login nosuperuser nobypassrls nocreaterole nocreatedb noreplication
             password ${literal(password(role))}`,
        );
    }
    const known = await client.query('select from pg_database where datname = $1', [roles.database]);
    if (!known.rowCount)
      await client.query(`create database ${ident(roles.database)} owner ${ident(roles.owner)}`);
  });
  await withClient(address(superuser, roles.database), async (client) => {
    // Rights are written once: the database tidies up the same rows of its catalog by itself, and one of the two would fail.
    if (!(await hasRights(client, roles)))
      await client.query(`
        revoke all on database ${ident(roles.database)} from public;
        grant connect on database ${ident(roles.database)} to ${ident(roles.app)};
        alter schema public owner to ${ident(roles.owner)};
        revoke create on schema public from public;
        grant usage on schema public to ${ident(roles.app)}`);
    await ensureExtensions(client);
  });
}

/** True when database and schema belong to whom `bootstrap` gives them, and nobody else may enter. */
async function hasRights(client: pg.Client, { database, owner, app }: EmbeddedRoles): Promise<boolean> {
  const { rows } = await client.query<{ as_given: boolean }>(
    `select d.datacl is not null and not exists (select from aclexplode(d.datacl) a where a.grantee = 0)
        and has_database_privilege($2::name, d.datname, 'CONNECT')
        and pg_get_userbyid(n.nspowner) = $3
        and not exists (select from aclexplode(n.nspacl) a where a.grantee = 0 and a.privilege_type = 'CREATE')
        and has_schema_privilege($2::name, n.oid, 'USAGE') as as_given
      from pg_database d, pg_namespace n where d.datname = $1 and n.nspname = 'public'`,
    [database, app, owner],
  );
  return rows[0]?.as_given === true;
}

interface Bounds {
  name: string;
  super: boolean;
  bypass: boolean;
  create_role: boolean;
  replication: boolean;
  owns: boolean;
  creates: boolean;
  reads_files: boolean;
}

const BOUNDS = `
  select rolname as name, rolsuper as super, rolbypassrls as bypass, rolcreaterole as create_role,
    rolreplication as replication,
    exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and pg_has_role(current_user, c.relowner, 'MEMBER'))
    or exists (select from pg_database where datname = current_database()
        and pg_has_role(current_user, datdba, 'MEMBER'))
    or exists (select from pg_roles o where (o.rolsuper or o.rolbypassrls) and o.rolname <> current_user
        and pg_has_role(current_user, o.oid, 'MEMBER')) as owns,
    has_schema_privilege(current_user, 'public', 'CREATE')
    or has_database_privilege(current_user, current_database(), 'CREATE') as creates,
    exists (select from pg_roles p where p.rolname in ('pg_read_server_files', 'pg_write_server_files',
        'pg_execute_server_program') and pg_has_role(current_user, p.oid, 'MEMBER')) as reads_files
  from pg_roles where rolname = current_user`;

/** Refuses a login past which row-level security would not hold; run before serving. */
export async function assertAppRoleBound(appUrl: string): Promise<void> {
  await withClient(appUrl, async (client) => {
    await assertServerVersion(client);
    const { rows } = await client.query<Bounds>(BOUNDS);
    const role = rows[0];
    if (!role) throw new DatabaseProblem('app_role', 'Die Anwendungsrolle ist der Datenbank unbekannt.');
    const reasons = [
      role.super && 'Superuser ist',
      role.bypass && 'BYPASSRLS hat',
      role.create_role && 'Rollen anlegen darf (CREATEROLE)',
      role.replication && 'REPLICATION hat',
      role.owns && 'Eigentümerin von Tabellen oder der Datenbank ist oder es werden kann',
      role.creates && 'in der Datenbank Objekte anlegen darf (CREATE)',
      role.reads_files && 'auf Dateien des Datenbankservers zugreifen darf',
    ].filter((reason) => reason !== false);
    if (!reasons.length) return;
    throw new DatabaseProblem(
      'app_role_unbound',
      `Sollstand startet nicht, weil die Rolle „${role.name}“ ${reasons.join(' und ')}: Damit trennte die Datenbank die Kommunen nicht mehr; bitte in APP_DATABASE_URL eine eigene Rolle ohne solche Rechte angeben oder APP_DATABASE_URL weglassen.`,
    );
  });
}
