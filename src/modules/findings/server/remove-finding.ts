import type { RouteInput } from '#kernel/route';
import { lockRecord, removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { finding } from './kinds.ts';
import { requireMay } from './policy.ts';
import type { FindingTable } from './tables.ts';

/** Removes a draft; what was put before those responsible stays. Refuses `finding_step`, `still_referenced`. */
export async function removeFinding(
  tx: TownTx,
  input: RouteInput<typeof contract.remove>,
): Promise<{ done: true }> {
  requireMay(tx, (await lockRecord(tx, finding, input.id)) as unknown as FindingTable, 'remove');
  await removeRecord(tx, finding, input.id);
  return { done: true };
}
