import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { insertRecord, lockRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { draftLimits } from '../domain/draft-limits.ts';
import { headingIn, keptTexts, requireDepth, requireFreeCode, rowView, type ShownRow } from './draft-row.ts';
import { countOf, nextPosition, type RowRecord } from './draft-store.ts';
import { catalogueDraft, draftRow } from './kinds.ts';

/** Adds a heading or requirement behind those in its place; refuses when the draft is full. */
export async function addDraftRow(
  tx: TownTx,
  { town: _town, id, kind, headingId = null, ...texts }: RouteInput<typeof contract.add>,
): Promise<ShownRow> {
  await lockRecord(tx, catalogueDraft, id);
  if (headingId) await headingIn(tx, id, headingId);
  await requireDepth(tx, headingId, 1);
  const max = kind === 'heading' ? draftLimits.headings : draftLimits.requirements;
  if ((await countOf(tx, id, kind)) >= max) refuse('state', 'catalogue_draft_full', [], { max });
  await requireFreeCode(tx, { draftId: id, kind, code: texts.code });
  const place = { draft_id: id, kind, heading_id: headingId, above_id: null };
  const position = await nextPosition(tx, place);
  return rowView(
    await insertRecord<RowRecord>(tx, draftRow, { ...keptTexts(texts), ...place, position }, 'added'),
  );
}
