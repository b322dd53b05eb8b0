import pg from 'pg';
import { log } from '../log.ts';

const SPACE = 7_036_003;
const SWEEP_MS = 2_000;
/** A worker takes its first job at once; its lock may follow a moment later. */
const GRACE = '3 seconds';

export interface Presence {
  /** Holds a lock for a worker of this process as long as the process lives. */
  announce(workerId: string): void;
  stop(): Promise<void>;
}

/**
 * A process that is killed leaves its jobs marked as taken, and the queue alone would wait hours for them. Each worker
 * therefore holds a lock that ends with its connection; whoever can take the lock of another knows that it is dead
 * and gives its jobs back.
 */
export function keepPresence(ownerUrl: string): Presence {
  const own = new Set<string>();
  let client: pg.Client | undefined;
  let held = new Set<string>();
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();

  const connected = async (): Promise<pg.Client> => {
    if (client) return client;
    const fresh = new pg.Client({ connectionString: ownerUrl });
    const lost = () => {
      if (client === fresh) client = undefined;
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    await fresh.connect();
    client = fresh;
    held = new Set();
    return fresh;
  };
  const sweep = async (): Promise<void> => {
    const at = await connected();
    for (const id of own)
      if (!held.has(id)) {
        await at.query('select pg_advisory_lock($1, hashtext($2))', [SPACE, id]);
        held.add(id);
      }
    const { rows } = await at.query<{ id: string }>(
      `select distinct locked_by as id from graphile_worker.jobs
       where locked_by is not null and locked_at < now() - $1::interval and not locked_by = any ($2)`,
      [GRACE, [...own]],
    );
    for (const { id } of rows) {
      const free = await at.query('select pg_try_advisory_lock($1, hashtext($2)) as yes', [SPACE, id]);
      if (!free.rows[0]?.yes) continue;
      await at.query('select graphile_worker.force_unlock_workers(array[$1])', [id]);
      await at.query('select pg_advisory_unlock($1, hashtext($2))', [SPACE, id]);
      log.info('jobs of a process that ended are given back', { worker: id });
    }
  };
  const again = (pauseMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = sweep()
        .catch((error: unknown) => log.debug('presence waits', { error }))
        .finally(() => ended || again(SWEEP_MS));
    }, pauseMs);
    timer.unref();
  };
  again(0);
  return {
    announce(workerId) {
      own.add(workerId);
      void turn.then(() => ended || again(0));
    },
    async stop() {
      ended = true;
      clearTimeout(timer);
      await turn;
      await client?.end().catch(() => undefined);
    },
  };
}
