import { type TownTx, tables } from '#platform/tx';
import type { ListTables } from './tables.ts';

/** All legal units of the town by name. */
export const listLegalUnits = (tx: TownTx) =>
  tables<ListTables>(tx)
    .selectFrom('legal_unit')
    .select(['id', 'name', 'kind', 'note', 'version'])
    .where('town_id', '=', tx.actor.townId)
    .orderBy('name')
    .orderBy('id')
    .execute();

/** What is known of one unit, or of all. */
export async function listUnitAnswers(tx: TownTx, unitId: string | null) {
  const query = tables<ListTables>(tx)
    .selectFrom('legal_unit_answer')
    .select(['id', 'unit_id', 'fact', 'value'])
    .where('town_id', '=', tx.actor.townId);
  return (unitId === null ? query : query.where('unit_id', '=', unitId)).execute();
}
