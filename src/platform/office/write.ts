/** One document in one office format; runs in the process that sets documents. */
import type { ChartSpec } from '#kernel/chart';
import { type Block, type Brand, blocksOf, type DocumentModel } from '#kernel/document';
import { docx } from './docx.ts';
import { fillTemplate } from './docx-template.ts';
import { drawPicture } from './draw.ts';
import { odp } from './odp.ts';
import { odt } from './odt.ts';
import { pptx } from './pptx.ts';
import type { OfficeJob, Picture } from './set.ts';
import { ods, xlsx } from './sheet.ts';

export type { Picture } from './set.ts';
export const OFFICE_FORMATS = ['docx', 'odt', 'pptx', 'odp', 'xlsx', 'ods'] as const;
export type OfficeFormat = (typeof OFFICE_FORMATS)[number];

/** Serialisable, so that it can go to another process. */
export interface OfficeFileJob {
  readonly format: OfficeFormat;
  readonly document: DocumentModel;
  readonly brand: Brand;
  readonly createdAtSeconds: number;
  /** Photos by the name of their block. */
  readonly photos?: Readonly<Record<string, Picture>>;
}

const WRITERS: Readonly<Record<OfficeFormat, (job: OfficeJob) => Uint8Array | Promise<Uint8Array>>> = {
  docx: (job) => (job.brand.template ? fillTemplate(job.brand.template, job) : docx(job)),
  odt,
  pptx,
  odp,
  xlsx,
  ods,
};
const SHEETS: readonly OfficeFormat[] = ['xlsx', 'ods'];

export async function writeOfficeFile(job: OfficeFileJob): Promise<Uint8Array> {
  const { format, document, brand } = job;
  const pictures = SHEETS.includes(format) ? {} : { ...(await drawn(document)), ...job.photos };
  return WRITERS[format]({ document, brand, pictures, createdAt: new Date(job.createdAtSeconds * 1000) });
}

async function drawn(document: DocumentModel): Promise<Record<string, Picture>> {
  const pictures: Record<string, Picture> = {};
  for (const [name, spec] of Object.entries(chartsOf(document))) pictures[name] = await drawPicture(spec);
  return pictures;
}

/** The charts of a document by the name of their figure. */
export const chartsOf = (document: DocumentModel): Record<string, ChartSpec> =>
  Object.fromEntries(
    document.sections
      .flatMap((section): readonly Block[] => blocksOf(section))
      .flatMap((block) => (block.is === 'figure' ? [[block.name, block.spec] as const] : [])),
  );
