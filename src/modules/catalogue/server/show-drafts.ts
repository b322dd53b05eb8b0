import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { headView } from './draft-head.ts';
import { type DraftRecord, type HeadingRow, readDrafts, readHeadings } from './draft-store.ts';
import { catalogueDraft } from './kinds.ts';
import { latestVersion } from './store.ts';

/** Catalogues being written. */
export async function listDrafts(tx: TownTx): Promise<RouteOutput<typeof contract.list>> {
  const rows = await readDrafts(tx);
  return {
    total: rows.length,
    rows: rows.map(({ requirements, changed_at, ...draft }) => ({
      ...headView(draft as DraftRecord),
      requirements,
      updatedAt: changed_at,
    })),
  };
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
    ...headView(draft),
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
