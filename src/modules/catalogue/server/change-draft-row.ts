import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { keptTexts, lockedRow, rowView, type ShownRow } from './draft-row.ts';
import type { RowRecord } from './draft-store.ts';
import { draftRow } from './kinds.ts';

/** Changes number or texts under the version read. */
export async function changeDraftRow(
  tx: TownTx,
  { town: _town, id, ...given }: RouteInput<typeof contract.changeRow>,
): Promise<ShownRow> {
  if (tx.ifMatch === null) refuse('invalid', 'version_missing');
  await lockedRow(tx, id);
  return rowView(await updateRecord<RowRecord>(tx, draftRow, id, keptTexts(given)));
}
