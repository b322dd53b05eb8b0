import type { RouteInput } from '#kernel/route';
import { removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { catalogueDraft } from './kinds.ts';

/** Throws a draft away with everything in it; the catalogue stays as it was. */
export async function discardDraft(
  tx: TownTx,
  { id }: RouteInput<typeof contract.discard>,
): Promise<{ done: true }> {
  await removeRecord(tx, catalogueDraft, id, { version: null });
  return { done: true };
}
