import type { ContractFollower } from '#modules/measures';
import { updateRecords } from '#platform/record-batches';
import type { StoredRow } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import { measureReport } from './kinds.ts';
import type { EffectTables } from './tables.ts';

/** Months whose hours counted under the measure's contract stay with it when the measure goes on under another one. */
export const keepContract: ContractFollower = async (tx: TownTx, measureId, before) => {
  const months = await tables<EffectTables>(tx)
    .selectFrom('measure_report')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('measure_id', '=', measureId)
    .where('contract_id', 'is', null)
    .where('consultant_hours', '>', 0)
    .orderBy('month')
    .forUpdate()
    .execute();
  const changes = (months as unknown as StoredRow[]).map((row) => ({
    before: row,
    patch: { contract_id: before },
  }));
  await updateRecords(tx, measureReport, changes);
};
