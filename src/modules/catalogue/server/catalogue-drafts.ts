import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { lockRecord, readRecord, removeRecord, toView, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { draftHeadOf, draftRowsOf, fitsDraft } from '../domain/catalogue-draft.ts';
import { draftLimits } from '../domain/draft-limits.ts';
import {
  copyRows,
  type DraftRecord,
  type HeadingRow,
  hasDraft,
  insertDraft,
  readDrafts,
  readHeadings,
} from './draft-store.ts';
import { contentOf, latestVersion, withTitle } from './keep-catalogue.ts';
import { catalogueDraft, foreignCatalogue } from './kinds.ts';

type Head = RouteOutput<typeof contract.begin>;
const view = (draft: DraftRecord): Head => toView<Head>(draft);
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Catalogues being written. */
export async function listDrafts(tx: TownTx): Promise<RouteOutput<typeof contract.list>> {
  const rows = await readDrafts(tx);
  return {
    total: rows.length,
    rows: rows.map(({ requirements, changed_at, ...draft }) => ({
      ...view(draft as DraftRecord),
      requirements,
      updatedAt: changed_at,
    })),
  };
}

/** Begins an empty catalogue; refuses a title that another one of the town has. */
export async function beginDraft(tx: TownTx, given: RouteInput<typeof contract.begin>): Promise<Head> {
  const title = oneLine(given.title);
  await requireFreeTitle(tx, title, null);
  const { edition = '', source = '', licence = '' } = given;
  return view(
    await insertDraft(tx, {
      title,
      edition: oneLine(edition),
      source: oneLine(source),
      licence: oneLine(licence),
    }),
  );
}

/** Two catalogues of one title would be taken for one at the next upload. */
export async function requireFreeTitle(tx: TownTx, title: string, own: string | null): Promise<void> {
  const other = await withTitle(tx, title);
  if (other !== null && other !== own)
    refuse('invalid', 'invalid_input', [{ path: 'title', code: 'catalogue_title_taken' }]);
}

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
  return view(draft);
}

/** A catalogue being written, its headings in their order. */
export async function showDraft(
  tx: TownTx,
  { id }: RouteInput<typeof contract.get>,
): Promise<RouteOutput<typeof contract.get>> {
  const draft = await readRecord<DraftRecord>(tx, catalogueDraft, id);
  const { headings, requirements, loose } = await readHeadings(tx, id);
  const last = draft.catalogue_id === null ? undefined : await latestVersion(tx, draft.catalogue_id);
  return {
    ...view(draft),
    baseSeq: draft.base_seq,
    lastSeq: last?.seq ?? null,
    requirements,
    loose,
    headings: inOrder(headings),
  };
}

function inOrder(headings: readonly HeadingRow[]): HeadingRow[] {
  const below = Map.groupBy(headings, ({ parentId }) => parentId);
  const walk = (parent: string | null): HeadingRow[] =>
    (below.get(parent) ?? []).flatMap((heading) => [heading, ...walk(heading.id)]);
  return walk(null);
}

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
  return view(await updateRecord<DraftRecord>(tx, catalogueDraft, id, patch));
}

/** Throws a draft away with everything in it; the catalogue stays as it was. */
export async function discardDraft(
  tx: TownTx,
  { id }: RouteInput<typeof contract.discard>,
): Promise<{ done: true }> {
  await removeRecord(tx, catalogueDraft, id, { version: null });
  return { done: true };
}
