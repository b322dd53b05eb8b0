import type { Brand, Confidentiality, DocumentModel } from '#kernel/document';
import { refuse } from '#kernel/refuse';
import type { TownTx } from '#platform/tx';
import {
  buildDocument,
  CLASSES_OF,
  type DocumentKind,
  type Edition,
} from '../../domain/documents/editions.ts';
import { keptRecords, leaksIn } from '../../domain/documents/leaks.ts';
import { asWritten, type Written } from '../../domain/documents/written.ts';
import { groundFor, type Records, readRecords } from './read-ground.ts';
import { loadBrand, loadWritten } from './store.ts';

export interface Standing {
  readonly document: DocumentModel;
  readonly brand: Brand;
  readonly state: string;
  readonly records: Records;
  readonly written: ReadonlyMap<string, Written>;
  /** As it is before an edition is cut from it. */
  readonly asFor: (edition: Edition) => DocumentModel;
}

/**
 * A document as it stands now: from the records, with what was written, in the look of the town. With `plan` it tells of that
 * kept plan; what somebody has written stays as written, and only the tables and figures beside it follow the plan.
 */
export async function standingDocument(
  tx: TownTx,
  kind: DocumentKind,
  plan: string | null = null,
): Promise<Standing> {
  const records = await readRecords(tx, tx.actor.locale, plan);
  const written = await loadWritten(tx, kind);
  const { town } = records.report;
  const made = (edition?: Edition) =>
    asWritten(buildDocument(kind, groundFor(records, kind, edition)), written);
  const document = made();
  return {
    document,
    brand: await loadBrand(tx, town.name),
    state: town.state,
    records,
    written,
    asFor: (edition) => (kind === 'results' ? made(edition) : document),
  };
}

/**
 * Refuses `document_leaks` when what somebody wrote names what its readers may not know: a finding may have got another
 * class since it was written. Without an edition all of them are looked at.
 */
export function refuseLeaks({ document, records, written }: Standing, edition?: Edition): void {
  const found = document.sections
    .filter(({ class: as }) => edition === undefined || CLASSES_OF[edition].includes(as))
    .flatMap(({ key, class: as }) =>
      leaksIn(written.get(key)?.text ?? '', keptFrom(records, edition ?? READ_AS[as])),
    );
  if (found.length > 0) refuse('invalid', 'document_leaks', [], { list: [...new Set(found)].join(', ') });
}

/** The edition with the least that a section of a class stands in. */
const READ_AS: Readonly<Record<Confidentiality, Edition>> = {
  public: 'public',
  non_public: 'internal',
  technical: 'technical',
};

/** What words must not name in an edition; whoever reads the annex knows the public paper. */
const keptFrom = ({ report }: Records, edition: Edition) =>
  keptRecords(report.findings, report.measures, CLASSES_OF[edition === 'annex' ? 'internal' : edition]);

/** Records that words of a section must not name, by its class. */
export const leaksOf = (words: string, records: Records, as: Confidentiality): string[] =>
  leaksIn(words, keptFrom(records, READ_AS[as]));
