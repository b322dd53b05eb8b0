import type { TownTx } from '#platform/tx';
import type { DraftHead, DraftRow } from '../domain/catalogue-draft.ts';
import type { ForeignCatalogue } from '../domain/foreign-catalogue.ts';
import { type DraftRecord, readRows } from './draft-store.ts';
import { digestOf } from './keep-catalogue.ts';
import { contentOf, latestVersion } from './store.ts';

/** All of a draft with the version it began as a copy of. */
interface Written {
  head: DraftHead;
  rows: DraftRow[];
  base: ForeignCatalogue | null;
  /** The latest version there is, 0 for none. */
  last: number;
  /** Changes with every word of the draft. */
  seen: string;
}

export async function readWritten(tx: TownTx, draft: DraftRecord): Promise<Written> {
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
