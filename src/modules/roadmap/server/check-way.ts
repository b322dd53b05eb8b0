import { type FieldFault, refuse } from '#kernel/refuse';
import type { Row } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { lockWays } from './ways-store.ts';

/** More choices than these nobody weighs, and the exact plan would take too long. */
const MOST = 5;
const AMOUNTS = {
  once_cost_cents: 'onceCostCents',
  yearly_cost_cents: 'yearlyCostCents',
  effort_days: 'effortDays',
  external_days: 'externalDays',
} as const;

/**
 * A way that stands in the measure has a name only, another one its own quarters. Refuses `way_limit` beyond five of a
 * measure, and a second name for the one that stands in it.
 */
export async function checkWay(tx: TownTx, values: Row, before: Row | null): Promise<void> {
  const row = { ...before, ...values };
  const faults: FieldFault[] = [];
  if (row.own === true) {
    if (row.quarters !== null && row.quarters !== undefined)
      faults.push({ path: 'quarters', code: 'not_allowed' });
    for (const [column, path] of Object.entries(AMOUNTS))
      if (Number(row[column] ?? 0) !== 0) faults.push({ path, code: 'not_allowed' });
  } else if (row.quarters === null || row.quarters === undefined)
    faults.push({ path: 'quarters', code: 'required' });
  const beside = (await lockWays(tx, String(row.measure_id))).filter(({ id }) => id !== before?.id);
  if (row.own === true && beside.some(({ own }) => own)) faults.push({ path: 'own', code: 'duplicate' });
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
  if (row.own !== true && beside.filter(({ own }) => !own).length >= MOST) refuse('state', 'way_limit');
}
