import type { RecordKind, Row } from '#platform/records';

export type FieldType =
  | { is: 'text'; required?: boolean; max?: number }
  | { is: 'int'; min?: number; max?: number; required?: boolean }
  | { is: 'number'; required?: boolean }
  | { is: 'euro'; mayBeNegative?: boolean }
  | { is: 'date'; required?: boolean }
  | { is: 'instant' }
  | { is: 'bool' }
  | { is: 'quarter' }
  | { is: 'time'; required?: boolean }
  | { is: 'choice'; of: readonly string[]; required?: boolean }
  /** Key or number of a record in another file; stored in `column`. */
  | { is: 'ref'; file: string; column: string; required?: boolean }
  /** Several of them; handled by the importer's links. */
  | { is: 'refs'; file: string }
  | { is: 'list' }
  /** Words without spaces, stored as they stand. */
  | { is: 'words' };

export interface TownFile {
  file: string;
  kind: RecordKind;
  /** Field that names a record: `key`, `number` or none. */
  name: 'key' | 'number' | null;
  /** Letter before a number, e.g. F for F-01. */
  prefix?: string;
  /** Belongs to the week of the folder. */
  ofEngagement?: boolean;
  fields: Readonly<Record<string, FieldType>>;
  /** Columns that follow from the fields. */
  derive?: (values: Readonly<Record<string, unknown>>) => Row;
}

export const text = { is: 'text' } as const;
export const need = { is: 'text', required: true, max: 200 } as const;
export const prose = { is: 'text', required: true, max: 4000 } as const;
export const int = (min: number, max: number) => ({ is: 'int', min, max }) as const;
export const number = { is: 'number' } as const;
export const date = { is: 'date' } as const;
export const euro = { is: 'euro' } as const;
export const choice = (...of: string[]) => ({ is: 'choice', of, required: true }) as const;
export const ref = (file: string, column: string, required = false) =>
  ({ is: 'ref', file, column, required }) as const;

export type Fields = Readonly<Record<string, FieldType>>;
