import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { lockRecord, removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { measuresContract as contract } from '../contract.ts';
import { measure } from './kinds.ts';

/** Removes a proposal; what was recommended or decided stays. Refuses `measure_step`, `still_referenced`. */
export async function removeMeasure(
  tx: TownTx,
  input: RouteInput<typeof contract.remove>,
): Promise<{ done: true }> {
  if ((await lockRecord(tx, measure, input.id)).status !== 'proposed') refuse('state', 'measure_step');
  await removeRecord(tx, measure, input.id);
  return { done: true };
}
