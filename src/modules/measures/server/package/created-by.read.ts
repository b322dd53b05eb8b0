import { sql } from 'kysely';
import type { Batch } from '#platform/batch-undo';
import type { TownTx } from '#platform/tx';

/** Measures that a transaction made and that are still there; `later` = somebody has changed them since. */
export async function createdBy(tx: TownTx, { xid, at }: Batch): Promise<{ id: string; later: boolean }[]> {
  const town = tx.actor.townId;
  const { rows } = await sql<{ id: string; later: boolean }>`
    select m.id, exists (select from journal k where k.town_id = ${town} and k.record_id = m.id and k.id > j.id) as later
    from journal j join measure m on m.town_id = j.town_id and m.id = j.record_id
    where j.town_id = ${town} and j.xid = ${xid}::xid8 and j.at = ${at} and j.kind = 'measure' and j.event = 'measure.created'
    order by m.number`.execute(tx.db);
  return rows;
}
