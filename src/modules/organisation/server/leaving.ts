import { sql } from 'kysely';
import { addDays, localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import { insertRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { organisationContract as contract } from '../contract.ts';
import { accessState, lastDay } from '../domain/access-end.ts';
import { accessHandover } from './kinds.ts';

type Leaving = RouteOutput<typeof contract.leaving>;
type Person = Leaving['people'][number];
type Handover = Leaving['handovers'][number];
const MOST_SHOWN = 50;

interface Member {
  id: string;
  userId: string;
  name: string;
  login: string;
  function: string;
  validUntil: string | null;
}

const administers = (tx: TownTx): boolean => tx.actor.functions.includes('administrator');

/** Access of consultants with its end, and, for the administration, what they and those without access still hold. */
export async function showLeaving(tx: TownTx): Promise<Leaving> {
  const today = localDateOf(tx.now);
  const { rows: members } = await sql<Member>`select m.id, m.user_id as "userId", u.name, u.login, m.function,
      m.valid_until as "validUntil"
    from membership m join app.town_users() u on u.id = m.user_id
    where m.town_id = ${tx.actor.townId} order by u.name, m.function`.execute(tx.db);
  const people = new Map<string, Person>();
  const consultants = new Set(members.filter((m) => m.function === 'consultant').map((m) => m.userId));
  for (const { userId, name, login, id, function: fn, validUntil } of members) {
    if (!consultants.has(userId)) continue;
    const person = people.get(userId) ?? blank({ userId, name, login }, administers(tx));
    person.functions.push({ id, function: fn, validUntil });
    people.set(userId, person);
  }
  for (const thing of administers(tx) ? await heldThings(tx) : []) {
    const { userId, name, login, ...rest } = thing;
    const person = people.get(userId) ?? blank({ userId, name, login }, true);
    person.held?.push(rest);
    people.set(userId, person);
  }
  for (const person of people.values()) {
    const until = lastDay(person.functions.map(({ validUntil }) => validUntil));
    person.until = until ?? null;
    person.state = until === undefined ? 'ended' : accessState(until, today);
  }
  const active = members.filter(({ validUntil }) => accessState(validUntil, today) !== 'ended');
  return {
    people: [...people.values()].sort((a, b) => a.name.localeCompare(b.name, 'de')),
    receivers: [...new Map(active.map(({ userId, name }) => [userId, { userId, name }])).values()],
    handovers: await listHandovers(tx),
    may: { change: administers(tx) },
  };
}

const blank = (who: Pick<Person, 'userId' | 'name' | 'login'>, seesHeld: boolean): Person => ({
  ...who,
  functions: [],
  until: null,
  state: 'ended',
  held: seesHeld ? [] : null,
});

type Held = NonNullable<Person['held']>[number] & Pick<Person, 'userId' | 'name' | 'login'>;

async function heldThings(tx: TownTx): Promise<Held[]> {
  const { rows } = await sql<Held>`select user_id as "userId", user_name as name, login, kind, label, at
    from app.door_held_things(${tx.now})`.execute(tx.db);
  return rows;
}

async function listHandovers(tx: TownTx): Promise<Handover[]> {
  const { rows } = await sql<Omit<Handover, 'lines'> & { lines: string }>`select id, user_name as "userName",
      to_name as "toName", by_name as "byName", at, lines
    from access_handover where town_id = ${tx.actor.townId} order by at desc limit ${MOST_SHOWN}`.execute(
    tx.db,
  );
  return rows.map((row) => ({ ...row, lines: JSON.parse(row.lines) as Handover['lines'] }));
}

/**
 * Sets the last day of a function; yesterday ends it at once. A consultant's access always has an end: refuses
 * `consultant_needs_end`; the last administrator stays: `last_administrator`.
 */
export async function setAccessEnd(
  tx: TownTx,
  { id, validUntil }: RouteInput<typeof contract.setAccessEnd>,
): Promise<{ done: true }> {
  const today = localDateOf(tx.now);
  // All administrators are locked in one order, so that two cannot end each other at once.
  const { rows: admins } = await sql<{ id: string }>`select id from membership
    where town_id = ${tx.actor.townId} and function = 'administrator' and (valid_until is null or valid_until >= ${today})
    order by id for update`.execute(tx.db);
  const { rows } = await sql<{ function: string; valid_until: string | null }>`select function, valid_until
    from membership where town_id = ${tx.actor.townId} and id = ${id} for update`.execute(tx.db);
  const row = rows[0] ?? refuse('not_found', 'not_found');
  if (row.function === 'consultant' && !validUntil)
    refuse('invalid', 'consultant_needs_end', [{ path: 'validUntil', code: 'required' }]);
  if (validUntil && validUntil < addDays(today, -1))
    refuse('invalid', 'invalid_input', [{ path: 'validUntil', code: 'in_past' }]);
  if (validUntil && admins.length === 1 && admins[0]?.id === id) refuse('state', 'last_administrator');
  await sql`update membership set valid_until = ${validUntil}, reminded_for = null, version = version + 1,
    updated_at = ${tx.now} where town_id = ${tx.actor.townId} and id = ${id}`.execute(tx.db);
  await writeJournal(tx, {
    event: 'member.end_set',
    kind: 'member',
    recordId: id,
    changes: { valid_until: [row.valid_until, validUntil] },
  });
  return { done: true };
}

/**
 * Hands drafts and views of somebody without access to somebody else, or deletes them; tokens are revoked. Drafts that the
 * receiver has begun as well are not taken over. Refuses `access_still_open` while there is access, `nothing_held`.
 */
export async function handOver(
  tx: TownTx,
  { userId, toUserId }: RouteInput<typeof contract.handOver>,
): Promise<Handover> {
  const open = async (id: string) =>
    (await sql<{ open: boolean }>`select app.has_access(${id}, ${tx.now}) as open`.execute(tx.db)).rows[0]
      ?.open;
  const known = (await heldThings(tx)).find((thing) => thing.userId === userId);
  if (await open(userId)) refuse('state', 'access_still_open');
  if (toUserId && !(await open(toUserId)))
    refuse('invalid', 'invalid_input', [{ path: 'toUserId', code: 'unknown_reference' }]);
  if (!known) return refuse('state', 'nothing_held');
  const { rows: lines } = await sql<
    Handover['lines'][number]
  >`select kind, label, done from app.door_hand_over(${userId}, ${toUserId}, ${tx.now})`.execute(tx.db);
  // Somebody else was quicker.
  if (lines.length === 0) refuse('state', 'nothing_held');
  const toName = toUserId ? await nameOf(tx, toUserId) : '';
  const said = { user_name: known.name, to_name: toName, by_name: tx.actor.name, at: tx.now.toISOString() };
  const { id } = await insertRecord(tx, accessHandover, {
    ...said,
    user_id: userId,
    to_user_id: toUserId,
    lines: JSON.stringify(lines),
  });
  return { id, userName: known.name, toName, byName: tx.actor.name, at: said.at, lines };
}

async function nameOf(tx: TownTx, userId: string): Promise<string> {
  const { rows } = await sql<{
    name: string;
  }>`select name from app.town_users() where id = ${userId}`.execute(tx.db);
  return rows[0]?.name ?? '';
}
