import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { readRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { measuresContract as contract } from '../contract.ts';
import { reachable } from '../domain/measure.ts';
import { measure } from './kinds.ts';
import type { MeasureTable } from './tables.ts';
import { type MeasureView, viewOf } from './view.ts';

/** Moves a measure to its next status. Refuses `measure_step`; `done` asks for the proof in the note. */
export async function stepMeasure(tx: TownTx, input: RouteInput<typeof contract.step>): Promise<MeasureView> {
  const row = (await readRecord(tx, measure, input.id)) as unknown as MeasureTable;
  if (!reachable(row.status, tx.actor.functions).includes(input.to)) refuse('state', 'measure_step');
  if (input.to === 'done' && !input.note)
    refuse('invalid', 'measure_proof_missing', [{ path: 'note', code: 'required' }]);
  const saved = await updateRecord(
    tx,
    measure,
    input.id,
    { status: input.to },
    { event: input.to, note: input.note },
  );
  return viewOf(tx, saved as unknown as MeasureTable);
}
