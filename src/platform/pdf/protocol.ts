/** What travels between the process and the one that sets documents. */
import type { ChartSpec } from '#kernel/chart';
import type { OfficeFileJob } from '../office/write.ts';

export interface PdfJob {
  readonly template: string;
  readonly dir: string;
  readonly title: string;
  readonly locale: 'de' | 'en';
  /** JSON text: cheaper to copy than the object it describes. */
  readonly data: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly charts: Readonly<Record<string, ChartSpec>>;
  /** Typst counts seconds, not milliseconds. */
  readonly createdAtSeconds: number;
}

export type DocumentJob = PdfJob | OfficeFileJob;
export type DocumentReply = { readonly file: Uint8Array } | { readonly faults: readonly string[] };
