import { refuse } from '#kernel/refuse';
import type { Batch } from '#platform/batch-undo';
import type { RowFault } from '#platform/import/kind';
import type { Counts } from '#platform/import/outcome';
import type { Preview } from '#platform/import/preview';
import type { Mapping } from '#platform/import/recognise';
import { type Actor, type TownTx, tables } from '#platform/tx';
import type { ImportsTables, Phase } from './tables.ts';

export type Wish = readonly { column: number; field: string | null }[];
export interface Recognition {
  kind: string | null;
  format: string | null;
  mapping: Mapping;
  preview: Preview | null;
}

export interface Run {
  id: string;
  fileName: string;
  bytes: number;
  phase: Phase;
  rowsDone: number;
  rowsTotal: number;
  cancelAsked: boolean;
  actor: Pick<Actor, 'name' | 'functions' | 'offices' | 'locale' | 'townSlug'>;
  wishedKind: string | null;
  wishedColumns: Wish;
  recognised: Recognition;
  counts: Counts;
  faultTotal: number;
  batch: Batch | null;
}

const UNKNOWN: Recognition = { kind: null, format: null, mapping: [], preview: null };
const NONE: Counts = { created: 0, updated: 0, skipped: 0, refused: 0 };

export const actorText = ({ name, functions, offices, locale, townSlug }: Actor): string =>
  JSON.stringify({ name, functions, offices, locale, townSlug });

export async function addRun(
  tx: TownTx,
  run: { id: string; fileName: string; bytes: number; kind: string | null },
): Promise<void> {
  await tables<ImportsTables>(tx)
    .insertInto('import_run')
    .values({
      town_id: tx.actor.townId,
      id: run.id,
      user_id: tx.actor.userId ?? refuse('forbidden', 'not_your_function'),
      actor: actorText(tx.actor),
      file_name: run.fileName,
      bytes: run.bytes,
      wished_kind: run.kind,
      wished_columns: null,
      phase: 'waiting',
      rows_done: 0,
      rows_total: 0,
      cancel_asked: false,
      recognised: null,
      counts: null,
      faults: '[]',
      fault_total: 0,
      batch: null,
      batch_at: null,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .execute();
}

/** One own run without its faults; undefined when it is gone. With `lock` it stays as it is until the transaction ends. */
export async function findRun(tx: TownTx, id: string, lock = false): Promise<Run | undefined> {
  const row = await tables<ImportsTables>(tx)
    .selectFrom('import_run')
    .select([
      'id',
      'actor',
      'file_name',
      'bytes',
      'wished_kind',
      'wished_columns',
      'phase',
      'rows_done',
      'rows_total',
      'cancel_asked',
      'recognised',
      'counts',
      'fault_total',
      'batch',
      'batch_at',
    ])
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    fileName: row.file_name,
    bytes: row.bytes,
    phase: row.phase,
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    cancelAsked: row.cancel_asked,
    actor: JSON.parse(row.actor),
    wishedKind: row.wished_kind,
    wishedColumns: JSON.parse(row.wished_columns ?? '[]'),
    recognised: row.recognised ? JSON.parse(row.recognised) : UNKNOWN,
    counts: row.counts ? JSON.parse(row.counts) : NONE,
    faultTotal: row.fault_total,
    batch: row.batch && row.batch_at ? { xid: row.batch, at: row.batch_at } : null,
  };
}

export async function readFaults(tx: TownTx, id: string): Promise<RowFault[]> {
  const row = await tables<ImportsTables>(tx)
    .selectFrom('import_run')
    .select('faults')
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', id)
    .executeTakeFirst();
  return JSON.parse(row?.faults ?? '[]') as RowFault[];
}

type Change = Partial<Omit<ImportsTables['import_run'], 'town_id' | 'id' | 'user_id'>>;

/** Changes a run; false when it is gone or, with `unlessCancelled`, when somebody has asked to end it. */
export async function changeRun(
  tx: TownTx,
  id: string,
  change: Change,
  unlessCancelled = false,
): Promise<boolean> {
  const { numUpdatedRows } = await tables<ImportsTables>(tx)
    .updateTable('import_run')
    .set({ ...change, updated_at: tx.now })
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', id)
    .$if(unlessCancelled, (query) => query.where('cancel_asked', '=', false))
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}
