import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { permissionLines } from '#platform/http/permissions';
import { writeJournal } from '#platform/journal';
import { type Row, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { organisationContract as contract } from '../contract.ts';

/** Who may sign in to this town, and with which functions. */
export async function listMembers(tx: TownTx): Promise<RouteOutput<typeof contract.members>> {
  const { rows } =
    await sql<Row>`select m.id, m.user_id, u.login, u.name, m.function, m.only_office_id, o.name as only_office, m.valid_until,
      m.from_directory
    from membership m join app.town_users() u on u.id = m.user_id
      left join office o on o.town_id = m.town_id and o.id = m.only_office_id
    where m.town_id = ${tx.actor.townId} order by u.name, m.function, o.name`.execute(tx.db);
  return { members: rows.map((row) => toView(row)) };
}

/** Takes a function away; the last administrator stays: refuses `last_administrator`. */
export async function removeMember(
  tx: TownTx,
  input: RouteInput<typeof contract.removeMember>,
): Promise<{ done: true }> {
  // All of them are locked, in one order, so that two administrators cannot remove each other at once.
  const { rows: admins } = await sql<{ id: string }>`select id from membership
    where town_id = ${tx.actor.townId} and function = 'administrator'
      and (valid_until is null or valid_until >= (${tx.now}::timestamptz at time zone 'Europe/Berlin')::date)
    order by id for update`.execute(tx.db);
  const { rows } = await sql<{ user_id: string; function: string }>`select user_id, function
    from membership where town_id = ${tx.actor.townId} and id = ${input.id} for update`.execute(tx.db);
  const row = rows[0] ?? refuse('not_found', 'not_found');
  if (admins.length === 1 && admins[0]?.id === input.id) refuse('state', 'last_administrator');
  await sql`delete from membership where town_id = ${tx.actor.townId} and id = ${input.id}`.execute(tx.db);
  await writeJournal(tx, {
    event: 'member.removed',
    kind: 'member',
    recordId: input.id,
    changes: { function: [row.function, null], user_id: [row.user_id, null] },
  });
  return { done: true };
}

export async function listPermissions({ actor }: TownTx): Promise<RouteOutput<typeof contract.permissions>> {
  return {
    routes: permissionLines().map((line) => ({ ...line, summary: line.summary[actor.locale] })),
  };
}
