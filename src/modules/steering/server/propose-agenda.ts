import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import { m } from '#texts';
import type { steeringContract as contract } from '../contract.ts';
import { REASONS, reasonFor } from '../domain/meeting.ts';
import { steeringItem } from './kinds.ts';
import { measureStates } from './measure-states.read.ts';
import { openMeeting } from './open-meeting.ts';
import type { SteeringTables } from './tables.ts';

const STEP = 10;

/**
 * Puts on the agenda every measure that needs the group, the most urgent first, and the resolutions still open as one item; what stands on
 * it already is left as it is. Several measures to decide on are one item.
 */
export async function proposeAgenda(
  tx: TownTx,
  { id }: RouteInput<typeof contract.proposeAgenda>,
): Promise<RouteOutput<typeof contract.proposeAgenda>> {
  const meeting = await openMeeting(tx, id);
  const there = await tables<SteeringTables>(tx)
    .selectFrom('steering_item')
    .select(['measure_id', 'reason', 'position'])
    .where('town_id', '=', tx.actor.townId)
    .where('meeting_id', '=', id)
    .execute();
  const known = new Set(there.flatMap(({ measure_id }) => measure_id ?? []));
  const has = (reason: string) => there.some((item) => item.reason === reason);
  const states = (await measureStates(tx)).map((state) => ({
    state,
    reason: reasonFor(state, meeting.held_on),
  }));
  const { locale } = tx.actor;
  const wanted = states
    .filter(({ state, reason }) => reason !== null && reason !== 'undecided' && !known.has(state.id))
    .map(({ state, reason }) => ({ reason, measure_id: state.id, title: state.title }))
    .sort((a, b) => REASONS.indexOf(a.reason as never) - REASONS.indexOf(b.reason as never));
  const undecided = states.filter(({ reason }) => reason === 'undecided').length;
  const open = await openResolutions(tx, meeting.held_on, id);
  const items = [
    ...(open > 0 && !has('resolution')
      ? [
          {
            reason: 'resolution',
            measure_id: null,
            title: m.steering_item_resolutions({ count: open }, { locale }),
          },
        ]
      : []),
    ...wanted,
    ...(undecided > 0 && !has('undecided')
      ? [
          {
            reason: 'undecided',
            measure_id: null,
            title: m.steering_item_undecided({ count: undecided }, { locale }),
          },
        ]
      : []),
  ];
  let position = Math.max(0, ...there.map((item) => item.position));
  for (const item of items) {
    position += STEP;
    await insertRecord(tx, steeringItem, {
      ...item,
      title: item.title.slice(0, 200),
      meeting_id: id,
      position,
    });
  }
  return { added: items.length };
}

async function openResolutions(tx: TownTx, day: string, meetingId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n
    from steering_resolution r join steering_meeting g on g.town_id = r.town_id and g.id = r.meeting_id
    where r.town_id = ${tx.actor.townId} and r.done_on is null and g.held_on <= ${day} and g.id <> ${meetingId}`.execute(
    tx.db,
  );
  return rows[0]?.n ?? 0;
}
