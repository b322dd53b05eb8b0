import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import {
  insertRecord,
  lockRecord,
  type Row,
  readRecord,
  removeRecord,
  toView,
  updateRecord,
} from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { draftLimits } from '../domain/draft-limits.ts';
import { oneLine } from './catalogue-drafts.ts';
import {
  countOf,
  depthBelow,
  depthOf,
  followTo,
  giveWay,
  idsBelow,
  neighbour,
  nextPosition,
  pageOfRows,
  type RowRecord,
} from './draft-store.ts';
import { catalogueDraft, draftRow } from './kinds.ts';

const PAGE = 50;
type Shown = RouteOutput<typeof contract.add>;
const view = (row: RowRecord): Shown => toView<Shown>(row);

/** Requirements below a heading, or below none; 50 at a time. */
export async function listDraftRows(
  tx: TownTx,
  { id, heading, from = 0 }: RouteInput<typeof contract.rows>,
): Promise<RouteOutput<typeof contract.rows>> {
  await readRecord(tx, catalogueDraft, id);
  if (heading) await headingIn(tx, id, heading);
  const page = await pageOfRows(tx, { draftId: id, heading: heading ?? null, from, limit: PAGE });
  return { total: page.total, rows: page.rows.map((row) => ({ ...view(row), depth: row.depth })) };
}

/** One row with how much stands below it. */
export async function showDraftRow(
  tx: TownTx,
  { id }: RouteInput<typeof contract.row>,
): Promise<RouteOutput<typeof contract.row>> {
  const row = await readRecord<RowRecord>(tx, draftRow, id);
  return { ...view(row), below: (await idsBelow(tx, id)).size };
}

/** Writes to the rows of a draft come one after the other, and none after it was finished. */
async function lockedRow(tx: TownTx, id: string): Promise<RowRecord> {
  const { draft_id } = await readRecord<RowRecord>(tx, draftRow, id);
  await lockRecord(tx, catalogueDraft, draft_id);
  return lockRecord<RowRecord>(tx, draftRow, id);
}

/** Refuses what is not a heading of this draft as a fault of its field. */
async function headingIn(tx: TownTx, draftId: string, id: string): Promise<void> {
  const row = await readRecord<RowRecord>(tx, draftRow, id).catch(() => null);
  if (row?.draft_id !== draftId || row.kind !== 'heading')
    refuse('invalid', 'invalid_input', [{ path: 'headingId', code: 'unknown_reference' }]);
}

async function requireDepth(tx: TownTx, heading: string | null, more: number): Promise<void> {
  if ((await depthOf(tx, heading)) + more > draftLimits.depth)
    refuse('invalid', 'invalid_input', [
      { path: 'headingId', code: 'catalogue_too_deep', params: { max: draftLimits.depth } },
    ]);
}

const LINES = ['code', 'title'];

/** Texts as they are kept: one line for number and title, line ends of one kind. */
const kept = (given: Row): Row =>
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

/** Adds a heading or requirement behind those in its place; refuses when the draft is full. */
export async function addDraftRow(
  tx: TownTx,
  { town: _town, id, kind, headingId = null, ...texts }: RouteInput<typeof contract.add>,
): Promise<Shown> {
  await lockRecord(tx, catalogueDraft, id);
  if (headingId) await headingIn(tx, id, headingId);
  await requireDepth(tx, headingId, 1);
  const max = kind === 'heading' ? draftLimits.headings : draftLimits.requirements;
  if ((await countOf(tx, id, kind)) >= max) refuse('state', 'catalogue_draft_full', [], { max });
  const place = { draft_id: id, kind, heading_id: headingId, above_id: null };
  const position = await nextPosition(tx, place);
  return view(await insertRecord<RowRecord>(tx, draftRow, { ...kept(texts), ...place, position }, 'added'));
}

/** Changes number or texts under the version read. */
export async function changeDraftRow(
  tx: TownTx,
  { town: _town, id, ...given }: RouteInput<typeof contract.changeRow>,
): Promise<Shown> {
  if (tx.ifMatch === null) refuse('invalid', 'version_missing');
  await lockedRow(tx, id);
  return view(await updateRecord<RowRecord>(tx, draftRow, id, kept(given)));
}

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
