import { updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { measure } from './kinds.ts';

/** Gives a measure its quarters on the roadmap, or none; refuses `version_conflict`. */
export async function placeMeasure(
  tx: TownTx,
  id: string,
  starts: string | null,
  quarters: number,
): Promise<void> {
  await updateRecord(tx, measure, id, { starts, quarters }, { event: 'placed' });
}
