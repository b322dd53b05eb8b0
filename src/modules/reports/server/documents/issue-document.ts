import type { Brand, DocumentModel } from '#kernel/document';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, nextNumber } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { documentsContract as contract } from '../../contract-documents.ts';
import {
  type DocumentKind,
  EDITIONS_OF,
  type Edition,
  FORMATS_OF,
  formatsFor,
} from '../../domain/documents/editions.ts';
import { DOCUMENT_WORDS } from '../../domain/documents/ground.ts';
import type { JsonObject } from '../../domain/oscal/parts.ts';
import { loadTemplate } from '../blocks/store.ts';
import { documentVersion } from '../kinds.ts';
import { makeOscal, type Stamp } from '../oscal/make-oscal.ts';
import type { ReportsTables } from '../tables.ts';
import { refuseLeaks, type Standing, standingDocument } from './standing-document.ts';

/** What a version keeps: the whole content in every class, the look, and the state whose law is named. */
export interface KeptVersion {
  readonly document: DocumentModel;
  readonly brand: Omit<Brand, 'arms' | 'template'> & {
    readonly template: string | null;
    readonly arms: { readonly png: string; readonly width: number; readonly height: number } | null;
  };
  readonly state: string;
  /** Documents of which an edition is not a part of the whole. */
  readonly editions?: Partial<Record<Edition, DocumentModel>>;
  /** What was handed to machines. */
  readonly oscal?: Partial<Record<Edition, JsonObject>>;
}

/**
 * Keeps the document as it stands, or as a kept plan would have it, as a version that is never changed and says which plan it
 * tells of. Refuses `document_leaks`, and for the plan what `planOverlay` does.
 */
export async function issueDocument(
  tx: TownTx,
  { kind, note, plan }: RouteInput<typeof contract.issue>,
): Promise<RouteOutput<typeof contract.issue>> {
  const standing = await standingDocument(tx, kind, plan);
  refuseLeaks(standing);
  const { document, brand, state } = standing;
  const arms = brand.arms && { ...brand.arms, png: Buffer.from(brand.arms.png).toString('base64') };
  const template = brand.template && Buffer.from(brand.template).toString('base64');
  // Only where a document of this kind is set in it.
  const from = FORMATS_OF[kind].includes('docx') ? await loadTemplate(tx) : undefined;
  const number = await nextNumber(tx, `document_${kind}`);
  const kept: KeptVersion = {
    document,
    brand: { ...brand, arms, template },
    state,
    ...editionsOf(standing, kind),
    ...oscalOf(standing, kind, { at: tx.now.toISOString(), version: String(number) }),
  };
  const stored = await insertRecord<ReportsTables['document_version'] & Record<string, unknown>>(
    tx,
    documentVersion,
    {
      kind,
      number,
      locale: tx.actor.locale,
      note,
      variant: variantWord(standing),
      model: JSON.stringify(kept),
      issued_by: tx.actor.name,
      issued_at: tx.now,
      template_origin: from?.origin_name ?? '',
      template_on: from?.origin_on ?? null,
    },
    'issued',
  );
  const { id, variant, issued_by: issuedBy, issued_at: issuedAt } = stored;
  const origin = from?.origin_on ? { name: from.origin_name, on: from.origin_on } : null;
  return { id, number, note, variant, issuedBy, issuedAt, template: origin };
}

/** What the list of versions calls the plan; empty for the plan in force. */
function variantWord({ records }: Standing): string {
  const { variant, locale } = records.report;
  return variant ? variant.name || DOCUMENT_WORDS[locale].variantUnnamed : '';
}

function editionsOf({ asFor }: Standing, kind: DocumentKind): Pick<KeptVersion, 'editions'> {
  if (kind !== 'results') return {};
  return { editions: Object.fromEntries(EDITIONS_OF[kind].map((edition) => [edition, asFor(edition)])) };
}

function oscalOf({ records }: Standing, kind: DocumentKind, stamp: Stamp): Pick<KeptVersion, 'oscal'> {
  const editions = EDITIONS_OF[kind].filter((edition) => formatsFor(kind, edition).includes('oscal'));
  const made = editions.flatMap((edition) => {
    const content = makeOscal(records, kind, edition, stamp);
    return content ? [[edition, content] as const] : [];
  });
  return made.length > 0 ? { oscal: Object.fromEntries(made) } : {};
}

/** An edition of what a version kept, as it can be set again. */
export function restored(model: string, edition: Edition) {
  const { document, brand, state, editions, oscal } = JSON.parse(model) as KeptVersion;
  const arms = brand.arms && { ...brand.arms, png: new Uint8Array(Buffer.from(brand.arms.png, 'base64')) };
  const template = brand.template === null ? null : new Uint8Array(Buffer.from(brand.template, 'base64'));
  return {
    document: editions?.[edition] ?? document,
    brand: { ...brand, arms, template },
    state,
    oscal: oscal?.[edition] ?? null,
  };
}
