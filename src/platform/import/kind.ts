import type { z } from 'zod';
import type { Fn } from '#kernel/functions';
import type { ListKind } from '#kernel/paths';
import type { Locale } from '../http/errors.ts';
import type { Progress } from '../jobs/progress.ts';
import type { RecordKind, Row } from '../records.ts';
import type { TownTx } from '../tx.ts';

/** A cell as a file gives it: text from CSV, typed values from a spreadsheet; days are ISO text. */
export type Cell = string | number | boolean;
export type Word = (locale: Locale) => string;

/** A record that cells name by words: a site by its name, a contract by its number. */
export interface Target {
  id: string;
  names: readonly string[];
  /** What it lies in, e.g. the site of a room. */
  parent?: string;
}

export type CellType =
  | { is: 'text' | 'whole' | 'money' | 'date' | 'yes_no' }
  /** A number as people write it: `I-007`, `I7` or `7`. */
  | { is: 'record_number'; prefix: string }
  /** Stored value -> words that mean it, the first one shown. */
  | { is: 'choice'; of: Readonly<Record<string, readonly string[]>> }
  | {
      is: 'reference';
      to: (tx: TownTx) => Promise<readonly Target[]>;
      /** Where such records are kept, for the sentence of a fault: "Standorte". */
      things: Word;
      /** Field that holds the parent of the target; a target that is the only one of its name fills it in. */
      within?: { field: string; elsewhere: string };
    };

export interface ImportField {
  /** As in the schema, in camelCase; the column of the table is its snake_case. */
  name: string;
  label: Word;
  /** Words of the heading in both languages, beside the label; case, umlauts and signs do not matter. */
  headings: readonly string[];
  type: CellType;
}

/** Everything an import needs to know of one kind of records; another import is one more of these. */
export interface ImportKind {
  /** As `--as` names it. */
  name: string;
  title: Word;
  record: RecordKind;
  /** The list its result links to. */
  list: ListKind;
  may: readonly Fn[];
  /** What a new record must hold: the schema of the interface, with what an import may set beyond it. */
  schema: z.ZodObject;
  fields: readonly ImportField[];
  /**
   * Fields by which a record is known again, best first: the first whose fields are all there counts. Those after the
   * first field of a list may be empty.
   */
  keys: readonly (readonly string[])[];
  /**
   * Text fields that no two records share, each a key of its own. With them a row that is not known by one key is looked
   * up by the next, but never taken for a record that has another value in one of these; two rows for one record are a fault.
   */
  unique?: readonly string[];
  /** Text fields of keys in which capital and small letters are the same: addresses, names. */
  folded?: readonly string[];
  /** What follows from the cells of a row, before it is known again: a number that only one column implies. */
  fill?: (values: Row) => Row;
  /**
   * What several fields must fulfil together, over what is stored and what the row says; null when they do. `from` names the
   * fields that may give the value instead: their column is named, and a fault of theirs is not told twice.
   */
  check?: (
    values: Readonly<Record<string, unknown>>,
  ) => { field: string; code: string; from?: readonly string[] } | null;
  /** Files that are no tables: how they begin, and what reads them instead of rows and columns. */
  reports?: ReportReader;
}

/** One thing a file speaks of, and what became of it. */
export interface BroughtReport {
  /** Its place in the file, from 1. */
  row: number;
  act: 'create' | 'update' | 'skip' | 'refuse';
  /** In the order of the fields of the kind. */
  cells: readonly string[];
  /** Why it was refused; the sentence is `field_<code>`. */
  code?: string;
}

export interface ReportReader {
  /** Judges by the first 4 kB. */
  fits(head: string): boolean;
  /** Stores what the file says; what is refused leaves the rest standing. Throws {@link UnreadableFile}. */
  bring(tx: TownTx, path: string, progress: Progress): Promise<BroughtReport[]>;
}

/** One fault with its place in the file; the sentence is made from code and params when it is shown. */
export interface RowFault {
  /** Row as a spreadsheet counts: the heading is a row, the first row is 1; 0 = the file as a whole. */
  row: number;
  /** Heading of the column; null when no single cell is at fault. */
  column: string | null;
  field: string | null;
  code: string;
  params: Readonly<Record<string, string | number>>;
}

/** The file cannot be read on: one fault for the whole of it. */
export class UnreadableFile extends Error {
  readonly fault: RowFault;

  constructor(code: string, params: RowFault['params'] = {}, row = 0) {
    super(code);
    this.name = 'UnreadableFile';
    this.fault = { row, column: null, field: null, code, params };
  }
}

export const fieldOf = (kind: ImportKind, name: string): ImportField => {
  const found = kind.fields.find((field) => field.name === name);
  if (!found) throw new Error(`${kind.name} has no field ${name}`);
  return found;
};
