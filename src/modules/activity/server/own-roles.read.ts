import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

/** Roles of the person record that goes by the name or the sign-in of whoever acts; an account need not have one. */
export async function ownRoles(tx: TownTx): Promise<string[]> {
  const { rows } = await sql<{ role: string }>`select distinct d.role from duty d
      join person p on p.town_id = d.town_id and p.id = d.person_id
      join app.town_users() u on u.id = ${tx.actor.userId}
    where d.town_id = ${tx.actor.townId} and (lower(p.name) = lower(u.name) or lower(p.email) = lower(u.login))
    order by d.role`.execute(tx.db);
  return rows.map(({ role }) => role);
}

/** Functions that somebody of the town holds, also such as no catalogue lists. */
export async function heldRoles(tx: TownTx): Promise<string[]> {
  const { rows } = await sql<{ role: string }>`select distinct role from duty
    where town_id = ${tx.actor.townId}`.execute(tx.db);
  return rows.map(({ role }) => role);
}
