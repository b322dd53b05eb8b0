import { localDateOf } from '#kernel/dates';
import { DECIDERS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { requireOffice } from '#platform/offices';
import { lockRecord, readRecord, toView, updateRecord } from '#platform/records';
import { functionsFor, type TownTx } from '#platform/tx';
import type { decisionsContract as contract } from '../contract-decisions.ts';
import { statusWithout } from '../domain/measure.ts';
import { measure, measureDecision } from './kinds.ts';
import { outcomesBeside } from './store.ts';
import type { MeasuresTables, MeasureTable } from './tables.ts';

type Withdrawn = RouteOutput<typeof contract.withdraw>;
type Decision = MeasuresTables['measure_decision'];

/**
 * Withdraws a decision that was recorded wrongly; it stays, with the reason. The status of the measure follows where it rests on this one
 * alone; then it takes who may decide. Refuses `measure_decision_withdrawn` the second time, `measure_decision_done` while the measure is
 * done because of it.
 */
export async function withdrawDecision(
  tx: TownTx,
  input: RouteInput<typeof contract.withdraw>,
): Promise<Withdrawn> {
  if (tx.ifMatch === null) refuse('invalid', 'version_missing');
  const found = (await readRecord(tx, measureDecision, input.id)) as unknown as Decision;
  // The measure first, as whoever moves it does: two at once wait instead of waiting for each other.
  const held = (await lockRecord(tx, measure, found.measure_id)) as unknown as MeasureTable;
  const row = await lockRecord(tx, measureDecision, input.id);
  requireOffice(tx, row.office_id);
  if (row.withdrawn_on) refuse('state', 'measure_decision_withdrawn');
  const others = await outcomesBeside(tx, held.id, input.id);
  const status = statusWithout(held.status, found.outcome, others);
  if (status === null) return refuse('state', 'measure_decision_done');
  const decides = functionsFor(tx.actor, row.office_id).some((one) => DECIDERS.includes(one));
  if (status !== held.status && held.status !== 'done' && !decides) refuse('forbidden', 'not_your_function');
  const saved = await updateRecord(
    tx,
    measureDecision,
    input.id,
    { withdrawn_on: localDateOf(tx.now), withdrawn_reason: input.reason },
    { event: 'withdrawn', note: input.reason },
  );
  if (status !== held.status)
    await updateRecord(
      tx,
      measure,
      held.id,
      { status },
      { event: status, note: input.reason, version: null },
    );
  return { decision: toView<Withdrawn['decision']>(saved), status };
}
