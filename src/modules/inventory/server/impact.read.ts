import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';
import { type Net, netOf } from '../domain/net.ts';

export interface ItemInPlace {
  id: string;
  number: number;
  name: string;
  kind: string;
  criticality: string;
  place: string;
  responsible: string;
}

/** Characters of an id as text. */
const ID = 36;

/**
 * All dependencies of the town that the actor may see, in an order that stays the same. They travel as one text: the
 * database and this process spend half the time on it that thousands of rows take.
 */
export async function readNet(tx: TownTx): Promise<Net> {
  const { rows } = await sql<{ pairs: string; groups: string[] }>`
    select coalesce(string_agg(r.item_id::text || r.needs_item_id::text, '' order by r.id), '') as pairs,
      coalesce(json_agg(r.alternative order by r.id), '[]') as groups
    from item_relation r where r.town_id = ${tx.actor.townId}`.execute(tx.db);
  const { pairs = '', groups = [] } = rows[0] ?? {};
  const idAt = (place: number) => pairs.slice(place * ID, (place + 1) * ID);
  return netOf(groups.length, (at) => ({
    item: idAt(at * 2),
    needs: idAt(at * 2 + 1),
    alternative: groups[at] ?? '',
  }));
}

/** The kind of each item of the net, by its number; nothing for what another office keeps to itself. */
export async function readKinds(tx: TownTx, net: Net): Promise<(string | undefined)[]> {
  const { rows } = await sql<{ ids: string; kinds: string[] }>`
    select coalesce(string_agg(i.id::text, '' order by i.id), '') as ids,
      coalesce(json_agg(i.kind order by i.id), '[]') as kinds
    from item i where i.town_id = ${tx.actor.townId}`.execute(tx.db);
  const { ids = '', kinds = [] } = rows[0] ?? {};
  const found = Array.from<string | undefined>({ length: net.ids.length });
  for (const [at, kind] of kinds.entries()) {
    const item = net.numberOf(ids.slice(at * ID, (at + 1) * ID));
    if (item >= 0) found[item] = kind;
  }
  return found;
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
    where i.town_id = ${tx.actor.townId} and i.id = any (string_to_array(${ids.join()}, ',')::uuid[])`.execute(
    tx.db,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface OfficeUse {
  item: string;
  id: string;
  name: string;
  people: number;
}

/** Which offices work with which items, and how many people of each. */
export async function readUses(tx: TownTx): Promise<OfficeUse[]> {
  const { rows } = await sql<OfficeUse>`select u.item_id as item, o.id, o.name, u.people
    from item_use u join office o on o.town_id = u.town_id and o.id = u.used_by_id
    where u.town_id = ${tx.actor.townId} order by o.name, u.id`.execute(tx.db);
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
