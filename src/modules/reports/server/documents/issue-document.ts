import type { Brand, DocumentModel } from '#kernel/document';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, nextNumber } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { documentsContract as contract } from '../../contract-documents.ts';
import { documentVersion } from '../kinds.ts';
import type { ReportsTables } from '../tables.ts';
import { refuseLeaks, standingDocument } from './standing-document.ts';

/** What a version keeps: the whole content in every class, the look, and the state whose law is named. */
export interface KeptVersion {
  readonly document: DocumentModel;
  readonly brand: Omit<Brand, 'arms' | 'template'> & {
    readonly template: string | null;
    readonly arms: { readonly png: string; readonly width: number; readonly height: number } | null;
  };
  readonly state: string;
}

/** Keeps the document as it stands as a version that is never changed. Refuses `document_leaks`. */
export async function issueDocument(
  tx: TownTx,
  { kind, note }: RouteInput<typeof contract.issue>,
): Promise<RouteOutput<typeof contract.issue>> {
  const standing = await standingDocument(tx, kind);
  refuseLeaks(standing);
  const { document, brand, state } = standing;
  const arms = brand.arms && { ...brand.arms, png: Buffer.from(brand.arms.png).toString('base64') };
  const template = brand.template && Buffer.from(brand.template).toString('base64');
  const kept: KeptVersion = { document, brand: { ...brand, arms, template }, state };
  const stored = await insertRecord<ReportsTables['document_version'] & Record<string, unknown>>(
    tx,
    documentVersion,
    {
      kind,
      number: await nextNumber(tx, `document_${kind}`),
      locale: tx.actor.locale,
      note,
      model: JSON.stringify(kept),
      issued_by: tx.actor.name,
      issued_at: tx.now,
    },
    'issued',
  );
  const { id, number, issued_by: issuedBy, issued_at: issuedAt } = stored;
  return { id, number, note, issuedBy, issuedAt };
}

/** What a version kept, as it can be set again. */
export function restored(model: string): { document: DocumentModel; brand: Brand; state: string } {
  const { document, brand, state } = JSON.parse(model) as KeptVersion;
  const arms = brand.arms && { ...brand.arms, png: new Uint8Array(Buffer.from(brand.arms.png, 'base64')) };
  const template = brand.template === null ? null : new Uint8Array(Buffer.from(brand.template, 'base64'));
  return { document, brand: { ...brand, arms, template }, state };
}
