import type { FileContract } from '#kernel/file-routes';
import type { Fn } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import type { AnyRoute } from '#kernel/route';
import { requireOffice } from '../offices.ts';
import { type RecordKind, readRecord, type StoredRow } from '../records.ts';
import { functionsFor, type TownTx } from '../tx.ts';

export const FILE_KINDS = [
  'finding',
  'measure',
  'item',
  'room',
  'site',
  'contract',
  'observation',
  'rating',
  'answer_evidence',
  'posting',
  'spending_entry',
] as const;

/** A kind of record that files may hang on. Reading follows who reads the record, changing who changes it. */
export interface FileHome {
  spec: RecordKind & { kind: (typeof FILE_KINDS)[number] };
  /** Plural path segment of the records, e.g. `findings`. */
  path: string;
  read: readonly Fn[];
  write: readonly Fn[];
  /** Refuses unless the actor may change this record; without it whoever holds one of `write` for its office may. */
  requireChange?: (tx: TownTx, row: StoredRow) => void;
}

/** Made of the contract of its files, so that the rights are said once. */
export const fileHome = (
  { list, remove }: FileContract,
  spec: FileHome['spec'],
  requireChange?: FileHome['requireChange'],
): FileHome => ({
  spec,
  path: list['~orpc'].route.path?.split('/')[3] ?? '',
  read: functionsOf(list),
  write: functionsOf(remove),
  ...(requireChange ? { requireChange } : {}),
});

const functionsOf = ({ '~orpc': { meta } }: AnyRoute): readonly Fn[] =>
  Array.isArray(meta.may) ? meta.may : [];

/** The record a file is to hang on; refuses what cannot be seen as not found, and who may not change it. */
export async function changeableRecord(tx: TownTx, home: FileHome, id: string): Promise<StoredRow> {
  const row = await readRecord(tx, home.spec, id);
  requireOffice(tx, row.office_id);
  if (!functionsFor(tx.actor, row.office_id).some((fn) => home.write.includes(fn)))
    refuse('forbidden', 'not_your_function');
  home.requireChange?.(tx, row);
  return row;
}
