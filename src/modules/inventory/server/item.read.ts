import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

/** Where an item stands: names of site and room, which belong to the organisation. */
export const itemJoins = {
  columns: sql`s.name as site_name, m.name as room_name`,
  joins: sql`left join site s on s.town_id = r.town_id and s.id = r.site_id
    left join room m on m.town_id = r.town_id and m.id = r.room_id`,
};

/** Id of the site a room belongs to; null when there is no such room. */
export async function siteOfRoom(tx: TownTx, roomId: string): Promise<string | null> {
  const { rows } = await sql<{ site_id: string }>`select site_id from room
    where town_id = ${tx.actor.townId} and id = ${roomId}`.execute(tx.db);
  return rows[0]?.site_id ?? null;
}

/** True when the item exists in this town and is visible to the actor. */
export async function inventoryItemExists(tx: TownTx, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from item where town_id = ${tx.actor.townId} and id = ${id}`.execute(
    tx.db,
  );
  return rows.length > 0;
}
