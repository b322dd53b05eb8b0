import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { olderEdition } from '#modules/catalogue';
import { insertRecord, lockRecord, removeRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { olderContract as contract } from '../contract-older.ts';
import { percentOf } from '../domain/older-comparison.ts';
import { olderChapter, olderResult } from './kinds.ts';
import { listOlderChapters } from './older-store.ts';

type Given = RouteInput<typeof contract.setOlderChapters>['chapters'];

/**
 * Makes the chapters of an older result what was entered, each change journaled. Refuses all faults at once: a chapter
 * the older edition does not have, one named twice, a percentage that is missing. Refuses `version_conflict` when somebody
 * else saved the result or its chapters since they were read (If-Match).
 */
export async function setOlderChapters(
  tx: TownTx,
  { id, chapters }: RouteInput<typeof contract.setOlderChapters>,
): Promise<RouteOutput<typeof contract.setOlderChapters>> {
  const faults = faultsOf(chapters);
  if (faults.length > 0) return refuse('invalid', 'invalid_input', faults);
  const result = await lockRecord(tx, olderResult, id);
  const before = await listOlderChapters(tx, id);
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const { chapter, stated, percent } of chapters) {
    const values = { stated, percent: percentOf(stated, percent) };
    const known = before.find((one) => one.chapter === chapter);
    if (!known) {
      const row = { result_id: id, chapter, office_id: result.office_id, ...values };
      await insertRecord(tx, olderChapter, row, 'entered');
      counts.added++;
    } else if (known.stated !== stated || known.percent !== values.percent) {
      await updateRecord(tx, olderChapter, known.id, values, { version: null });
      counts.changed++;
    }
  }
  for (const known of before) {
    if (chapters.some(({ chapter }) => chapter === known.chapter)) continue;
    await removeRecord(tx, olderChapter, known.id, { version: null });
    counts.removed++;
  }
  if (counts.added + counts.changed + counts.removed > 0)
    await updateRecord(tx, olderResult, id, { chapters_at: tx.now }, { event: 'chapters_entered' });
  return counts;
}

function faultsOf(chapters: Given): { path: string; code: string }[] {
  const known = olderEdition().chapters.map(({ code }) => code);
  return chapters.flatMap(({ chapter, stated, percent }, at) => [
    ...(known.includes(chapter) ? [] : [{ path: `chapters.${at}.chapter`, code: 'unknown_reference' }]),
    ...(chapters.findIndex((one) => one.chapter === chapter) < at
      ? [{ path: `chapters.${at}.chapter`, code: 'duplicate' }]
      : []),
    ...(percentOf(stated, percent) === null ? [{ path: `chapters.${at}.percent`, code: 'required' }] : []),
  ]);
}
