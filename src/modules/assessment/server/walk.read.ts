import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

export interface PlanRow {
  id: string;
  siteId: string;
  name: string;
  bytes: number;
}
export interface RoomRow {
  id: string;
  siteId: string;
  name: string;
  kind: string;
  note: string;
}

/** Sites with their rooms and floor plans, in the order people walk through a list: by name. */
export async function readPlaces(tx: TownTx) {
  const town = tx.actor.townId;
  const sites = await sql<{ id: string; name: string; inScope: boolean }>`
    select id, name, in_scope as "inScope" from site where town_id = ${town} order by in_scope desc, name, id`.execute(
    tx.db,
  );
  const rooms = await sql<RoomRow>`select id, site_id as "siteId", name, kind, note from room
    where town_id = ${town} order by name, id`.execute(tx.db);
  const plans = await sql<PlanRow>`select id, record_id as "siteId", name, bytes from file
    where town_id = ${town} and record_kind = 'site' and media_type like 'image/%' order by name, id`.execute(
    tx.db,
  );
  return { sites: sites.rows, rooms: rooms.rows, plans: plans.rows };
}

/** True when the file is a picture of the site that the room belongs to. */
export async function planOfRoom(tx: TownTx, roomId: string, fileId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from room m
    join file f on f.town_id = m.town_id and f.record_kind = 'site' and f.record_id = m.site_id
    where m.town_id = ${tx.actor.townId} and m.id = ${roomId} and f.id = ${fileId}
      and f.media_type like 'image/%'`.execute(tx.db);
  return rows.length > 0;
}

/** Observations of a week with the names of their room and site, each with its photos. */
export async function readObservations(tx: TownTx, engagementId: string) {
  const { rows } = await sql<Record<string, unknown>>`select r.*, m.name as room_name, t.name as site_name,
      (select coalesce(json_agg(json_build_object('id', f.id, 'version', f.version, 'name', f.name, 'mediaType', f.media_type,
          'bytes', f.bytes, 'sha256', f.sha256, 'addedBy', f.added_by, 'confidentiality', f.confidentiality, 'createdAt', f.created_at) order by f.created_at, f.id), '[]')
        from file f where f.town_id = r.town_id and f.observation_id = r.id and f.media_type like 'image/%') as photos
    from observation r left join room m on m.town_id = r.town_id and m.id = r.room_id
    left join site t on t.town_id = m.town_id and t.id = m.site_id
    where r.town_id = ${tx.actor.townId} and r.engagement_id = ${engagementId} order by r.number`.execute(
    tx.db,
  );
  return rows;
}
