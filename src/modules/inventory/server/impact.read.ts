import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';
import type { Need } from '../domain/impact.ts';

export interface ItemInPlace {
  id: string;
  number: number;
  name: string;
  kind: string;
  criticality: string;
  place: string;
  responsible: string;
}

/** A dependency, with what kind of item needs; null for one that the actor may not see. */
export interface SeenNeed extends Need {
  kind: string | null;
}

/** All dependencies of the town that the actor may see, in an order that stays the same. */
export async function readNeeds(tx: TownTx): Promise<SeenNeed[]> {
  const { rows } =
    await sql<SeenNeed>`select r.item_id as item, r.needs_item_id as needs, r.alternative, i.kind
    from item_relation r left join item i on i.town_id = r.town_id and i.id = r.item_id
    where r.town_id = ${tx.actor.townId} order by r.id`.execute(tx.db);
  return rows;
}

/** Items by id, with where they stand and who answers for them. */
export async function readItemsInPlace(
  tx: TownTx,
  ids: readonly string[],
): Promise<Map<string, ItemInPlace>> {
  const { rows } = await sql<ItemInPlace>`select i.id, i.number, i.name, i.kind, i.criticality,
      concat_ws(', ', s.name, m.name) as place, coalesce(p.name, '') as responsible
    from item i left join site s on s.town_id = i.town_id and s.id = i.site_id
      left join room m on m.town_id = i.town_id and m.id = i.room_id
      left join person p on p.town_id = i.town_id and p.id = i.responsible_person_id
    where i.town_id = ${tx.actor.townId} and i.id = any (${[...ids]}::uuid[])`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface OfficeUse {
  item: string;
  id: string;
  name: string;
  people: number;
}

/** Which offices work with these items, and how many people of each. */
export async function readUses(tx: TownTx, items: readonly string[]): Promise<OfficeUse[]> {
  const { rows } = await sql<OfficeUse>`select u.item_id as item, o.id, o.name, u.people
    from item_use u join office o on o.town_id = u.town_id and o.id = u.used_by_id
    where u.town_id = ${tx.actor.townId} and u.item_id = any (string_to_array(${items.join()}, ',')::uuid[]) order by o.name, u.id`.execute(
    tx.db,
  );
  return rows;
}

/** Names for a list of relations: both items. */
export const relationJoins = {
  columns: sql`json_build_object('id', i.id, 'number', i.number, 'name', i.name) as item,
    json_build_object('id', n.id, 'number', n.number, 'name', n.name) as needs`,
  joins: sql`join item i on i.town_id = r.town_id and i.id = r.item_id
    join item n on n.town_id = r.town_id and n.id = r.needs_item_id`,
};

export const useJoins = {
  columns: sql`o.name as office_name`,
  joins: sql`join office o on o.town_id = r.town_id and o.id = r.used_by_id`,
};
