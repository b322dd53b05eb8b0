import { writeJournals } from '#platform/journal';
import { removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { activityRelease } from './kinds.ts';
import { diarist } from './own-diary.ts';
import { dropDiary, ownReleases } from './store.ts';

/** The own diary goes as a whole, with every release. */
export async function removeDiary(tx: TownTx): Promise<{ done: true }> {
  const user = diarist(tx);
  const days = await dropDiary(tx, user);
  await writeJournals(
    tx,
    days.map((recordId) => ({
      event: 'activity_day.removed' as const,
      kind: 'activity_day',
      recordId,
      changes: {},
    })),
  );
  for (const { id } of await ownReleases(tx, user))
    await removeRecord(tx, activityRelease, id, { version: null });
  return { done: true };
}
