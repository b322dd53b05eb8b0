import { sql } from 'kysely';
import type { Fn } from '#kernel/functions';
import { writeJournal } from '#platform/journal';
import { tellSessionsEnded } from '#platform/sign-in/ended';
import { type Ground, inTown, jobActor } from '#platform/tx';
import type { Person } from '../domain/entries.ts';
import { linkPerson } from './link-person.ts';

export interface Account {
  userId: string;
  login: string;
  name: string;
  key: string;
  closed: boolean;
}

/** The accounts that belong to the directory. */
export async function listAccounts(ground: Ground): Promise<Account[]> {
  const { rows } = await sql<Account>`select user_id as "userId", login, name, key, closed
    from app.door_directory_accounts()`.execute(ground.db);
  return rows;
}

export const knownAccount = async (ground: Ground, key: string): Promise<boolean> =>
  (await sql`select 1 from app.door_directory_accounts() where key = ${key}`.execute(ground.db)).rows.length >
  0;

/** The account of somebody of the directory, made when there is none; null when their login is not the directory's. */
export async function accountOf(ground: Ground, { key, login, name, mail }: Person, adopt: boolean) {
  const { rows } = await sql<{ userId: string; secondFactor: boolean; held: boolean }>`
    select user_id as "userId", second_factor as "secondFactor", held from app.door_directory_account(${key}, ${login},
      ${name}, ${mail}, ${ground.newId()}, ${adopt}, ${ground.clock.now()})`.execute(ground.db);
  return rows[0] ?? null;
}

export interface Followed {
  added: number;
  removed: number;
  /** Functions of the last administrator of a town, which stay. */
  kept: number;
}

/**
 * Brings what somebody holds to what their groups say, in every town of the two, each with its journal, and links them
 * with who they are in the organisation. What was given by hand stays as it is.
 */
export async function followFunctions(
  ground: Ground,
  userId: string,
  person: Pick<Person, 'login' | 'name' | 'mail'>,
  wanted: ReadonlyMap<string, readonly Fn[]>,
): Promise<Followed> {
  const { rows: towns } = await sql<{
    town_id: string;
    slug: string;
  }>`select town_id, slug from app.door_towns()`.execute(ground.db);
  const { rows: held } = await sql<{
    town_id: string;
  }>`select town_id from app.door_directory_towns(${userId})`.execute(ground.db);
  const followed: Followed = { added: 0, removed: 0, kept: 0 };
  for (const { town_id: townId, slug } of towns) {
    const functions = wanted.get(slug) ?? [];
    if (functions.length === 0 && !held.some((one) => one.town_id === townId)) continue;
    await inTown(ground, jobActor({ townId, actorId: null }), async (tx) => {
      const { rows } = await sql<{ id: string; function: Fn; act: keyof Followed }>`select id, function, act
        from app.door_directory_functions(${userId}, ${functions}, ${tx.now})`.execute(tx.db);
      for (const { id, function: fn, act } of rows) {
        followed[act] += 1;
        if (act === 'kept') continue;
        const [from, to] = act === 'added' ? ([0, 1] as const) : ([1, 0] as const);
        const change = (value: string): [string | null, string | null] => [
          from ? value : null,
          to ? value : null,
        ];
        await writeJournal(tx, {
          event: `member.${act}_by_directory`,
          kind: 'member',
          recordId: id,
          changes: { function: change(fn), user_id: change(userId) },
        });
      }
      if (functions.length > 0) await linkPerson(tx, person);
    });
  }
  // What somebody keeps open in the browser looks anew at what they may see.
  if (followed.removed > 0) tellSessionsEnded();
  return followed;
}

/** Ends what somebody whom the directory let go could still do here; false for the last administrator of a town. */
export async function closeAccount(ground: Ground, account: Account): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select app.door_directory_close(${account.userId},
    ${ground.clock.now()}) as done`.execute(ground.db);
  tellSessionsEnded();
  return rows[0]?.done ?? false;
}
