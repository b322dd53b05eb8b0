import { sql } from 'kysely';
import type { Target } from '#platform/import/kind';
import type { TownTx } from '#platform/tx';

/** Where an item stands: names of site, room and office, which belong to the organisation. */
export const itemJoins = {
  columns: sql`s.name as site_name, m.name as room_name, o.name as office_name, p.name as responsible_name`,
  joins: sql`left join site s on s.town_id = r.town_id and s.id = r.site_id
    left join room m on m.town_id = r.town_id and m.id = r.room_id
    left join office o on o.town_id = r.town_id and o.id = r.office_id
    left join person p on p.town_id = r.town_id and p.id = r.responsible_person_id`,
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

/** Sites that an imported row may name. */
export async function readSiteTargets(tx: TownTx): Promise<Target[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from site
    where town_id = ${tx.actor.townId}`.execute(tx.db);
  return rows.map(({ id, name }) => ({ id, names: [name] }));
}

/** Rooms that an imported row may name, each with its site. */
export async function readRoomTargets(tx: TownTx): Promise<Target[]> {
  const { rows } = await sql<{ id: string; name: string; site_id: string }>`select id, name, site_id from room
    where town_id = ${tx.actor.townId}`.execute(tx.db);
  return rows.map(({ id, name, site_id }) => ({ id, names: [name], parent: site_id }));
}

/** Offices that an imported row may be given to: those whose rows the actor sees, or it would vanish for them. */
export async function readOfficeTargets(tx: TownTx): Promise<Target[]> {
  const { rows } = await sql<{ id: string; name: string; short: string }>`select id, name, short from office
    where town_id = ${tx.actor.townId} and app.sees(id)`.execute(tx.db);
  return rows.map(({ id, name, short }) => ({ id, names: [name, short] }));
}

/** People that an imported row may name as responsible, by name or address. */
export async function readPersonTargets(tx: TownTx): Promise<Target[]> {
  const { rows } = await sql<{ id: string; name: string; email: string }>`select id, name, email from person
    where town_id = ${tx.actor.townId}`.execute(tx.db);
  return rows.map(({ id, name, email }) => ({ id, names: [name, email] }));
}
