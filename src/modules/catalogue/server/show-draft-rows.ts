import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { headingIn, rowView } from './draft-row.ts';
import { idsBelow, pageOfRows, type RowRecord } from './draft-store.ts';
import { catalogueDraft, draftRow } from './kinds.ts';

const PAGE = 50;

/** Requirements below a heading, or below none; 50 at a time. */
export async function listDraftRows(
  tx: TownTx,
  { id, heading, from = 0 }: RouteInput<typeof contract.rows>,
): Promise<RouteOutput<typeof contract.rows>> {
  await readRecord(tx, catalogueDraft, id);
  if (heading) await headingIn(tx, id, heading);
  const page = await pageOfRows(tx, { draftId: id, heading: heading ?? null, from, limit: PAGE });
  return { total: page.total, rows: page.rows.map((row) => ({ ...rowView(row), depth: row.depth })) };
}

/** One row with how much stands below it. */
export async function showDraftRow(
  tx: TownTx,
  { id }: RouteInput<typeof contract.row>,
): Promise<RouteOutput<typeof contract.row>> {
  const row = await readRecord<RowRecord>(tx, draftRow, id);
  return { ...rowView(row), below: (await idsBelow(tx, id)).size };
}
