import type { RouteInput } from '#kernel/route';
import { updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { lockedRow } from './draft-row.ts';
import { giveWay, neighbour } from './draft-store.ts';
import { draftRow } from './kinds.ts';

/** Changes places with the one before or behind; at the end nothing happens. */
export async function stepDraftRow(
  tx: TownTx,
  { id, way }: RouteInput<typeof contract.step>,
): Promise<{ done: true }> {
  const row = await lockedRow(tx, id);
  const other = await neighbour(tx, row, way);
  if (!other) return { done: true };
  await giveWay(tx, other.id, row.position);
  await updateRecord(tx, draftRow, id, { position: other.position }, { event: 'moved', version: null });
  return { done: true };
}
