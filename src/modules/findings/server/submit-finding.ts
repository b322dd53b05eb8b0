import type { RouteInput } from '#kernel/route';
import { lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { finding } from './kinds.ts';
import { requireMay } from './policy.ts';
import type { FindingTable } from './tables.ts';
import { type FindingView, viewOf } from './view.ts';

/** Puts a draft before those responsible. Refuses `finding_step` unless it is a draft. */
export async function submitFinding(
  tx: TownTx,
  input: RouteInput<typeof contract.submit>,
): Promise<FindingView> {
  const row = (await lockRecord(tx, finding, input.id)) as unknown as FindingTable;
  requireMay(tx, row, 'submit');
  const saved = await updateRecord(tx, finding, input.id, { status: 'in_review' }, { event: 'submitted' });
  return viewOf(tx, saved as unknown as FindingTable);
}
