import { type TownTx, tables } from '#platform/tx';
import type { MeasureWayTable, RoadmapTables } from './tables.ts';

/** All ways that are written down for a measure, kept from others until the transaction ends. */
export async function lockWays(tx: TownTx, measureId: string): Promise<MeasureWayTable[]> {
  return tables<RoadmapTables>(tx)
    .selectFrom('measure_way')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .where('measure_id', '=', measureId)
    .orderBy('created_at')
    .orderBy('id')
    .forUpdate()
    .execute();
}
