import { sql } from 'kysely';
import { localDateOf, yearOf } from '#kernel/dates';
import type { TownTx } from '#platform/tx';

/** The last full year before the latest week of the town; without a week before today. */
export async function lastFullYear(tx: TownTx): Promise<number> {
  const { rows } = await sql<{ year: number }>`select extract(year from max(starts_on))::int as year
    from engagement where town_id = ${tx.actor.townId} having max(starts_on) is not null`.execute(tx.db);
  return (rows[0]?.year ?? yearOf(localDateOf(tx.now))) - 1;
}
