import { sql } from 'kysely';
import { type TownTx, tables } from '#platform/tx';
import { byKind, type DiarySum, type Estimate, WORK_KINDS } from '../domain/activities.ts';
import type { Written } from '../domain/diary.ts';
import type { ActivityTables } from './tables.ts';

const db = (tx: TownTx) => tables<ActivityTables>(tx);

/** One day of a diary in one function. */
export interface DiaryDay extends Written {
  readonly day: string;
  readonly role: string;
}

/** Sums of groups and of what was released; single entries never leave the database for others. */
export async function readSums(
  tx: TownTx,
  { from, until, today }: { from: string; until: string; today: string },
): Promise<DiarySum[]> {
  const { rows } = await sql<DiarySum>`select * from app.activity_sums(${from}, ${until}, ${today})`.execute(
    tx.db,
  );
  return rows;
}

export async function readEstimates(tx: TownTx): Promise<Estimate[]> {
  const rows = await db(tx)
    .selectFrom('activity_estimate')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .orderBy('role')
    .execute();
  return rows.map((row) => ({
    role: row.role,
    certainty: row.certainty,
    minutesPerWeek: row.minutes_per_week,
    shares: byKind((kind) => row[kind]),
    interruptionsPerDay: row.interruptions_per_day,
    sureness: row.sureness,
    basis: row.basis,
  }));
}

/** Keeps other devices of the same person from writing into the day until the transaction ends, also where nothing stands yet. */
export const lockDay = (tx: TownTx, userId: string, day: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.actor.townId} diary ${userId} ${day}`}, 0))`.execute(
    tx.db,
  );

/** The own days between two days, both included, each with its version. */
export async function ownDays(
  tx: TownTx,
  userId: string,
  from: string,
  until: string,
): Promise<(DiaryDay & { version: number })[]> {
  const days = await db(tx)
    .selectFrom('activity_day')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('user_id', '=', userId)
    .where('day', '>=', from)
    .where('day', '<=', until)
    .orderBy('day')
    .orderBy('role')
    .execute();
  const entries = await db(tx)
    .selectFrom('activity_entry')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('user_id', '=', userId)
    .where('day', '>=', from)
    .where('day', '<=', until)
    .execute();
  return days.map(({ day, role, version, interruptions, note }) => ({
    day,
    role,
    version,
    interruptions,
    note,
    minutes: byKind((kind) =>
      entries
        .filter((entry) => entry.day === day && entry.role === role && entry.kind === kind)
        .reduce((sum, entry) => sum + entry.minutes, 0),
    ),
  }));
}

/** Writes a day as it is now in the place of what was there. A day made anew never passes for one that was removed. */
export async function putDay(
  tx: TownTx,
  userId: string,
  given: DiaryDay,
): Promise<{ id: string; version: number }> {
  const own = { town_id: tx.actor.townId, user_id: userId, day: given.day, role: given.role };
  const stamps = { created_at: tx.now, updated_at: tx.now };
  const { interruptions, note } = given;
  const first = 1 + (Number.parseInt(tx.newId().slice(-7), 16) % 1_000_000_000);
  const stored = await db(tx)
    .insertInto('activity_day')
    .values({ ...own, ...stamps, id: tx.newId(), version: first, interruptions, note })
    .onConflict((clash) =>
      clash.columns(['town_id', 'user_id', 'day', 'role']).doUpdateSet((row) => ({
        interruptions,
        note,
        version: row('activity_day.version', '+', 1),
        updated_at: tx.now,
      })),
    )
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();
  await dropEntries(tx, userId, given);
  const rows = WORK_KINDS.filter((kind) => given.minutes[kind] > 0).map((kind) => ({
    ...own,
    ...stamps,
    id: tx.newId(),
    kind,
    minutes: given.minutes[kind],
    source: 'diary' as const,
  }));
  if (rows.length > 0) await db(tx).insertInto('activity_entry').values(rows).execute();
  return stored;
}

/** Removes a day; returns its key, or null when there was none. */
export async function dropDay(
  tx: TownTx,
  userId: string,
  of: Pick<DiaryDay, 'day' | 'role'>,
): Promise<string | null> {
  await dropEntries(tx, userId, of);
  const gone = await db(tx)
    .deleteFrom('activity_day')
    .where('town_id', '=', tx.actor.townId)
    .where('user_id', '=', userId)
    .where('day', '=', of.day)
    .where('role', '=', of.role)
    .returning('id')
    .executeTakeFirst();
  return gone?.id ?? null;
}

const dropEntries = (tx: TownTx, userId: string, { day, role }: Pick<DiaryDay, 'day' | 'role'>) =>
  db(tx)
    .deleteFrom('activity_entry')
    .where('town_id', '=', tx.actor.townId)
    .where('user_id', '=', userId)
    .where('day', '=', day)
    .where('role', '=', role)
    .where('source', '=', 'diary')
    .execute();

/** Removes the own diary; returns the keys of its days. */
export async function dropDiary(tx: TownTx, userId: string): Promise<string[]> {
  await db(tx)
    .deleteFrom('activity_entry')
    .where('town_id', '=', tx.actor.townId)
    .where('user_id', '=', userId)
    .execute();
  const days = await db(tx)
    .deleteFrom('activity_day')
    .where('town_id', '=', tx.actor.townId)
    .where('user_id', '=', userId)
    .returning('id')
    .execute();
  return days.map(({ id }) => id);
}

/** The own releases, the latest first; such as were taken back too. */
export const ownReleases = (tx: TownTx, userId: string): Promise<ActivityTables['activity_release'][]> =>
  db(tx)
    .selectFrom('activity_release')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('user_id', '=', userId)
    .orderBy('from_day', 'desc')
    .orderBy('id')
    .execute();
