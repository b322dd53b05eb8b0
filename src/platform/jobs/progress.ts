import { sql } from 'kysely';
import { type Actor, type Ground, inTown } from '../tx.ts';

/** How long work tells how far it is and learns that it is no longer wanted. */
export interface Progress {
  /** Throws {@link Stopped} when somebody has asked to end it. `total` 0 = not known. */
  tell(phase: string, done: number, total: number): Promise<void>;
}

/** The work was ended by the person who asked for it; whatever its transaction wrote is taken back. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}

/** Often enough for a bar that moves and a button that answers, rarely enough not to be felt. */
const PAUSE_MS = 300;

/**
 * Progress kept in a row of `table`, which has the columns id, phase, rows_done, rows_total, cancel_asked and
 * updated_at. Written in transactions of its own, so that others see it while the work's own transaction is open.
 */
export function keptProgress(ground: Ground, actor: Actor, table: string, id: string): Progress {
  let told = { phase: '', at: 0 };
  return {
    async tell(phase, done, total) {
      const now = performance.now();
      if (phase === told.phase && now - told.at < PAUSE_MS && done < total) return;
      told = { phase, at: now };
      const stop = await inTown(ground, actor, async (tx) => {
        const { rows } = await sql<{ cancel_asked: boolean }>`update ${sql.table(table)}
          set phase = ${phase}, rows_done = ${done}, rows_total = ${total}, updated_at = ${tx.now}
          where town_id = ${actor.townId} and id = ${id} returning cancel_asked`.execute(tx.db);
        return rows[0]?.cancel_asked ?? true;
      });
      if (stop) throw new Stopped();
    },
  };
}

/** Asks the work behind a row to end; false when there is no such row. It ends at its next step. */
export async function askToStop(
  tx: Parameters<Parameters<typeof inTown>[2]>[0],
  table: string,
  id: string,
): Promise<boolean> {
  const { rows } = await sql`update ${sql.table(table)} set cancel_asked = true
    where town_id = ${tx.actor.townId} and id = ${id} returning id`.execute(tx.db);
  return rows.length > 0;
}
