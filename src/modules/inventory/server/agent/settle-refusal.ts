import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import type { TownTx } from '#platform/tx';
import type { agentsContract as contract } from '../../contract-agents.ts';
import { keepMachine, machineOf } from './machine-store.ts';

/** Takes a refused report off the list; with `accept` the next report under that identity is the machine's own. */
export async function settleRefusal(
  tx: TownTx,
  { id, accept = false }: RouteInput<typeof contract.settleRefusal>,
): Promise<{ done: true }> {
  const { rows } = await sql<{
    item_id: string | null;
    uuid: string;
  }>`update agent_refusal set settled_at = ${tx.now}
    where town_id = ${tx.actor.townId} and id = ${id} returning item_id, uuid`.execute(tx.db);
  const found = rows[0] ?? refuse('not_found', 'not_found');
  if (!accept || !found.item_id || !found.uuid) return { done: true };
  const before = await machineOf(tx, found.item_id);
  await keepMachine(tx, found.item_id, found.uuid);
  await writeJournal(tx, {
    event: 'item.identity_accepted',
    kind: 'item',
    recordId: found.item_id,
    changes: { uuid: [before?.uuid ?? null, found.uuid] },
  });
  return { done: true };
}
