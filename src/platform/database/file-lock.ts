import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A lock between processes that the operating system frees when its holder dies, however it dies.
 *
 * Node offers no flock; SQLite holds real file locks, so an empty SQLite file serves as the lock. Pid files
 * would need a guess whether a pid was reused, and breaking a stale one is a race of its own.
 * Never open these files by other means: closing any descriptor would drop the locks of this process.
 */
export interface HeldLock {
  release(): void;
}

/** Tries at once; null when another holder is in the way. */
export function tryLock(file: string, mode: 'shared' | 'exclusive'): HeldLock | null {
  mkdirSync(path.dirname(file), { recursive: true });
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY');
    lock.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT count(*) FROM sqlite_schema');
  } catch (error) {
    lock.close();
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    if (code === SQLITE_BUSY || code === SQLITE_LOCKED) return null;
    throw error;
  }
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      lock.close();
    },
  };
}

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;

/** Waits for the lock without blocking the event loop; null after `patienceMs`. */
export async function waitForLock(
  file: string,
  mode: 'shared' | 'exclusive',
  patienceMs: number,
): Promise<HeldLock | null> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const lock = tryLock(file, mode);
    if (lock || Date.now() > until) return lock;
    await sleep(20 + Math.random() * 30);
  }
}
