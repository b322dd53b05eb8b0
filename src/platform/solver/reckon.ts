import { keptProgress, Stopped } from '../jobs/progress.ts';
import { log } from '../log.ts';
import type { Actor, Ground } from '../tx.ts';

/** What a reckoning is at: a name, and what a better answer could gain at most by now, in percent; null = not known. */
export interface Standing {
  step: string;
  gap: number | null;
}
const TELL_MS = 400;

/**
 * Runs work that nobody waits for and keeps in a row of `table` how far it is (see {@link keptProgress}); the work is
 * told by its signal when somebody no longer wants it, and then {@link Stopped} is thrown.
 */
export async function reckon<Answer>(
  ground: Ground,
  actor: Actor,
  row: { table: string; id: string; first: string },
  work: (signal: AbortSignal, tell: (at: Standing) => void) => Promise<Answer>,
): Promise<Answer> {
  const progress = keptProgress(ground, actor, row.table, row.id);
  const stop = new AbortController();
  let at: Standing = { step: row.first, gap: null };
  let telling = Promise.resolve();
  const tell = () => {
    // A gap of 0 is told as 0 of 1, so that it differs from one that is not known.
    telling = telling
      .then(() => progress.tell(at.step, Math.round((at.gap ?? 0) * 100), at.gap === null ? 0 : 1_000_000))
      .catch((error: unknown) => stop.abort(error));
  };
  const timer = setInterval(tell, TELL_MS);
  try {
    return await work(stop.signal, (now) => {
      at = now;
    });
  } finally {
    clearInterval(timer);
    await telling;
  }
}

/** How a reckoning that threw has ended; only a database that is away is thrown on, so that the queue tries again. */
export function endingOf(error: unknown, id: string): 'cancelled' | 'failed' {
  if (error instanceof Stopped) return 'cancelled';
  const { code } = error as { code?: string };
  if (code && /^(ECONN|08|57P)/.test(code)) throw error;
  log.error('reckoning failed', { id, error });
  return 'failed';
}
