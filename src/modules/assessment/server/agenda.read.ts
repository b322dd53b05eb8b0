import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';
import type { WeekTables } from './tables.ts';

/** An entry with the room it names in words. */
export interface PlacedEntry {
  id: string;
  day: number;
  starts: string;
  ends: string;
  title: string;
  /** Room and free place together. */
  place: string;
  participants: string;
  note: string;
}

/** The agenda of a week in its order. */
export async function readAgenda(tx: TownTx, engagementId: string): Promise<PlacedEntry[]> {
  const { rows } = await sql<PlacedEntry>`
    select a.id, a.day, a.starts, a.ends, a.title, a.participants, a.note,
      concat_ws(', ', m.name, nullif(a.place, '')) as place
    from agenda_entry a left join room m on m.town_id = a.town_id and m.id = a.room_id
    where a.town_id = ${tx.actor.townId} and a.engagement_id = ${engagementId}
    order by a.day, a.starts, a.id`.execute(tx.db);
  return rows;
}

export interface GuestRow {
  id: string;
  entryId: string;
  personId: string | null;
  name: string;
  email: string;
  answer: WeekTables['agenda_guest']['answer'];
}

/** Those who come, per entry: people of the town under their present name and address, others as entered. */
export async function readGuests(tx: TownTx, engagementId: string): Promise<GuestRow[]> {
  const { rows } = await sql<GuestRow>`
    select g.id, g.agenda_entry_id as "entryId", g.person_id as "personId", coalesce(p.name, g.name) as name,
      coalesce(p.email, g.email) as email, g.answer
    from agenda_guest g join agenda_entry a on a.town_id = g.town_id and a.id = g.agenda_entry_id
      left join person p on p.town_id = g.town_id and p.id = g.person_id
    where g.town_id = ${tx.actor.townId} and a.engagement_id = ${engagementId}
    order by coalesce(p.name, g.name), g.id`.execute(tx.db);
  return rows;
}

/** The town that a calendar or letter speaks for. */
export async function readTownName(tx: TownTx): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from town where id = ${tx.actor.townId}`.execute(
    tx.db,
  );
  return rows[0]?.name ?? '';
}
