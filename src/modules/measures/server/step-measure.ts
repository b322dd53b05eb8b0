import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { insertRecord, lockRecord, updateRecord } from '#platform/records';
import { functionsFor, type TownTx } from '#platform/tx';
import type { measuresContract as contract } from '../contract.ts';
import { isOutcome, stepAnswer } from '../domain/measure.ts';
import { measure, measureDecision } from './kinds.ts';
import type { MeasureTable } from './tables.ts';
import { type MeasureView, savedView } from './view.ts';

/**
 * Moves a measure to its next status; `done` asks for the proof in the note. A note is kept as a decision; day or number
 * of a decision without its words are refused, since nothing would keep them. Refuses `measure_step` when its status
 * does not lead there, `not_your_function` when the step is somebody else's.
 */
export async function stepMeasure(tx: TownTx, input: RouteInput<typeof contract.step>): Promise<MeasureView> {
  const row = (await lockRecord(tx, measure, input.id)) as unknown as MeasureTable;
  const answer = stepAnswer(row.status, input.to, functionsFor(tx.actor, row.office_id));
  if (answer === 'may_not_from_here') refuse('state', 'measure_step');
  if (answer !== true) refuse('forbidden', 'not_your_function');
  if (input.to === 'done' && !input.note)
    refuse('invalid', 'measure_proof_missing', [{ path: 'note', code: 'required' }]);
  if (isOutcome(input.to) && !input.note && (input.decidedOn !== null || input.reference))
    refuse('invalid', 'invalid_input', [{ path: 'note', code: 'required' }]);
  const decidedOn = input.decidedOn ?? localDateOf(tx.now);
  if (decidedOn > localDateOf(tx.now))
    refuse('invalid', 'invalid_input', [{ path: 'decidedOn', code: 'in_future' }]);
  const saved = await updateRecord(
    tx,
    measure,
    input.id,
    { status: input.to },
    { event: input.to, note: input.note },
  );
  if (isOutcome(input.to) && input.note)
    await insertRecord(tx, measureDecision, {
      measure_id: input.id,
      outcome: input.to,
      decided_on: decidedOn,
      body: input.body,
      reference: input.reference,
      wording: input.note,
      office_id: row.office_id,
    });
  return savedView(tx, saved);
}
