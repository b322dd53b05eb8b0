import { refuse } from '#kernel/refuse';
import type { TownTx } from '#platform/tx';
import {
  type DocumentKind,
  type Edition,
  editionOf,
  FORMATS_OF,
  type Format,
  formatsFor,
} from '../../domain/documents/editions.ts';
import { DOCUMENT_WORDS } from '../../domain/documents/ground.ts';
import { makeOscal } from '../oscal/make-oscal.ts';
import { requireEdition } from '../policy.ts';
import { restored } from './issue-document.ts';
import { type Rendering, renderDocument } from './render-document.ts';
import { refuseLeaks, standingDocument } from './standing-document.ts';
import { loadVersion } from './store.ts';

export interface Wanted {
  readonly kind: DocumentKind;
  readonly edition: Edition;
  readonly format: Format;
  /** Number of a version; without it the draft as it stands. */
  readonly version?: number | undefined;
  /** A kept plan that the draft tells of; a version tells of the plan it was issued from. */
  readonly plan?: string | undefined;
}

/**
 * What a file is made of, read in one transaction; it is set outside it. Refuses `document_format` where the document
 * has no such edition or format, `document_technical` for the technical edition where the function does not open it,
 * `document_empty` where nothing is left of the edition, `not_found` for version or plan, `plan_not_done` and `plan_empty`.
 */
export async function readForFile(tx: TownTx, wanted: Wanted): Promise<Rendering> {
  const { kind, edition, format, version } = wanted;
  const possible = formatsFor(kind, edition);
  if (!possible.includes(format))
    refuse('invalid', 'document_format', [], {
      formats: (possible.length > 0 ? possible : FORMATS_OF[kind]).join(', '),
    });
  requireEdition(tx, edition);
  const { source, issued } = await sourceOf(tx, wanted);
  if (format === 'oscal' && source.oscal === null) refuse('invalid', 'document_empty');
  const document = editionOf(source.document, edition, { state: source.state, draft: issued === null });
  if (format !== 'oscal' && document.sections.length === 0) refuse('invalid', 'document_empty');
  const { locale, facts } = document;
  return {
    document: issued
      ? { ...document, facts: [...facts, [DOCUMENT_WORDS[locale].factVersion, String(version)]] }
      : document,
    brand: source.brand,
    oscal: source.oscal,
    townId: tx.actor.townId,
    draft: issued === null,
    createdAt: issued ?? tx.now,
  };
}

async function sourceOf(tx: TownTx, { kind, edition, format, version, plan }: Wanted) {
  if (version !== undefined) {
    const kept = (await loadVersion(tx, kind, version)) ?? refuse('not_found', 'not_found');
    return { source: restored(kept.model, edition), issued: new Date(kept.issuedAt) };
  }
  const standing = await standingDocument(tx, kind, plan);
  refuseLeaks(standing, edition);
  const { brand, state, records, asFor } = standing;
  const { report } = records;
  const called = `${report.writtenOn}-${DOCUMENT_WORDS[report.locale].draft.toLowerCase()}`;
  const oscal =
    format === 'oscal'
      ? makeOscal(records, kind, edition, { at: tx.now.toISOString(), version: called })
      : null;
  return { source: { document: asFor(edition), brand, state, oscal }, issued: null };
}

/** Media type of each format. */
export const MEDIA: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  odp: 'application/vnd.oasis.opendocument.presentation',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  oscal: 'application/json',
};

const NAMES: Readonly<Record<DocumentKind, string>> = {
  results: 'ergebnisbericht',
  council: 'beschlussvorlage',
  summary: 'zusammenfassung',
  slides: 'folien',
  sheets: 'massnahmenblaetter',
  table: 'massnahmen',
};
const EDITION_NAMES: Readonly<Record<Edition, string>> = {
  public: '',
  annex: '-nicht-oeffentlich',
  internal: '-intern',
  technical: '-technisch',
};

/** The file with its name, e.g. `beschlussvorlage-tannau-entwurf.docx`. */
export async function makeFile(
  rendering: Rendering,
  wanted: Wanted,
  { town, folder }: { readonly town: string; readonly folder: string },
): Promise<File> {
  const { kind, edition, format, version, plan } = wanted;
  const bytes = await renderDocument(rendering, format, folder);
  const draft = plan === undefined ? 'entwurf' : 'variante-entwurf';
  const state = version === undefined ? draft : `fassung-${version}`;
  const name = `${NAMES[kind]}-${town}${EDITION_NAMES[edition]}-${state}.${format === 'oscal' ? 'oscal.json' : format}`;
  return new File([bytes as Uint8Array<ArrayBuffer>], name, { type: MEDIA[format] });
}
