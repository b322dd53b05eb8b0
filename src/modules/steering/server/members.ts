import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { steeringContract as contract } from '../contract.ts';
import { steeringMember } from './kinds.ts';
import { openMeeting } from './open-meeting.ts';

/** Takes over the members of the meeting before who are not invited yet. */
export async function inviteAsBefore(
  tx: TownTx,
  { id }: RouteInput<typeof contract.invite>,
): Promise<RouteOutput<typeof contract.invite>> {
  const { held_on, number } = await openMeeting(tx, id);
  const { rows } = await sql<{ person_id: string }>`select b.person_id from steering_member b
    where b.town_id = ${tx.actor.townId} and b.meeting_id = (
      select g.id from steering_meeting g where g.town_id = ${tx.actor.townId} and (g.held_on, g.number) < (${held_on}, ${number})
        and exists (select from steering_member x where x.town_id = g.town_id and x.meeting_id = g.id)
      order by g.held_on desc, g.number desc limit 1)
      and not exists (select from steering_member o where o.town_id = b.town_id and o.meeting_id = ${id} and o.person_id = b.person_id)
    order by b.created_at, b.id`.execute(tx.db);
  for (const { person_id } of rows) await insertRecord(tx, steeringMember, { meeting_id: id, person_id });
  return { added: rows.length };
}
