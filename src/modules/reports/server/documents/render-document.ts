import { join } from 'node:path';
import { readableOnWhite } from '#kernel/colours';
import type { Brand, DocumentModel } from '#kernel/document';
import { chartsOf, type OfficeFormat } from '#platform/office/write';
import { type JsonValue, renderOffice, renderPdf } from '#platform/pdf/render';
import type { Format } from '../../domain/documents/editions.ts';
import { photoFile, printView } from '../../domain/documents/print-view.ts';
import type { JsonObject } from '../../domain/oscal/parts.ts';
import { fetchPhotos } from './fetch-photos.ts';

const dir = join(import.meta.dirname, '../../templates');

export interface Rendering {
  readonly document: DocumentModel;
  readonly brand: Brand;
  readonly draft: boolean;
  readonly createdAt: Date;
  readonly townId: string;
  /** The records themselves for machines, where they were asked for. */
  readonly oscal?: JsonObject | null;
}

/** One edition of a document as a file, with photos from the folder of files; whole or not at all. */
export async function renderDocument(
  { document: whole, brand: look, draft, createdAt, oscal, townId }: Rendering,
  format: Format,
  folder: string,
): Promise<Uint8Array> {
  if (format === 'oscal') return new TextEncoder().encode(`${JSON.stringify(oscal, null, 2)}\n`);
  // One that was set before light colours were refused, or is kept with a version.
  const brand = { ...look, colour: readableOnWhite(look.colour) };
  const { document, photos } = await fetchPhotos(whole, folder, townId);
  if (format !== 'pdf')
    return renderOffice({
      format: format as OfficeFormat,
      document,
      brand,
      photos,
      createdAtSeconds: Math.floor(createdAt.getTime() / 1000),
    });
  return renderPdf({
    template: 'document.typ',
    dir,
    data: printView(document, brand, draft) as unknown as JsonValue,
    charts: chartsOf(document),
    files: {
      ...(brand.arms ? { 'arms.png': brand.arms.png } : {}),
      ...Object.fromEntries(Object.entries(photos).map(([name, { png }]) => [photoFile(name), png])),
    },
    title: `${document.title}: ${document.subtitle || brand.town}`,
    locale: document.locale,
    createdAt,
  });
}
