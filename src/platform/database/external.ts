import { createHmac } from 'node:crypto';
import pg from 'pg';
import { codeOf, DatabaseProblem } from './problem.ts';
import { assertAppRoleBound, assertServerVersion, ensureExtensions, withClient } from './roles.ts';

const ident = pg.escapeIdentifier;
const literal = pg.escapeLiteral;
// A lock of our own number space: two processes that start at once shall not both create the role.
const SETUP_LOCK = 7_036_001;

/** Prepares an existing database: version, extensions, and a login for serving that owns nothing. */
export async function prepareExternal(ownerUrl: string, givenAppUrl?: string): Promise<{ appUrl: string }> {
  const appUrl = await withClient(ownerUrl, async (client) => {
    await assertServerVersion(client);
    await client.query('select pg_advisory_lock($1)', [SETUP_LOCK]);
    await assertMayCreate(client);
    await ensureExtensions(client);
    const found = givenAppUrl ?? (await derivedLogin(client, ownerUrl));
    await bindToDatabase(client, loginOf(found).user);
    return found;
  });
  await assertAppRoleBound(appUrl);
  return { appUrl };
}

async function assertMayCreate(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean; name: string }>(
    `select current_user as name, has_schema_privilege(current_user, 'public', 'CREATE')
       and has_database_privilege(current_user, current_database(), 'CREATE') as may`,
  );
  if (rows[0]?.may) return;
  throw new DatabaseProblem(
    'owner_rights',
    `Die Rolle „${rows[0]?.name}“ aus DATABASE_URL darf in dieser Datenbank nichts anlegen; bitte sie zur Eigentümerin machen (ALTER DATABASE … OWNER TO …).`,
  );
}

/** Rights on the database as a whole; those on tables follow from the migrations. */
async function bindToDatabase(client: pg.Client, appRole: string): Promise<void> {
  const { rows } = await client.query<{ name: string; known: boolean }>(
    'select current_database() as name, exists (select from pg_roles where rolname = $1) as known',
    [appRole],
  );
  const { name, known } = rows[0] ?? { name: '', known: false };
  if (!known)
    throw new DatabaseProblem(
      'app_role_missing',
      `Die Rolle „${appRole}“ aus APP_DATABASE_URL gibt es nicht; bitte sie anlegen (CREATE ROLE ${ident(appRole)} LOGIN PASSWORD …).`,
    );
  await client.query(`grant connect on database ${ident(name)} to ${ident(appRole)}`);
  await client.query('revoke create on schema public from public');
  await client.query(`grant usage on schema public to ${ident(appRole)}`);
}

/** The login `<owner>_app`; its password follows from the owner's, so that several processes agree. */
async function derivedLogin(client: pg.Client, ownerUrl: string): Promise<string> {
  const owner = loginOf(ownerUrl);
  if (!owner.password)
    throw needsLogin('DATABASE_URL enthält kein Kennwort, aus dem sich eines ableiten ließe');
  const user = `${owner.user}_app`;
  const password = createHmac('sha256', owner.password).update(`sollstand:${user}`).digest('base64url');
  const appUrl = withLogin(ownerUrl, user, password);
  const known = await client.query('select from pg_roles where rolname = $1', [user]);
  if (known.rowCount && (await answers(appUrl))) return appUrl;
  try {
    await client.query(
      known.rowCount
        ? `alter role ${ident(user)} login password ${literal(password)}`
        : `create role ${ident(user)} login nosuperuser nobypassrls nocreaterole nocreatedb noreplication
             password ${literal(password)}`,
    );
  } catch (error) {
    if (codeOf(error) !== '42501') throw error;
    throw needsLogin(
      `die Rolle „${owner.user}“ darf die Anwendungsrolle „${user}“ nicht anlegen oder ändern`,
      error,
    );
  }
  // An owner that may create roles becomes a member of what it created; the other way round nothing is granted.
  return appUrl;
}

const needsLogin = (reason: string, cause?: unknown): DatabaseProblem =>
  new DatabaseProblem(
    'app_login',
    `Für den Betrieb braucht Sollstand eine zweite Anmeldung ohne Eigentümerrechte, aber ${reason}; bitte entweder mit APP_DATABASE_URL eine vorhandene Rolle angeben oder der Rolle aus DATABASE_URL das Recht CREATEROLE und ein Kennwort geben.`,
    cause,
  );

async function answers(url: string): Promise<boolean> {
  return withClient(url, async () => true).catch(() => false);
}

// Addresses of Unix sockets have an empty host, which URL does not parse.
const NO_HOST = 'no-host.invalid';
const parse = (address: string): URL => new URL(address.replace(/@(?=\/|:\d)/, `@${NO_HOST}`));

export function loginOf(address: string): { user: string; password: string } {
  const url = parse(address);
  return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
}

export function withLogin(address: string, user: string, password: string): string {
  const url = parse(address);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return url.href.replace(NO_HOST, '');
}
