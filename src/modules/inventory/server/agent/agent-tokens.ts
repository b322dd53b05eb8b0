import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, updateRecord } from '#platform/records';
import { freshToken } from '#platform/sign-in/tokens';
import type { TownTx } from '#platform/tx';
import type { agentsContract as contract } from '../../contract-agents.ts';
import { agentToken } from '../kinds.ts';

/** Makes a key for agents; only its hash is kept, beside the journal. */
export async function createAgentToken(
  tx: TownTx,
  { name }: RouteInput<typeof contract.createAgentToken>,
): Promise<RouteOutput<typeof contract.createAgentToken>> {
  const { token, hash } = freshToken('agent_');
  const row = await insertRecord(tx, agentToken, { name });
  await sql`update agent_token set token_hash = ${hash}
    where town_id = ${tx.actor.townId} and id = ${row.id}`.execute(tx.db);
  return { token, path: `/agent/${token}` };
}

/** From now on nothing that shows this key is taken; what it brought stays. */
export async function revokeAgentToken(
  tx: TownTx,
  { id }: RouteInput<typeof contract.revokeAgentToken>,
): Promise<{ done: true }> {
  await updateRecord(
    tx,
    agentToken,
    id,
    { revoked_at: tx.now.toISOString() },
    { event: 'revoked', version: null },
  );
  return { done: true };
}
