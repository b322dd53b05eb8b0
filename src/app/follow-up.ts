import { sql } from 'kysely';
import { failureOf } from '#platform/database/failures';
import { keepAnchors, lastAnchored } from '#platform/journal-chain/anchors';
import { log } from '#platform/log';
import { type Ground, patiently } from '#platform/tx';

const PAUSE_MS = 2_000;
const SEAL_BATCH = 5_000;
/** Heads are read when there is something to keep, and once a minute: another process may have sealed. */
const TURNS_PER_LOOK = 30;

export interface FollowUp {
  /** Whole seconds since all that was committed had been chained. */
  unsealedSeconds(): number;
  /** One round of all tasks; never rejects. */
  turn(): Promise<void>;
  /** Turns over and over with a pause between. */
  start(): void;
  /** Ends that and waits for the turn at hand. */
  stop(): Promise<void>;
}

/**
 * What follows a commit: the words of new texts are learned for the search, journal rows are chained, and the heads
 * are kept outside the database. Each has its own luck: one that fails does not hold up the others.
 */
export function followUp(ground: Ground, dataDir: string): FollowUp {
  let sealedAt = performance.now();
  let look = 0;
  let anchored: Map<string, number> | undefined;
  const task = tasks();
  const learn = task('learning words', async () => {
    await patiently(ground, (db) => sql`select app.learn_words()`.execute(db));
  });
  const seal = task('sealing the journal', async () => {
    const { rows } = await patiently(ground, (db) =>
      sql<{ n: number }>`select app.seal_journal(${SEAL_BATCH}) as n`.execute(db),
    );
    const sealed = rows[0]?.n ?? 0;
    if (sealed > 0) look = 0;
    if (sealed < SEAL_BATCH) sealedAt = performance.now();
  });
  const anchor = task('keeping the heads of the journal', async () => {
    if (look-- > 0) return;
    // Stays due until it has worked.
    look = 0;
    const { rows } = await sql<{
      town_id: string;
      seq: number;
      hash: Buffer;
    }>`select * from app.door_journal_heads()`.execute(ground.db);
    const heads = rows.map((row) => ({ townId: row.town_id, seq: row.seq, hash: row.hash.toString('hex') }));
    anchored ??= lastAnchored(dataDir);
    keepAnchors(dataDir, heads, anchored, ground.clock.now());
    look = TURNS_PER_LOOK;
  });
  const turn = async () => {
    await learn();
    await seal();
    await anchor();
  };
  return {
    unsealedSeconds: () => Math.floor((performance.now() - sealedAt) / 1000),
    turn,
    ...again(PAUSE_MS, turn),
  };
}

/** Tasks that say once that they fail and once that they work again; a database that is away is told once for all. */
function tasks() {
  let away = false;
  return (name: string, work: () => Promise<void>): (() => Promise<void>) => {
    let failing = false;
    return async () => {
      try {
        await work();
        if (away) log.warn('database answers again');
        if (failing) log.warn('works again', { task: name });
        away = failing = false;
      } catch (error) {
        const gone = failureOf(error) === 'away';
        if (gone ? away : failing) log.debug('waits', { task: name, error });
        else if (gone) log.warn('database does not answer', { error });
        else log.warn('fails and is tried again', { task: name, error });
        away ||= gone;
        failing ||= !gone;
      }
    };
  };
}

function again(pauseMs: number, work: () => Promise<void>): Pick<FollowUp, 'start' | 'stop'> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let ended = false;
  const start = () => {
    timer = setTimeout(() => {
      running = work().finally(() => ended || start());
    }, pauseMs);
    timer.unref();
  };
  return {
    start,
    stop: () => {
      ended = true;
      clearTimeout(timer);
      return running;
    },
  };
}
