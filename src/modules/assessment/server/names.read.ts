import { sql } from 'kysely';

/** Names that belong to the organisation, joined for display. */
export const goalOwner = {
  columns: sql`p.name as owner_name`,
  joins: sql`left join person p on p.town_id = r.town_id and p.id = r.owner_person_id`,
};
/** Room and site of an observation: towns have many rooms of one name. */
export const whereSeen = {
  columns: sql`m.name as room_name, t.name as site_name`,
  joins: sql`left join room m on m.town_id = r.town_id and m.id = r.room_id
    left join site t on t.town_id = m.town_id and t.id = m.site_id`,
};
/** Observations in the rooms of a site. */
export const inSite = (siteId: string) => sql`exists (select 1 from room i
  where i.town_id = r.town_id and i.id = r.room_id and i.site_id = ${siteId})`;
/** The room of an entry of the agenda. */
export const roomName = {
  columns: sql`m.name as room_name`,
  joins: sql`left join room m on m.town_id = r.town_id and m.id = r.room_id`,
};
