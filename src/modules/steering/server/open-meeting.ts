import { refuse } from '#kernel/refuse';
import { lockRecord, type RecordKind, type Row, readRecord, removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { steeringMeeting } from './kinds.ts';
import type { SteeringTables } from './tables.ts';

type Meeting = SteeringTables['steering_meeting'];

/** The meeting, locked; refuses `steering_approved` once its minutes are approved. */
export async function openMeeting(tx: TownTx, id: string): Promise<Meeting> {
  const meeting = (await lockRecord(tx, steeringMeeting, id)) as unknown as Meeting;
  if (meeting.approved_at !== null) refuse('state', 'steering_approved');
  return meeting;
}

/**
 * A part of a meeting stays with it and is changed while its minutes are not approved; an unknown meeting is a fault of the
 * field. `after` = fields that may still change afterwards.
 */
export const ofOpenMeeting =
  (after: readonly string[] = []) =>
  async (tx: TownTx, values: Row, before: Row | null): Promise<void> => {
    if (before && values.meeting_id !== undefined && values.meeting_id !== before.meeting_id)
      refuse('invalid', 'invalid_input', [{ path: 'meetingId', code: 'not_changed_here' }]);
    const changed = Object.keys(values).filter((field) => before && values[field] !== before[field]);
    if (before && changed.every((field) => after.includes(field))) return;
    const id = String(before?.meeting_id ?? values.meeting_id);
    if (!before)
      await readRecord(tx, steeringMeeting, id).catch(() =>
        refuse('invalid', 'invalid_input', [{ path: 'meetingId', code: 'unknown_reference' }]),
      );
    await openMeeting(tx, id);
  };

/** Removes a part of a meeting whose minutes are not approved. */
export const removePart =
  (kind: RecordKind) =>
  async (tx: TownTx, { id }: { id: string }): Promise<{ done: true }> => {
    const row = await readRecord(tx, kind, id);
    await openMeeting(tx, String((row as Row).meeting_id));
    await removeRecord(tx, kind, id);
    return { done: true };
  };
