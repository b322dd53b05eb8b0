import { addDays, localDate } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, lockRecord, toView, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { activityContract as contract } from '../contract.ts';
import { activityRelease } from './kinds.ts';
import { diarist } from './own-diary.ts';
import type { ActivityTables } from './tables.ts';

type Release = RouteOutput<typeof contract.release>;

/** Lets the own sums between two days be seen by whoever reads the overview, until it is taken back; at most a year. */
export async function releaseSums(
  tx: TownTx,
  { purpose, fromDay, untilDay }: RouteInput<typeof contract.release>,
): Promise<Release> {
  const user = diarist(tx);
  if (untilDay < fromDay || untilDay > addDays(localDate(fromDay), 366))
    refuse('invalid', 'invalid_input', [
      { path: 'untilDay', code: untilDay < fromDay ? 'before_start' : 'diary_release_long' },
    ]);
  const stored = await insertRecord(tx, activityRelease, {
    user_id: user,
    purpose,
    from_day: fromDay,
    until_day: untilDay,
  });
  return viewOf(stored);
}

/** Takes a release back; again changes nothing. Somebody else's is not found. */
export async function revokeRelease(
  tx: TownTx,
  { id }: RouteInput<typeof contract.revoke>,
): Promise<{ done: true }> {
  diarist(tx);
  const held = await lockRecord<ActivityTables['activity_release']>(tx, activityRelease, id);
  if (held.revoked_at === null)
    await updateRecord(
      tx,
      activityRelease,
      id,
      { revoked_at: tx.now.toISOString() },
      { event: 'revoked', version: null },
    );
  return { done: true };
}

function viewOf(row: Record<string, unknown>): Release {
  const { id, purpose, fromDay, untilDay, revokedAt } = toView<Release>(row);
  return { id, purpose, fromDay, untilDay, revokedAt };
}
