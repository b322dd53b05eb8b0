import type { StoredRow } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { AssessmentTables } from './tables.ts';

const ofWeek = async <T extends 'rating' | 'goal' | 'success_factor'>(
  tx: TownTx,
  table: T,
  order: string,
  week: string | null,
): Promise<StoredRow<AssessmentTables[T]>[]> => {
  let query = tx.db
    .selectFrom(table as string)
    .selectAll()
    .where('town_id', '=', tx.actor.townId);
  if (week) query = query.where('engagement_id', '=', week);
  return (await query.orderBy(order).orderBy('id').execute()) as unknown as StoredRow<AssessmentTables[T]>[];
};

/** Ratings of a week with everything that was written about them. */
export const listRatings = (tx: TownTx, week: string) => ofWeek(tx, 'rating', 'requirement', week);
/** Goals of a week, or of all. */
export const listGoals = (tx: TownTx, week: string | null) => ofWeek(tx, 'goal', 'number', week);
export const listFactors = (tx: TownTx, week: string) => ofWeek(tx, 'success_factor', 'title', week);

export interface WeekRow {
  id: string;
  title: string;
  starts_on: string;
}

/** All weeks, oldest first. */
export const listWeeksByDay = (tx: TownTx): Promise<WeekRow[]> =>
  tables<AssessmentTables>(tx)
    .selectFrom('engagement')
    .select(['id', 'title', 'starts_on'])
    .where('town_id', '=', tx.actor.townId)
    .orderBy('starts_on')
    .orderBy('id')
    .execute();
