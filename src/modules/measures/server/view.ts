import type { z } from 'zod';
import { EDITORS } from '#kernel/functions';
import { type Row, type StoredRow, toView } from '#platform/records';
import { functionsFor, type TownTx } from '#platform/tx';
import type { measureView } from '../contract.ts';
import { MEASURE_STATUSES, stepAnswer } from '../domain/measure.ts';
import { type MeasureNames, namesOf } from './owner.read.ts';
import type { MeasureTable } from './tables.ts';

export type MeasureView = z.infer<typeof measureView>;

/** The row with what the actor may do: `edit`, `remove` and one entry per status that can be reached. */
export function viewOf(tx: TownTx, row: MeasureTable & MeasureNames): MeasureView {
  const functions = functionsFor(tx.actor, row.office_id);
  const edits = functions.some((f) => EDITORS.includes(f)) || 'may_only_editors';
  const moves = Object.fromEntries(
    MEASURE_STATUSES.map((to) => [to, stepAnswer(row.status, to, functions)] as const),
  );
  const remove = edits === true ? row.status === 'proposed' || 'may_only_proposed_removed' : edits;
  return { ...toView<MeasureView>(row as unknown as Row), may: { edit: edits, remove, ...moves } };
}

/** The same of a row that was just written. */
export const savedView = async (tx: TownTx, row: StoredRow): Promise<MeasureView> =>
  viewOf(tx, { ...(row as unknown as MeasureTable), ...(await namesOf(tx, row.id)) });
