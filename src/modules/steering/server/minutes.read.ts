import { sql } from 'kysely';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { Attendance } from '../domain/meeting.ts';
import { steeringMeeting } from './kinds.ts';
import type { SteeringTables } from './tables.ts';

export interface Minutes {
  number: number;
  heldOn: string;
  starts: string;
  place: string;
  note: string;
  approvedAt: string | null;
  approvedBy: string;
  members: { name: string; title: string; attendance: Attendance }[];
  items: { title: string; minutes: string; measure: string | null }[];
  resolutions: {
    number: number;
    wording: string;
    role: string;
    dueOn: string | null;
    measure: string | null;
  }[];
}

/** Everything that a meeting's minutes say. */
export async function readMinutes(tx: TownTx, id: string): Promise<Minutes> {
  const meeting = (await readRecord(
    tx,
    steeringMeeting,
    id,
  )) as unknown as SteeringTables['steering_meeting'];
  const of = (
    table: 'steering_item' | 'steering_resolution',
  ) => sql`left join measure m on m.town_id = ${sql.ref(`${table}.town_id`)}
    and m.id = ${sql.ref(`${table}.measure_id`)}`;
  const named = sql`case when m.id is null then null else 'M-' || lpad(m.number::text, 2, '0') || ' ' || m.title end`;
  const { rows: items } = await sql<
    Minutes['items'][number]
  >`select steering_item.title, minutes, ${named} as measure
    from steering_item ${of('steering_item')} where steering_item.town_id = ${tx.actor.townId} and meeting_id = ${id}
    order by position, steering_item.created_at, steering_item.id`.execute(tx.db);
  const { rows: resolutions } = await sql<
    Minutes['resolutions'][number]
  >`select steering_resolution.number, wording, role,
      due_on as "dueOn", ${named} as measure
    from steering_resolution ${of('steering_resolution')} where steering_resolution.town_id = ${tx.actor.townId} and meeting_id = ${id}
    order by steering_resolution.number`.execute(tx.db);
  const { rows: members } = await sql<
    Minutes['members'][number]
  >`select p.name, p.title, s.attendance from steering_member s
      join person p on p.town_id = s.town_id and p.id = s.person_id
    where s.town_id = ${tx.actor.townId} and s.meeting_id = ${id} order by p.name`.execute(tx.db);
  return {
    number: meeting.number,
    heldOn: meeting.held_on,
    starts: meeting.starts,
    place: meeting.place,
    note: meeting.note,
    approvedAt: meeting.approved_at,
    approvedBy: meeting.approved_by,
    members,
    items,
    resolutions,
  };
}
