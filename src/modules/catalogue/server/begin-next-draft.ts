import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { lockRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { draftHeadOf, draftRowsOf, fitsDraft } from '../domain/catalogue-draft.ts';
import { draftLimits } from '../domain/draft-limits.ts';
import { type Head, headView } from './draft-head.ts';
import { copyRows, hasDraft, insertDraft } from './draft-store.ts';
import { foreignCatalogue } from './kinds.ts';
import { contentOf, latestVersion } from './store.ts';

/** Begins the next version as a copy of the latest one. Refuses where there is a draft, or the copy would be too large. */
export async function beginNextDraft(
  tx: TownTx,
  { id }: RouteInput<typeof contract.beginNext>,
): Promise<Head> {
  await lockRecord(tx, foreignCatalogue, id);
  if (await hasDraft(tx, id)) refuse('conflict', 'catalogue_draft_exists');
  const base = await contentOf(tx, id, null);
  const rows = draftRowsOf(base, tx.newId);
  const head = draftHeadOf(base);
  if (!fitsDraft(rows) || base.title.length > draftLimits.title)
    refuse('state', 'catalogue_draft_too_large', [], {
      requirements: draftLimits.requirements,
      headings: draftLimits.headings,
      text: draftLimits.text,
    });
  const seq = (await latestVersion(tx, id))?.seq ?? 1;
  const draft = await insertDraft(tx, { ...head, catalogue_id: id, base_seq: seq });
  await copyRows(tx, draft.id, rows);
  return headView(draft);
}
