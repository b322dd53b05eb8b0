import { randomUUID } from 'node:crypto';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { catalogueOfDraft, type DraftRow, inOrder } from '../domain/catalogue-draft.ts';
import { type DraftFault, draftFaults } from '../domain/draft-faults.ts';
import type { ForeignCatalogue } from '../domain/foreign-catalogue.ts';
import { compareWith } from './compare-versions.ts';
import type { DraftRecord } from './draft-store.ts';
import { controlRowsOf } from './keep-catalogue.ts';
import { catalogueDraft } from './kinds.ts';
import { answeredCodes, withTitle } from './store.ts';
import { readWritten } from './written-draft.ts';

type Checked = RouteOutput<typeof contract.check>;
const MOST_FAULTS = 100;

/** Everything wrong with a draft, or what it would change if it were finished now. */
export async function checkDraft(tx: TownTx, { id }: RouteInput<typeof contract.check>): Promise<Checked> {
  const draft = await readRecord<DraftRecord>(tx, catalogueDraft, id);
  const written = await readWritten(tx, draft);
  const { rows, base, last, seen } = written;
  // The edition is asked for at the end.
  const head = { ...written.head, edition: written.head.edition || '-' };
  const faults = [...(await titleFaults(tx, draft)), ...draftFaults(head, rows, base)];
  const content =
    faults.length === 0
      ? catalogueOfDraft(head, rows, base, { uuid: randomUUID(), at: tx.now.toISOString() })
      : null;
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
