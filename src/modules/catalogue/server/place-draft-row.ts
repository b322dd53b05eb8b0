import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { headingIn, lockedRow, requireDepth } from './draft-row.ts';
import { depthBelow, followTo, idsBelow, nextPosition } from './draft-store.ts';
import { draftRow } from './kinds.ts';

/** Moves a row with everything below it behind those below another heading, or to the top. */
export async function placeDraftRow(
  tx: TownTx,
  { id, headingId }: RouteInput<typeof contract.place>,
): Promise<{ done: true }> {
  const row = await lockedRow(tx, id);
  if (row.heading_id === headingId && row.above_id === null) return { done: true };
  if (headingId) await headingIn(tx, row.draft_id, headingId);
  const ids = await idsBelow(tx, id);
  if (headingId && (headingId === id || ids.has(headingId)))
    refuse('invalid', 'invalid_input', [{ path: 'headingId', code: 'catalogue_below_itself' }]);
  await requireDepth(tx, headingId, 1 + (await depthBelow(tx, id)));
  const place = { draft_id: row.draft_id, kind: row.kind, heading_id: headingId, above_id: null };
  const patch = { heading_id: headingId, above_id: null, position: await nextPosition(tx, place) };
  if (row.kind === 'requirement') await followTo(tx, [...ids], headingId);
  await updateRecord(tx, draftRow, id, patch, { event: 'moved', version: null });
  return { done: true };
}
