import { EventEmitter } from 'node:events';
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
import type { Ground } from '../tx.ts';
import type { Job } from './jobs.ts';
import { keepPresence } from './presence.ts';

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
  /** Lets running jobs finish. */
  stop(): Promise<void>;
}

const NIGHTLY = 'clean_up';

/** Runs jobs as they come; only the server process does. `alsoNightly` cleans what lies outside the database. */
export async function startWorker(
  ownerUrl: string,
  ground: Ground,
  jobs: readonly Job[],
  alsoNightly: (now: Date) => Promise<void> = async () => undefined,
): Promise<Worker> {
  const pool = queuePool(ownerUrl, 3);
  const taskList: TaskList = Object.fromEntries(
    jobs.map((job) => [
      job.name,
      (payload: unknown, { job: { id } }: JobHelpers) => perform(ground, job, `job-${id}`, payload),
    ]),
  );
  taskList[NIGHTLY] = async () => {
    const now = ground.clock.now();
    const { rows } = await sql<{
      n: number;
    }>`select app.clean_up(${now}) + app.clean_up_jobs(${now}) as n`.execute(ground.db);
    await alsoNightly(now);
    log.info('cleaned up', { removed: rows[0]?.n ?? 0 });
  };
  const presence = keepPresence(ownerUrl);
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:create', ({ worker }) => presence.announce(worker.workerId));
  const runner: Runner = await run({
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
  runner.promise.catch((error: unknown) => log.error('jobs stopped', { error }));
  return {
    stop: async () => {
      await runner.stop().catch(() => undefined);
      await presence.stop();
      await pool.end();
    },
  };
}

async function perform(ground: Ground, job: Job, key: string, payload: unknown): Promise<void> {
  const { town, actor, input } = payload as { town: string; actor: string | null; input: unknown };
  await job.run(ground, { key, townId: town, actorId: actor }, input);
}
