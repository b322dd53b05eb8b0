/** Live updates: many open streams on two processes in front of one database, while somebody writes. */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { quantile, quiet } from './conditions.ts';
import type { LiveJob, LiveSaid } from './live-worker.ts';
import { type RunningProduct, startProduct } from './product.ts';
import { note } from './table.ts';

const STREAMS = 500;
const PER_TOKEN = 8;
const RUN_MS = 20_000;
const PAUSE_MS = 50;
const PATIENCE_MS = 10_000;
const WRITERS = 8;
const WRITERS_MS = 5_000;

const now = () => performance.timeOrigin + performance.now();

/** `product` is the first process; the second one is started beside it. Throws when a change is lost or doubled. */
export async function measureLive(
  product: RunningProduct,
  database: { ownerUrl: string; appUrl: string },
  dataDir: string,
): Promise<void> {
  const second = await startProduct(join(dataDir, 'second'), [], {
    DATABASE_URL: database.ownerUrl,
    APP_DATABASE_URL: database.appUrl,
  });
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: WRITERS + 1 });
  const worker = fork(fileURLToPath(new URL('./live-worker.ts', import.meta.url)), { execArgv: [] });
  try {
    await quiet(`${STREAMS} open streams on two processes`, 30_000);
    const job: LiveJob = {
      addresses: [product.address, second.address],
      tokens: await makeTokens(pool),
      streams: STREAMS,
    };
    const from = performance.now();
    const open = said(worker, 'open');
    worker.send(job);
    await open;
    note(`${STREAMS} streams opened`, (performance.now() - from) / 1000, 's', null, 1);

    const written = await write(pool);
    const told = await allTold(worker, written);
    const waits = [...written].flatMap(([id, at]) =>
      (told.arrivals[id] ?? []).map((arrival) => arrival - at),
    );
    note('change told, from commit to browser, p50', quantile(waits, 0.5), 'ms', null, 0);
    note('change told, from commit to browser, p95', quantile(waits, 0.95), 'ms', 300, 0);
    process.stdout.write(
      `   ${written.size} changes, ${waits.length} times told, none lost or doubled; slowest ${Math.round(quantile(waits, 1))} ms\n`,
    );
  } finally {
    worker.disconnect();
    await second.stop();
    await pool.end();
  }
  await costOfNotifying(database.ownerUrl);
}

const said = (worker: ChildProcess, what: LiveSaid['say']): Promise<LiveSaid> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The listeners ended with code ${code}.`));
    const hear = (message: LiveSaid) => {
      if (message.say !== what) return;
      worker.off('exit', ended).off('message', hear);
      resolve(message);
    };
    worker.on('exit', ended).on('message', hear);
  });

const LINE = `insert into journal (town_id, at, via, event, kind, record_id, digest)
  select id, now(), 'command', 'item.changed', 'item', $1, '' from town where slug = 'tannau'`;

/** Records by the moment their commit was sent. */
async function write(pool: pg.Pool): Promise<Map<string, number>> {
  const written = new Map<string, number>();
  const client = await pool.connect();
  try {
    const until = performance.now() + RUN_MS;
    while (performance.now() < until) {
      const id = randomUUID();
      await client.query('begin');
      await client.query(LINE, [id]);
      written.set(id, now());
      await client.query('commit');
      await sleep(PAUSE_MS);
    }
  } finally {
    client.release();
  }
  return written;
}

async function allTold(worker: ChildProcess, written: ReadonlyMap<string, number>) {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = said(worker, 'told');
    worker.send('report');
    const told = await answer;
    if (told.say !== 'told') throw new Error('The listeners said something else.');
    const short = [...written.keys()].filter((id) => told.arrivals[id]?.length !== STREAMS);
    if (told.doubled > 0 || told.ended > 0)
      throw new Error(`${told.doubled} changes were told twice, ${told.ended} streams ended.`);
    if (short.length === 0) return told;
    if (performance.now() > until)
      throw new Error(`${short.length} changes did not reach all ${STREAMS} streams.`);
    await sleep(200);
  }
}

async function makeTokens(pool: pg.Pool): Promise<string[]> {
  const tokens = Array.from(
    { length: Math.ceil(STREAMS / PER_TOKEN) },
    () => `sst_${randomBytes(32).toString('base64url')}`,
  );
  for (const token of tokens)
    await pool.query(
      `insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at)
       select m.town_id, gen_random_uuid(), m.user_id, 'Messung', $1, 'read', now() + interval '2 years'
       from membership m join town t on t.id = m.town_id where t.slug = 'tannau' and m.function = 'administrator' limit 1`,
      [createHash('sha256').update(token).digest()],
    );
  return tokens;
}

/** Commits that notify pass one after the other: how many fewer there are of them. */
async function costOfNotifying(ownerUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: WRITERS });
  const commits = async (): Promise<number> => {
    let count = 0;
    const until = performance.now() + WRITERS_MS;
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        while (performance.now() < until) {
          await pool.query(LINE, [randomUUID()]);
          count++;
        }
      }),
    );
    return count / (WRITERS_MS / 1000);
  };
  try {
    await commits();
    const notified = await commits();
    await pool.query('alter table journal disable trigger live');
    const silent = await commits();
    await pool.query('alter table journal enable trigger live');
    note(`journal commits, ${WRITERS} writers, with notification`, notified, 'per s');
    note(`journal commits, ${WRITERS} writers, without`, silent, 'per s');
  } finally {
    await pool.end();
  }
}
