import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { type Head, headView, oneLine, requireFreeTitle } from './draft-head.ts';
import type { DraftRecord } from './draft-store.ts';
import { catalogueDraft } from './kinds.ts';

/** Changes title, edition, publisher or licence under the version read. */
export async function changeDraft(
  tx: TownTx,
  { town: _town, id, ...given }: RouteInput<typeof contract.change>,
): Promise<Head> {
  if (tx.ifMatch === null) refuse('invalid', 'version_missing');
  const patch = Object.fromEntries(
    Object.entries(given).map(([field, text]) => [field, oneLine(String(text ?? ''))]),
  );
  const before = await lockRecord<DraftRecord>(tx, catalogueDraft, id);
  if (patch.title !== undefined) await requireFreeTitle(tx, patch.title, before.catalogue_id);
  return headView(await updateRecord<DraftRecord>(tx, catalogueDraft, id, patch));
}
