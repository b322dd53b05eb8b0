import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { steeringContract as contract } from '../contract.ts';
import { lackOf } from '../domain/meeting.ts';
import { steeringMeeting } from './kinds.ts';
import { openMeeting } from './open-meeting.ts';

/**
 * Approves the minutes. Refuses `steering_approved`, `steering_to_come` before the day, `steering_empty` where nothing was written down,
 * `steering_nobody` where nobody was there, `steering_blank` where both are missing.
 */
export async function approveMinutes(
  tx: TownTx,
  { id }: RouteInput<typeof contract.approve>,
): Promise<RouteOutput<typeof contract.approve>> {
  const meeting = await openMeeting(tx, id);
  if (meeting.held_on > localDateOf(tx.now)) refuse('state', 'steering_to_come');
  const { rows } = await sql<{ written: number; present: number }>`select
    (select count(*)::int from steering_item where town_id = ${tx.actor.townId} and meeting_id = ${id} and minutes <> '')
    + (select count(*)::int from steering_resolution where town_id = ${tx.actor.townId} and meeting_id = ${id}) as written,
    (select count(*)::int from steering_member where town_id = ${tx.actor.townId} and meeting_id = ${id}
      and attendance = 'present') as present`.execute(tx.db);
  const lack = lackOf(rows[0]?.written ?? 0, rows[0]?.present ?? 0);
  if (lack) refuse('state', `steering_${lack}`);
  await updateRecord(
    tx,
    steeringMeeting,
    id,
    { approved_at: tx.now, approved_by: tx.actor.name },
    { event: 'approved', version: null },
  );
  return { approvedAt: tx.now.toISOString() };
}
