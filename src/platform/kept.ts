import { sql } from 'kysely';
import type { TownTx } from './tx.ts';

/** Answers kept at a time, one for each town and what is seen of it; the one that was asked for least lately goes first. */
const MOST = 8;
/** Long enough for somebody who leafs through a page; nothing is kept for those who have gone. */
const LONGEST_MS = 60_000;

interface Kept<T> {
  value: T;
  mark: Mark;
  until: number;
}

/** Where a town stands: which transactions are seen, and since when its row is as it is (a restored town has another one). */
interface Mark {
  snapshot: string;
  made: string;
}

/**
 * Reads what is worked out from records of `kinds` once and keeps it in memory until one of them changes. Every change
 * writes its journal row in its own transaction, so the journal tells exactly: whatever was not seen yet makes it be
 * read anew. It is kept for those who see the same of a town: all of it, or the same offices. A transaction that has
 * written reads for itself. `read` writes nothing and asks for nobody in particular.
 */
export function keptUntilChanged<T>(
  kinds: readonly string[],
  read: (tx: TownTx) => Promise<T>,
): (tx: TownTx) => Promise<T> {
  const answers = new Map<string, Kept<T>>();
  return async (tx) => {
    const { townId, offices, via } = tx.actor;
    if (via === 'link') return read(tx);
    const key = [townId, ...(offices === 'all' ? ['all'] : [...offices].sort())].join();
    const kept = answers.get(key);
    const now = await lookAround(tx, kinds, kept?.mark);
    if (!now) return read(tx);
    answers.delete(key);
    if (kept && !now.changed && now.mark.made === kept.mark.made && performance.now() < kept.until) {
      answers.set(key, kept);
      return kept.value;
    }
    // The mark is older than what is read: what comes between the two counts as a change the next time.
    const value = await read(tx);
    answers.set(key, { value, mark: now.mark, until: performance.now() + LONGEST_MS });
    for (const oldest of answers.keys()) if (answers.size > MOST) answers.delete(oldest);
    return value;
  };
}

/**
 * What has changed since `seen`, and where the town stands now; null in a transaction that has written. Rows of a
 * restored backup may bear numbers of transactions that are yet to come, hence the upper bound.
 */
async function lookAround(
  tx: TownTx,
  kinds: readonly string[],
  seen: Mark | undefined,
): Promise<{ changed: boolean; mark: Mark } | null> {
  const since = seen?.snapshot ?? null;
  const { rows } = await sql<
    Mark & { changed: boolean }
  >`select t.xmin::text as made, pg_current_snapshot()::text as snapshot,
      exists (select 1 from journal j where j.town_id = t.id and j.kind = any (${[...kinds]})
        and j.xid >= pg_snapshot_xmin(${since}::pg_snapshot) and j.xid < pg_snapshot_xmax(pg_current_snapshot())
        and not pg_visible_in_snapshot(j.xid, ${since}::pg_snapshot)) as changed
    from town t where t.id = ${tx.actor.townId} and pg_current_xact_id_if_assigned() is null`.execute(tx.db);
  const [row] = rows;
  return row ? { changed: row.changed, mark: { made: row.made, snapshot: row.snapshot } } : null;
}
