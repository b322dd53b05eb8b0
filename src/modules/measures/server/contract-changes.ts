import type { Row, StoredRow } from '#platform/records';
import type { TownTx } from '#platform/tx';

/** A part of the house above that keeps what was done under the contract of a measure before it goes on under another one. */
export type ContractFollower = (tx: TownTx, measureId: string, before: string) => Promise<void>;

/** Tells the followers before the contract of a measure's consultants changes or falls away. */
export async function contractChanges(
  tx: TownTx,
  followers: readonly ContractFollower[],
  values: Row,
  before: StoredRow | null,
): Promise<void> {
  const held = before?.consult_contract_id;
  const next = values.consult_contract_id;
  if (!before || typeof held !== 'string' || next === undefined || next === held) return;
  for (const keep of followers) await keep(tx, before.id, held);
}
