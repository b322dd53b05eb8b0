import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type JobHelpers,
  Logger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { sql } from 'kysely';
import pg from 'pg';
import { log } from '../log.ts';
import { type Ground, patiently } from '../tx.ts';
import type { Job } from './jobs.ts';
import { keepPresence, type Presence } from './presence.ts';

/** The queue's own log, in ours; its chatter about every poll is left out. */
const logger = new Logger(() => (level, message) => {
  if (level === 'error') log.error(message);
  else if (level === 'warning') log.warn(message);
});

/** A connection that breaks must not end the process; the queue connects anew. */
function queuePool(ownerUrl: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: ownerUrl, max });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Brings the queue's own schema to the level of the library; several processes at once are safe. */
export async function prepareQueue(ownerUrl: string): Promise<void> {
  const pool = queuePool(ownerUrl, 1);
  try {
    await runMigrations({ pgPool: pool, logger });
  } finally {
    await pool.end();
  }
}

export interface Worker {
  /** False from the moment the queue ended by itself until it runs again. */
  running(): boolean;
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

const NIGHTLY = 'clean_up';
/** Between an end nobody asked for and the next start; doubled at each end in a row. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** A queue that ran this long has recovered. */
const STEADY_MS = 60_000;

/**
 * Runs jobs as they come; only the server process does. A queue that ends by itself is started again. `nightly` follows
 * the cleaning of the database.
 */
export function startWorker(
  ownerUrl: string,
  ground: Ground,
  jobs: readonly Job[],
  nightly: (ground: Ground) => Promise<void> = async () => undefined,
): Worker {
  const pool = queuePool(ownerUrl, 3);
  const presence = keepPresence(ownerUrl);
  const taskList = tasks(ground, jobs, nightly);
  const ending = new AbortController();
  let runner: Runner | undefined;
  const live = async () => {
    let pause = FIRST_PAUSE_MS;
    while (!ending.signal.aborted) {
      const from = performance.now();
      try {
        runner = await startRunner(pool, taskList, presence);
        if (ending.signal.aborted) await runner.stop();
        await runner.promise;
        if (ending.signal.aborted) return;
        throw new Error('the queue ended without a reason');
      } catch (error) {
        runner = undefined;
        if (ending.signal.aborted) return;
        if (performance.now() - from > STEADY_MS) pause = FIRST_PAUSE_MS;
        log.error('jobs stopped and are started again', { error, afterMs: pause });
      }
      await sleep(pause, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  };
  const lived = live();
  return {
    running: () => runner !== undefined,
    stop: async () => {
      ending.abort();
      await runner?.stop().catch(() => undefined);
      await lived;
      await presence.stop();
      await pool.end();
    },
  };
}

function tasks(ground: Ground, jobs: readonly Job[], nightly: (ground: Ground) => Promise<void>): TaskList {
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => [
      job.name,
      (payload: unknown, { job: { id } }: JobHelpers) => perform(ground, job, `job-${id}`, payload),
    ]),
  );
  taskList[NIGHTLY] = async () => {
    const now = ground.clock.now();
    const { rows } = await patiently(ground, (db) =>
      sql<{
        n: number;
      }>`select app.clean_up(${now}) + app.clean_up_jobs(${now}) + app.clean_up_imports(${now})
          + app.clean_up_presence(${now}) as n`.execute(db),
    );
    log.info('cleaned up', { removed: rows[0]?.n ?? 0 });
    await nightly(ground);
  };
  return taskList;
}

function startRunner(pool: pg.Pool, taskList: TaskList, presence: Presence): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:create', ({ worker }) => presence.announce(worker.workerId));
  // Jobs are taken in the name of the pool: without its lock a job of more than a few seconds would be given back and run twice.
  events.on('pool:create', ({ workerPool }) => presence.announce(workerPool.id));
  return run({
    pgPool: pool,
    events,
    taskList,
    concurrency: 2,
    noHandleSignals: true,
    logger,
    parsedCronItems: parseCronItems([
      { task: NIGHTLY, match: '17 3 * * *', options: { backfillPeriod: 86_400_000 } },
    ]),
  });
}

async function perform(ground: Ground, job: Job, key: string, payload: unknown): Promise<void> {
  const { town, actor, input } = payload as { town: string; actor: string | null; input: unknown };
  await job.run(ground, { key, townId: town, actorId: actor }, input);
}
