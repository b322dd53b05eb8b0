import type { Progress } from '../jobs/progress.ts';
import type { FaultList } from './faults.ts';
import type { ImportKind } from './kind.ts';
import type { Preview } from './preview.ts';
import type { RowSource } from './read-rows.ts';
import type { Mapping } from './recognise.ts';

export interface ImportOrder {
  /** The file on disk; a spreadsheet is unpacked beside it. */
  path: string;
  /** Kinds among which the headings decide; one = the person has chosen. */
  kinds: readonly ImportKind[];
  /** Columns that the person has mapped otherwise than proposed. */
  columns?: readonly { column: number; field: string | null }[];
  progress: Progress;
}

export interface Counts {
  created: number;
  updated: number;
  skipped: number;
  /** Rows with a fault. */
  refused: number;
}

export interface Outcome {
  kind: ImportKind | null;
  format: RowSource['format'] | null;
  mapping: Mapping;
  counts: Counts;
  faults: FaultList;
  preview: Preview | null;
  /** What is at fault is left out and the rest is taken; otherwise all or nothing. */
  rest?: true;
}
