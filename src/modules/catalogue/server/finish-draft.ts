import { randomUUID } from 'node:crypto';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { lockRecord, removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { catalogueOfDraft } from '../domain/catalogue-draft.ts';
import { draftFaults } from '../domain/draft-faults.ts';
import type { ForeignCatalogue } from '../domain/foreign-catalogue.ts';
import { requireFreeTitle } from './draft-head.ts';
import { type DraftRecord, oneAtATime } from './draft-store.ts';
import { keepCatalogue } from './keep-catalogue.ts';
import { catalogueDraft, foreignCatalogue } from './kinds.ts';
import { editionsOf } from './store.ts';
import { readWritten } from './written-draft.ts';

/**
 * Makes the draft the next version, or the first one of a new catalogue; the draft is gone then. `last` and `seen` are
 * what the caller was shown: refused when a version came in between, when a word was changed since, while there is a
 * fault, for an edition that is there already, and when nothing differs from the version before.
 */
export async function finishDraft(
  tx: TownTx,
  { id, edition, last, seen }: RouteInput<typeof contract.finish>,
): Promise<RouteOutput<typeof contract.finish>> {
  await oneAtATime(tx);
  const draft = await lockRecord<DraftRecord>(tx, catalogueDraft, id);
  const of = draft.catalogue_id;
  if (of !== null) await lockRecord(tx, foreignCatalogue, of);
  const written = await readWritten(tx, draft);
  if (written.last !== last) refuse('conflict', 'catalogue_draft_newer');
  if (written.seen !== seen) refuse('conflict', 'catalogue_draft_changed');
  const { rows, base } = written;
  const head = { ...written.head, edition: edition.replaceAll(/\s+/g, ' ') };
  await requireFreeTitle(tx, head.title, of);
  const faults = draftFaults(head, rows, base);
  if (faults.length > 0) refuse('state', 'catalogue_draft_faults', [], { count: faults.length });
  if (of !== null && (await editionsOf(tx, of)).includes(head.edition))
    refuse('invalid', 'invalid_input', [{ path: 'edition', code: 'duplicate' }]);
  const content = catalogueOfDraft(head, rows, base, { uuid: randomUUID(), at: tx.now.toISOString() });
  if (base && draft.base_seq === last && textOf(content) === textOf(base))
    refuse('state', 'catalogue_draft_same');
  const kept = await keepCatalogue(tx, content, { id: of, files: [] });
  await removeRecord(tx, catalogueDraft, id, { version: null });
  return { id: kept.id, seq: kept.seq, controls: kept.controls };
}

/** What a version says, without what every version says anew. */
const textOf = (content: ForeignCatalogue): string =>
  JSON.stringify({ ...content, uuid: '', lastModified: '', version: '', published: null });
