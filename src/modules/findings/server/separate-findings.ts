import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { standsUntouched, undoBatch } from '#platform/batch-undo';
import { file } from '#platform/files/rows';
import { lockRecord, type RecordKind } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { finding, link, wording } from './kinds.ts';
import type { MergeFollower } from './merge-findings.ts';
import { requireMay } from './policy.ts';
import { lockMerge } from './store.ts';
import type { FindingTable } from './tables.ts';
import { type FindingView, viewOf } from './view.ts';

const KINDS: readonly RecordKind[] = [link, wording, file, finding];

/** Whether what became one can still be parted: as long as nobody has changed any of it. */
export async function maySeparate(
  tx: TownTx,
  { merge_batch, merged_at }: Pick<FindingTable, 'merge_batch' | 'merged_at'>,
): Promise<boolean> {
  if (!merge_batch || !merged_at) return false;
  const batch = { xid: merge_batch, at: merged_at };
  for (const kind of KINDS) if (!(await standsUntouched(tx, kind, batch))) return false;
  return true;
}

/**
 * Parts again what was merged in one go: everything is where it was. Refuses `finding_step` for what is not merged and
 * `finding_merge_changed` when somebody has changed, answered or merged any of it since.
 */
export const separateFindings =
  (followers: readonly MergeFollower[]) =>
  async (tx: TownTx, { id }: RouteInput<typeof contract.separate>): Promise<FindingView> => {
    const row = (await lockRecord(tx, finding, id)) as unknown as FindingTable;
    requireMay(tx, row, 'separate');
    const batch = { xid: row.merge_batch ?? '', at: row.merged_at ?? '' };
    const parted = await lockMerge(tx, { kept: row.merged_into, batch: batch.xid });
    if (parted < 2 || !(await maySeparate(tx, row))) refuse('state', 'finding_merge_changed');
    for (const { back } of followers) await back(tx, batch, row.merged_into ?? '');
    for (const kind of KINDS) await undoBatch(tx, kind, batch, 'separated');
    return viewOf(tx, (await lockRecord(tx, finding, id)) as unknown as FindingTable);
  };
