import { refuse } from '#kernel/refuse';
import { requireOffice } from '#platform/offices';
import { type Row, readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { measure } from './kinds.ts';

/**
 * A part of a measure is seen where the measure is, and stays with it; a measure that the actor does not see does not exist.
 * For the `check` of a plain record with `measureId`: it sets the office.
 */
export async function belongsToMeasure(tx: TownTx, values: Row, before: Row | null): Promise<void> {
  if (before) {
    if (values.measure_id !== undefined && values.measure_id !== before.measure_id)
      refuse('invalid', 'invalid_input', [{ path: 'measureId', code: 'not_changed_here' }]);
    return;
  }
  const found = await readRecord(tx, measure, String(values.measure_id)).catch(() => null);
  if (!found) return refuse('invalid', 'invalid_input', [{ path: 'measureId', code: 'unknown_reference' }]);
  requireOffice(tx, found.office_id);
  values.office_id = found.office_id;
}
