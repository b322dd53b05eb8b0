import { randomUUID } from 'node:crypto';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { lockRecord, readRecord, removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { catalogueOfDraft, type DraftHead, type DraftRow, inOrder } from '../domain/catalogue-draft.ts';
import { type DraftFault, draftFaults } from '../domain/draft-faults.ts';
import type { ForeignCatalogue } from '../domain/foreign-catalogue.ts';
import type { Stamp } from '../domain/oscal/resolve-profile.ts';
import { requireFreeTitle } from './catalogue-drafts.ts';
import { answeredCodes, type DraftRecord, editionsOf, oneAtATime, readRows } from './draft-store.ts';
import {
  contentOf,
  controlRowsOf,
  digestOf,
  keepCatalogue,
  latestVersion,
  withTitle,
} from './keep-catalogue.ts';
import { catalogueDraft, foreignCatalogue } from './kinds.ts';
import { compareWith } from './own-catalogues.ts';

type Checked = RouteOutput<typeof contract.check>;
const MOST_FAULTS = 100;

interface Written {
  head: DraftHead;
  rows: DraftRow[];
  base: ForeignCatalogue | null;
  /** The latest version there is, 0 for none. */
  last: number;
  /** Changes with every word of the draft. */
  seen: string;
}

async function readWritten(tx: TownTx, draft: DraftRecord): Promise<Written> {
  const { catalogue_id: of, base_seq, title, edition, source, licence } = draft;
  const rows = await readRows(tx, draft.id);
  const head = { title, edition, source, licence };
  return {
    head,
    rows,
    base: of === null ? null : await contentOf(tx, of, base_seq),
    last: of === null ? 0 : ((await latestVersion(tx, of))?.seq ?? 0),
    seen: digestOf(title, source, licence, JSON.stringify(rows)),
  };
}

const stampOf = (tx: TownTx): Stamp => ({ uuid: randomUUID(), at: tx.now.toISOString() });

/** Everything wrong with a draft, or what it would change if it were finished now. */
export async function checkDraft(tx: TownTx, { id }: RouteInput<typeof contract.check>): Promise<Checked> {
  const draft = await readRecord<DraftRecord>(tx, catalogueDraft, id);
  const written = await readWritten(tx, draft);
  const { rows, base, last, seen } = written;
  // The edition is asked for at the end.
  const head = { ...written.head, edition: written.head.edition || '-' };
  const faults = [...(await titleFaults(tx, draft)), ...draftFaults(head, rows, base)];
  const content = faults.length === 0 ? catalogueOfDraft(head, rows, base, stampOf(tx)) : null;
  const of = draft.catalogue_id;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    faults: faults.slice(0, MOST_FAULTS).map((fault) => shownFault(tx, fault, byId)),
    faultTotal: faults.length,
    renumbered: await renumbered(tx, of, rows),
    flattened: base ? flattened(rows, base) : [],
    changes: content && of ? await compareWith(tx, { id: of, seq: last }, controlRowsOf(content)) : null,
    requirements: rows.filter(({ kind }) => kind === 'requirement').length,
    last,
    seen,
  };
}

async function titleFaults(tx: TownTx, { title, catalogue_id }: DraftRecord): Promise<DraftFault[]> {
  const other = await withTitle(tx, title);
  if (other === null || other === catalogue_id) return [];
  const text = {
    de: 'Einen Katalog mit diesem Titel gibt es schon.',
    en: 'There is a catalogue of this title already.',
  };
  return [{ row: null, field: 'title', text }];
}

function shownFault(
  tx: TownTx,
  { row: at, field, text }: DraftFault,
  rows: ReadonlyMap<string, DraftRow>,
): Checked['faults'][number] {
  const row = at === null ? undefined : rows.get(at);
  return {
    row: row ? { id: row.id, code: row.code, title: row.title } : null,
    field,
    text: text[tx.actor.locale],
  };
}

/** Requirements with another number than in the version before; what was answered stays with the number. */
async function renumbered(
  tx: TownTx,
  of: string | null,
  rows: readonly DraftRow[],
): Promise<Checked['renumbered']> {
  const answered = of === null ? new Set<string>() : await answeredCodes(tx, of);
  return inOrder(rows).requirements.flatMap(({ id, was, code }) =>
    was === null || was === code ? [] : [{ id, before: was, after: code, answered: answered.has(was) }],
  );
}

function flattened(rows: readonly DraftRow[], base: ForeignCatalogue): Checked['flattened'] {
  const before = new Map(base.controls.map((control) => [control.code, control]));
  return inOrder(rows)
    .requirements.filter(({ rich, origin, statement, guidance }) => {
      const from = before.get(origin ?? '');
      if (!from || rich === '') return false;
      const differs = (now: string, was: string) => now !== was.replaceAll(/\r\n?/g, '\n').trim();
      return (
        (rich !== 'guidance' && differs(statement, from.statement)) ||
        (rich !== 'statement' && differs(guidance, from.guidance))
      );
    })
    .map(({ id, code, title }) => ({ id, code, title }));
}

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
  const content = catalogueOfDraft(head, rows, base, stampOf(tx));
  if (base && draft.base_seq === last && textOf(content) === textOf(base))
    refuse('state', 'catalogue_draft_same');
  const kept = await keepCatalogue(tx, content, { id: of, files: [] });
  await removeRecord(tx, catalogueDraft, id, { version: null });
  return { id: kept.id, seq: kept.seq, controls: kept.controls };
}

/** What a version says, without what every version says anew. */
const textOf = (content: ForeignCatalogue): string =>
  JSON.stringify({ ...content, uuid: '', lastModified: '', version: '', published: null });
