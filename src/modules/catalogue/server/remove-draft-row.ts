import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { lockedRow } from './draft-row.ts';
import { idsBelow } from './draft-store.ts';
import { draftRow } from './kinds.ts';

/** Removes a row with everything below; refuses when that is not as much as the caller was told. */
export async function removeDraftRow(
  tx: TownTx,
  { id, below = 0 }: RouteInput<typeof contract.removeRow>,
): Promise<{ done: true }> {
  await lockedRow(tx, id);
  const { size } = await idsBelow(tx, id);
  if (size !== below) refuse('conflict', 'catalogue_draft_below', [], { count: size });
  await removeRecord(tx, draftRow, id);
  return { done: true };
}
