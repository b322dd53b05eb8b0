import { type Row, toView } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { YearLine } from '../domain/year-chart.ts';
import type { BudgetTables } from './tables.ts';

/** Sums of the town's budget lines by year and kind, in cents. */
export async function readYears(tx: TownTx): Promise<YearLine[]> {
  const rows = await tables<BudgetTables>(tx)
    .selectFrom('budget_line')
    .select((e) => [
      'year',
      'kind',
      e.fn.sum<number>('planned_cents').as('planned_cents'),
      e.fn.sum<number>('amended_cents').as('amended_cents'),
      e.fn.sum<number>('actual_cents').as('actual_cents'),
    ])
    .where('town_id', '=', tx.actor.townId)
    .groupBy(['year', 'kind'])
    .orderBy('year')
    .execute();
  return rows.map((row) => toView<YearLine>(row as unknown as Row));
}
