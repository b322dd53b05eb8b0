import { updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { measure } from './kinds.ts';
import type { MeasureTable } from './tables.ts';

/** What one way of carrying a measure out says of it: quarters, cents, days. */
export type WayValues = Pick<
  MeasureTable,
  'quarters' | 'once_cost_cents' | 'yearly_cost_cents' | 'effort_days' | 'external_days'
>;

/**
 * Places a measure that is carried out in another way from now on: its length, cost and days become those of the way; the
 * name of the way is kept as the reason. Grant, role and ranges of its economy stay.
 */
export async function carryWay(
  tx: TownTx,
  id: string,
  { starts, name, values }: { starts: string; name: string; values: WayValues },
): Promise<void> {
  await updateRecord(tx, measure, id, { starts, ...values }, { event: 'placed', note: name });
}
