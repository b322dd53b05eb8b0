import type { Brand, DocumentModel } from '#kernel/document';
import { refuse } from '#kernel/refuse';
import type { TownTx } from '#platform/tx';
import { buildDocument, type DocumentKind } from '../../domain/documents/editions.ts';
import type { Ground } from '../../domain/documents/ground.ts';
import { keptRecords, leaksIn } from '../../domain/documents/leaks.ts';
import { asWritten, type Written } from '../../domain/documents/written.ts';
import { readGround } from './read-ground.ts';
import { loadBrand, loadWritten } from './store.ts';

export interface Standing {
  readonly document: DocumentModel;
  readonly brand: Brand;
  readonly state: string;
  readonly ground: Ground;
  readonly written: ReadonlyMap<string, Written>;
}

/** A document as it stands now: from the records, with what was written, in the look of the town. */
export async function standingDocument(
  tx: TownTx,
  kind: DocumentKind,
  locale = tx.actor.locale,
): Promise<Standing> {
  const ground = await readGround(tx, locale);
  const written = await loadWritten(tx, kind);
  const { town } = ground.report;
  return {
    document: asWritten(buildDocument(kind, ground), written),
    brand: await loadBrand(tx, town.name),
    state: town.state,
    ground,
    written,
  };
}

/**
 * Refuses `document_leaks` when what somebody wrote for the public names what is not public: a finding may have got
 * another class since it was written.
 */
export function refuseLeaks({ document, ground, written }: Standing): void {
  const kept = keptRecords(ground.report.findings, ground.report.measures);
  const found = document.sections
    .filter(({ class: as }) => as === 'public')
    .flatMap(({ key }) => leaksIn(written.get(key)?.text ?? '', kept));
  if (found.length > 0) refuse('invalid', 'document_leaks', [], { list: [...new Set(found)].join(', ') });
}
