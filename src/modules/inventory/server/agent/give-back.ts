import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { requireOffice } from '#platform/offices';
import { readRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { agentsContract as contract } from '../../contract-agents.ts';
import { item } from '../kinds.ts';
import { traceRows } from './machine-store.ts';

/** The field follows the reports again, beginning with the last. Refuses `nothing_reported`. */
export async function giveBack(
  tx: TownTx,
  { id, field }: RouteInput<typeof contract.giveBack>,
): Promise<{ done: true }> {
  requireOffice(tx, (await readRecord(tx, item, id)).office_id);
  const trace = (await traceRows(tx, id)).find((one) => one.field === field);
  if (!trace) refuse('state', 'nothing_reported');
  await updateRecord(tx, item, id, { [field]: trace.value }, { event: 'given_back', version: null });
  return { done: true };
}
