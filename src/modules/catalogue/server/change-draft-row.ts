import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { keptTexts, lockedRow, requireFreeCode, rowView, type ShownRow } from './draft-row.ts';
import type { RowRecord } from './draft-store.ts';
import { draftRow } from './kinds.ts';

/** Changes number or texts under the version read. */
export async function changeDraftRow(
  tx: TownTx,
  { town: _town, id, ...given }: RouteInput<typeof contract.changeRow>,
): Promise<ShownRow> {
  if (tx.ifMatch === null) refuse('invalid', 'version_missing');
  const row = await lockedRow(tx, id);
  if (given.code !== undefined && given.code.toLowerCase() !== row.code.toLowerCase())
    await requireFreeCode(tx, { draftId: row.draft_id, kind: row.kind, code: given.code });
  return rowView(await updateRecord<RowRecord>(tx, draftRow, id, keptTexts(given)));
}
