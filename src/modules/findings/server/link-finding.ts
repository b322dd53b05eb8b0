import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { evidenceExists } from '#modules/assessment';
import { inventoryItemExists } from '#modules/inventory';
import { insertRecord, readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingsContract as contract } from '../contract.ts';
import { finding, link } from './kinds.ts';
import { requireMay } from './policy.ts';
import { loadStory } from './store.ts';
import type { FindingTable } from './tables.ts';

/** Names what a finding rests on. Refuses unknown targets. */
export async function linkFinding(
  tx: TownTx,
  input: RouteInput<typeof contract.link>,
): Promise<RouteOutput<typeof contract.link>> {
  const row = (await readRecord(tx, finding, input.id)) as unknown as FindingTable;
  requireMay(tx, row, 'edit');
  const known =
    input.kind === 'item'
      ? await inventoryItemExists(tx, input.targetId)
      : await evidenceExists(tx, input.kind, input.targetId);
  if (!known) refuse('invalid', 'invalid_input', [{ path: 'targetId', code: 'unknown_reference' }]);
  await insertRecord(
    tx,
    link,
    { finding_id: input.id, kind: input.kind, target_id: input.targetId, office_id: row.office_id },
    'added',
  );
  return loadStory(tx, input.id);
}
