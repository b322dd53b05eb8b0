import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { addDays, localDateOf } from '#kernel/dates';
import type { Fn } from '#kernel/functions';
import { takeMonthlyValues } from '#modules/effect';
import { withClient } from '#platform/database/roles';
import { hashPassword } from '#platform/sign-in/passwords';
import { freshToken } from '#platform/sign-in/tokens';
import { inTown, jobActor } from '#platform/tx';
import { loadDiaries } from './demo-diaries.ts';
import { HISTORY_SLUG } from './demo-history.ts';
import { loadTickets } from './demo-tickets.ts';
import { importTown } from './import/import-town.ts';
import { type Installation, root } from './installation.ts';

export interface DemoResult {
  towns: { slug: string }[];
  address: string;
  accounts: { user: string; password: string; functions: Fn[] }[];
  token: string;
  /** False when the town was there before and passwords were left alone. */
  fresh: boolean;
}

const SLUG = 'tannau';
const PEOPLE: { user: string; name: string; functions: Fn[] }[] = [
  { user: 'beratung', name: 'Katrin Reich', functions: ['consultant'] },
  { user: 'buergermeister', name: 'Jürgen Hauser', functions: ['mayor'] },
  { user: 'kaemmerei', name: 'Kämmerei Tannau', functions: ['treasury'] },
  { user: 'it', name: 'IT-Leitung Tannau', functions: ['head_of_it'] },
  { user: 'isb', name: 'Informationssicherheit Tannau', functions: ['isb'] },
  { user: 'rat', name: 'Gemeinderat Tannau', functions: ['council'] },
  { user: 'amt', name: 'Fachamt Tannau', functions: ['office_staff'] },
  { user: 'admin', name: 'Administration Tannau', functions: ['administrator'] },
  { user: 'servicedesk', name: 'Servicedesk Tannau', functions: ['desk'] },
  { user: 'mitarbeit', name: 'Erika Muster', functions: ['employee'] },
];
/** A consultant's access always has an end. */
const CONSULTANT_DAYS = 365;
const YEAR_MS = 365 * 86_400_000;

/** Loads the example town with accounts; a town that is there keeps its data, and its passwords unless `renew`. */
export async function loadDemo(
  installation: Installation,
  address: string,
  renew = false,
): Promise<DemoResult> {
  const files = await importTown(installation, join(root, 'examples', SLUG), false);
  const fresh = files.every((file) => file.faults.length === 0);
  const foreign = files.flatMap((file) => file.faults).find((fault) => fault.code !== 'duplicate');
  if (foreign) throw new Error(`examples/${SLUG}: ${foreign.text}`);
  const result: DemoResult = {
    towns: [{ slug: SLUG }],
    address,
    accounts: [],
    token: '',
    fresh: fresh || renew,
  };
  if (!result.fresh) return result;
  const ids = new Map<string, string>();
  const today = localDateOf(installation.ground.clock.now());
  await withClient(installation.database.ownerUrl, async (client) => {
    const town = (await client.query('select id from town where slug = $1', [SLUG])).rows[0].id as string;
    for (const person of PEOPLE) {
      const password = freshToken().token.slice(0, 16);
      const id = await account(client, town, person, await hashPassword(password));
      ids.set(person.user, id);
      for (const fn of person.functions) {
        await client.query(
          'insert into membership (town_id, id, user_id, function, valid_until) values ($1, $2, $3, $4, $5) on conflict do nothing',
          [town, randomUUID(), id, fn, fn === 'consultant' ? addDays(today, CONSULTANT_DAYS) : null],
        );
      }
      result.accounts.push({ user: person.user, password, functions: person.functions });
      if (person.user === 'admin')
        result.token = await makeToken(client, town, id, installation.ground.clock.now());
    }
    ids.set('', town);
  });
  if (fresh) {
    const townId = ids.get('') ?? '';
    await loadDiaries(installation, { id: townId, slug: SLUG }, ids);
    const names = new Map(PEOPLE.map(({ user, name }) => [user, name]));
    await loadTickets(installation, { id: townId, slug: SLUG }, ids, names);
    await inTown(installation.ground, jobActor({ townId, actorId: null }), takeMonthlyValues);
  }
  return result;
}

interface Client {
  query(text: string, values: unknown[]): Promise<{ rows: { id: string }[] }>;
}

/** The account of a login of the example town; one that somebody holds elsewhere is left alone. */
async function account(
  client: Client,
  town: string,
  person: { user: string; name: string },
  hash: string,
): Promise<string> {
  const made = await client.query(
    `insert into app_user (id, login, name, password_hash) values ($1, $2, $3, $4)
     on conflict (lower(login)) do update set password_hash = excluded.password_hash
       where not exists (select 1 from membership m join town t on t.id = m.town_id
         where m.user_id = app_user.id and m.town_id <> $5 and t.slug <> $6)
         and exists (select 1 from membership m where m.user_id = app_user.id and m.town_id = $5)
     returning id`,
    [randomUUID(), person.user, person.name, hash, town, HISTORY_SLUG],
  );
  if (!made.rows[0])
    throw new LoginTaken(
      `Den Anmeldenamen „${person.user}“ gibt es hier schon; die Beispielstadt ändert kein fremdes Konto. Laden Sie sie in eine eigene Installation (SOLLSTAND_DATA).`,
    );
  return made.rows[0].id;
}

/** Somebody real holds a login that the example town would take. */
export class LoginTaken extends Error {}

async function makeToken(client: Client, town: string, user: string, now: Date): Promise<string> {
  const { token, hash } = freshToken('sst_');
  await client.query(
    `insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at) values ($1, $2, $3, 'Beispielstadt', $4, 'admin', $5)`,
    [town, randomUUID(), user, hash, new Date(now.getTime() + YEAR_MS)],
  );
  return token;
}
