import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { formatDate, isLocalDate, localDateOf } from '#kernel/dates';
import { type Fn, FUNCTIONS } from '#kernel/functions';
import { Refusal } from '#kernel/refuse';
import { inviteMember } from '#modules/organisation';
import { withClient } from '#platform/database/roles';
import { sentence } from '#platform/http/errors';
import { writeJournal } from '#platform/journal';
import { hashPassword } from '#platform/sign-in/passwords';
import { freshToken } from '#platform/sign-in/tokens';
import { bindToTown, type Ground, inTown, openPool, type TownTx } from '#platform/tx';
import {
  type Command,
  commandActor,
  guarded,
  JSON_OPTION,
  Misused,
  out,
  townActor,
  withInstallation,
} from '../command.ts';

const USAGE = `npx sollstand user invite --town T --user U --name N [--function administrator] [--until 2027-12-31]
npx sollstand user password --user U            setzt ein neues Passwort, beendet Sitzungen und Zugriffstokens
npx sollstand user second-factor-off --user U   für jemanden, der Telefon und Ersatzcodes verloren hat
npx sollstand user disable --user U             sperrt ein Konto; user enable gibt es wieder frei
    alle mit --json`;

export const user: Command = {
  summary:
    'lädt ein, setzt ein Passwort, sperrt: user invite | password | second-factor-off | disable | enable',
  run: (args) =>
    guarded(USAGE, args, async () => {
      const { values, positionals } = parseArgs({
        args,
        allowPositionals: true,
        options: {
          user: { type: 'string' },
          town: { type: 'string' },
          name: { type: 'string' },
          function: { type: 'string', multiple: true, default: ['administrator'] },
          until: { type: 'string' },
          ...JSON_OPTION,
        },
      });
      const task = positionals[0];
      if (!values.user) throw new Misused('Nennen Sie den Anmeldenamen (--user).');
      if (task === 'password') return setPassword(values.user, values.json ?? false);
      if (task && task in CHANGES) return changeAccount(values.user, task as Change, values.json ?? false);
      if (task !== 'invite')
        throw new Misused(`Möglich sind invite, password, ${Object.keys(CHANGES).join(', ')}.`);
      if (!values.town || !values.name) throw new Misused('Nennen Sie Stadt (--town) und Namen (--name).');
      return invite({ ...values, town: values.town, user: values.user, name: values.name });
    }),
};

/** What is done to an account, and the sentence that says so. */
const CHANGES = {
  'second-factor-off': {
    sql: [
      'with gone as (delete from recovery_code where user_id = $1) delete from second_factor where user_id = $1',
      'delete from session where user_id = $1',
    ],
    said: 'Der zweite Faktor ist ausgeschaltet',
  },
  disable: {
    sql: [
      'update app_user set disabled_at = now() where id = $1',
      'delete from session where user_id = $1',
      'delete from sign_in_step where user_id = $1',
    ],
    said: 'Das Konto ist gesperrt',
  },
  enable: { sql: ['update app_user set disabled_at = null where id = $1'], said: 'Das Konto ist frei' },
} as const;
type Change = keyof typeof CHANGES;

async function changeAccount(login: string, change: Change, json: boolean): Promise<number> {
  await withAccount(login, async (client, id) => {
    for (const statement of CHANGES[change].sql) await client.query(statement, [id]);
  });
  out(json ? JSON.stringify({ user: login, [change]: true }) : `${CHANGES[change].said}: ${login}`);
  return 0;
}

/** Works on one account in one transaction; refuses an unknown login. */
async function withAccount(
  login: string,
  work: (client: { query(text: string, values: unknown[]): Promise<unknown> }, id: string) => Promise<void>,
): Promise<void> {
  await withInstallation((installation) =>
    withClient(installation.database.ownerUrl, async (client) => {
      await client.query('begin');
      const { rows } = await client.query<{ id: string }>(
        'select id from app_user where lower(login) = lower($1) for update',
        [login],
      );
      if (!rows[0]) throw new Misused('Diesen Anmeldenamen gibt es nicht.');
      await work(client, rows[0].id);
      await client.query('commit');
    }),
  );
}

/** Sets a fresh password and ends all sessions and tokens; the journal of every town of theirs tells it, in the same transaction. */
async function setPassword(login: string, json: boolean): Promise<number> {
  const password = freshToken().token.slice(0, 20);
  const hash = await hashPassword(password);
  const found = await withInstallation(async ({ database, ground }) => {
    // The owner's connection: an account is not a town's.
    const { db, pool } = openPool(database.ownerUrl, 1);
    try {
      return await db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ id: string }>`update app_user set password_hash = ${hash}
          where lower(login) = lower(${login}) returning id`.execute(tx);
        const id = rows[0]?.id;
        if (!id) return false;
        for (const table of ['session', 'sign_in_step', 'known_device', 'api_token'])
          await sql`delete from ${sql.table(table)} where user_id = ${id}`.execute(tx);
        const towns = await sql<{ town_id: string }>`select distinct town_id from membership
          where user_id = ${id} order by town_id`.execute(tx);
        for (const { town_id } of towns.rows) await tellReset({ ...ground, db: tx }, town_id, id, login);
        return true;
      });
    } finally {
      await pool.end();
    }
  });
  if (!found) throw new Misused('Diesen Anmeldenamen gibt es nicht.');
  out(json ? JSON.stringify({ user: login, password }) : `Neues Passwort für ${login}: ${password}`);
  return 0;
}

type OwnTransaction = Omit<Ground, 'db'> & { db: TownTx['db'] };

async function tellReset(ground: OwnTransaction, townId: string, user: string, login: string): Promise<void> {
  const actor = commandActor(townId);
  await bindToTown(ground.db, actor);
  await writeJournal(
    {
      db: ground.db,
      actor,
      now: ground.clock.now(),
      newId: ground.newId,
      sendsMail: ground.mail !== null,
      ifMatch: null,
    },
    { event: 'member.password_reset', kind: 'member', recordId: user, changes: { login: [login, login] } },
  );
}

interface Invitation {
  town: string;
  user: string;
  name: string;
  function: string[];
  until?: string | undefined;
  json?: boolean | undefined;
}

/** The link of an invitation for a town where nobody, or nobody any more, can invite by the page. */
async function invite(given: Invitation): Promise<number> {
  const unknown = given.function.find((fn) => !(FUNCTIONS as readonly string[]).includes(fn));
  if (unknown)
    throw new Misused(`Die Funktion „${unknown}“ gibt es nicht. Möglich sind ${FUNCTIONS.join(', ')}.`);
  const until = given.until ?? null;
  if (until !== null && !isLocalDate(until))
    throw new Misused(
      `„${until}“ ist kein Tag des Kalenders; erwartet wird ein Datum wie 2027-12-31 (--until).`,
    );
  const { path } = await withInstallation(async (installation) => {
    if (until !== null && until < localDateOf(installation.ground.clock.now()))
      throw new Misused(`Der ${formatDate(until, 'de')} ist schon vorbei (--until).`);
    const actor = await townActor(installation, given.town);
    return inTown(installation.ground, actor, (tx) =>
      inviteMember(tx, {
        town: given.town,
        login: given.user,
        name: given.name,
        functions: given.function as Fn[],
        onlyOfficeId: null,
        validUntil: until,
      }),
    );
  }).catch((error: unknown) => {
    if (error instanceof Refusal) throw new Misused(sentence(`refusal_${error.code}`, error.params, 'de'));
    throw error;
  });
  out(
    given.json
      ? JSON.stringify({ user: given.user, path })
      : `Einladung für ${given.user}, 14 Tage gültig, hinter die Adresse der Anwendung zu setzen:\n${path}`,
  );
  return 0;
}
