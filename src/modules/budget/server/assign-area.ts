import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { requireOffice } from '#platform/offices';
import { updateRecords } from '#platform/record-batches';
import type { StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { spendingContract as contract } from '../contract-spending.ts';
import { posting } from './kinds.ts';
import { lockPostings } from './store.ts';

/** Assigns postings to one area, all or none; refuses ids that are not postings of this town. */
export async function assignArea(
  tx: TownTx,
  { ids, costArea }: RouteInput<typeof contract.assignArea>,
): Promise<RouteOutput<typeof contract.assignArea>> {
  const wanted = [...new Set(ids)];
  const rows = await lockPostings(tx, wanted);
  if (rows.length < wanted.length)
    refuse('invalid', 'invalid_input', [{ path: 'ids', code: 'unknown_reference' }]);
  for (const { office_id } of rows) requireOffice(tx, office_id);
  const changed = await updateRecords(
    tx,
    posting,
    rows.map((row) => ({ before: row as unknown as StoredRow, patch: { cost_area: costArea } })),
  );
  return { changed };
}
