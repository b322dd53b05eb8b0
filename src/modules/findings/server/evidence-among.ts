import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';

/** Which of these records findings rest on. */
export async function evidenceAmong(tx: TownTx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct target_id as id from finding_link
    where town_id = ${tx.actor.townId} and target_id = any (${[...ids]}::uuid[])`.execute(tx.db);
  return rows.map(({ id }) => id);
}
