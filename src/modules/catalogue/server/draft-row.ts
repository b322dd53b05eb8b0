import { refuse } from '#kernel/refuse';
import type { RouteOutput } from '#kernel/route';
import { lockRecord, type Row, readRecord, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { draftLimits } from '../domain/draft-limits.ts';
import { oneLine } from './draft-head.ts';
import { codeLike, depthOf, type RowRecord } from './draft-store.ts';
import { catalogueDraft, draftRow } from './kinds.ts';

export type ShownRow = RouteOutput<typeof contract.add>;
export const rowView = (row: RowRecord): ShownRow => toView<ShownRow>(row);

/** Writes to the rows of a draft come one after the other, and none after it was finished. */
export async function lockedRow(tx: TownTx, id: string): Promise<RowRecord> {
  const { draft_id } = await readRecord<RowRecord>(tx, draftRow, id);
  await lockRecord(tx, catalogueDraft, draft_id);
  return lockRecord<RowRecord>(tx, draftRow, id);
}

/** Refuses what is not a heading of this draft as a fault of its field. */
export async function headingIn(tx: TownTx, draftId: string, id: string): Promise<void> {
  const row = await readRecord<RowRecord>(tx, draftRow, id).catch(() => null);
  if (row?.draft_id !== draftId || row.kind !== 'heading')
    refuse('invalid', 'invalid_input', [{ path: 'headingId', code: 'unknown_reference' }]);
}

/** Refuses a place with more headings above and below than a draft may have, as a fault of its field. */
export async function requireDepth(tx: TownTx, heading: string | null, more: number): Promise<void> {
  if ((await depthOf(tx, heading)) + more > draftLimits.depth)
    refuse('invalid', 'invalid_input', [
      { path: 'headingId', code: 'catalogue_too_deep', params: { max: draftLimits.depth } },
    ]);
}

const LINES = ['code', 'title'];

/** Texts as they are kept: one line for number and title, line ends of one kind. */
export const keptTexts = (given: Row): Row =>
  Object.fromEntries(
    Object.entries(given).map(([field, value]) => [
      field,
      typeof value !== 'string'
        ? value
        : LINES.includes(field)
          ? oneLine(value)
          : value.replaceAll(/\r\n?/g, '\n'),
    ]),
  );

/** Refuses a number that a row of the same kind has in other capital and small letters; the very same one the database refuses. */
export async function requireFreeCode(
  tx: TownTx,
  { draftId, kind, code }: { draftId: string; kind: RowRecord['kind']; code: unknown },
): Promise<void> {
  const other = typeof code === 'string' ? await codeLike(tx, { draftId, kind, code: oneLine(code) }) : null;
  if (other !== null)
    refuse('conflict', 'duplicate', [
      { path: 'code', code: 'catalogue_code_taken', params: { code: other } },
    ]);
}
