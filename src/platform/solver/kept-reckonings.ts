import { sql } from 'kysely';
import { writeJournal } from '../journal.ts';
import type { TownTx } from '../tx.ts';

/** Tables that keep one row for each reckoning: `state`, `result`, `basis`, `cancel_asked`. */
type ReckoningTable = 'measure_package' | 'roadmap_plan';

/** Older ones nobody looks at in a list. */
const MOST = 100;

/** The newest of the town first. */
export async function listReckonings<Row>(tx: TownTx, table: ReckoningTable): Promise<Row[]> {
  const { rows } = await sql<Row>`select * from ${sql.table(table)} where town_id = ${tx.actor.townId}
    order by created_at desc, id limit ${MOST}`.execute(tx.db);
  return rows;
}

export async function isReckoning(tx: TownTx, table: ReckoningTable): Promise<boolean> {
  const { rows } = await sql`select from ${sql.table(table)}
    where town_id = ${tx.actor.townId} and state = 'running' limit 1`.execute(tx.db);
  return rows.length > 0;
}

/**
 * Ends a running one, whichever way; false when it is not running any more, or was called off before its answer came.
 * The journal keeps the end, not the numbers.
 */
export async function endReckoning(
  tx: TownTx,
  table: ReckoningTable,
  id: string,
  end: { state: 'done'; result: object; basis: string } | { state: 'cancelled' | 'failed' },
): Promise<boolean> {
  const answer =
    end.state === 'done' ? sql`, result = ${JSON.stringify(end.result)}, basis = ${end.basis}` : sql``;
  const { rows } = await sql`update ${sql.table(table)}
    set state = ${end.state}, version = version + 1, updated_at = ${tx.now}${answer}
    where town_id = ${tx.actor.townId} and id = ${id} and state = 'running'
      and (${end.state} <> 'done' or not cancel_asked) returning id`.execute(tx.db);
  if (rows.length === 0) return false;
  await writeJournal(tx, {
    event: `${table}.${end.state}`,
    kind: table,
    recordId: id,
    officeId: null,
    changes: { state: ['running', end.state] },
  });
  return true;
}
