import { sql } from 'kysely';

/** Names that belong to the organisation, joined for display. */
export const goalOwner = {
  columns: sql`p.name as owner_name`,
  joins: sql`left join person p on p.town_id = r.town_id and p.id = r.owner_person_id`,
};
/** The room of an observation or of an entry of the agenda. */
export const roomName = {
  columns: sql`m.name as room_name`,
  joins: sql`left join room m on m.town_id = r.town_id and m.id = r.room_id`,
};
