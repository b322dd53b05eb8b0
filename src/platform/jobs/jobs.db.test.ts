import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import { withClient } from '../database/roles.ts';
import { type Actor, inTown, type TownTx } from '../tx.ts';
import { enqueue, type Job, type JobStamp, once } from './jobs.ts';
import { startWorker, type Worker } from './worker.ts';

let product: TestInstallation;
let worker: Worker;
let actor: Actor;
const ran: { stamp: JobStamp; input: unknown }[] = [];
let failures = 0;
const long = { runs: 0, end: () => {} };
const longJob: Job = {
  name: 'long',
  run: () => {
    long.runs++;
    return new Promise<void>((end) => {
      long.end = end;
    });
  },
};
const note: Job = {
  name: 'note',
  run: async (_ground, stamp, input) => {
    if ((input as { fail?: boolean }).fail && failures++ === 0) throw new Error('first try fails');
    ran.push({ stamp, input });
  },
};

beforeAll(async () => {
  product = await openTestInstallation();
  const { rows } = await sql<{ town_id: string }>`select town_id from app.door_towns()`.execute(
    product.installation.ground.db,
  );
  actor = {
    userId: null,
    name: 'x',
    townId: rows[0]?.town_id ?? '',
    townSlug: 'tannau',
    functions: [],
    offices: 'all',
    via: 'session',
    locale: 'de',
  };
  worker = startWorker(product.installation.database.ownerUrl, product.installation.ground, [note, longJob]);
});
afterAll(async () => {
  await worker?.stop();
  await product?.close();
});

const within = (work: (tx: TownTx) => Promise<void>) => inTown(product.installation.ground, actor, work);

test('a job runs once after the commit, stamped with its town', async () => {
  const asked = Date.now();
  await within((tx) => enqueue(tx, note, { n: 1 }));
  await expect.poll(() => ran.length, { timeout: 5000, interval: 5 }).toBe(1);
  console.info(`job ran ${Date.now() - asked} ms after it was asked for`);
  expect(ran[0]).toEqual({
    stamp: { key: ran[0]?.stamp.key, townId: actor.townId, actorId: null },
    input: { n: 1 },
  });
  expect(ran[0]?.stamp.key).toMatch(/^job-\d+$/);
});

test('a job that takes long is run once: neither its own process nor another takes it for left behind', async () => {
  const { database, ground } = product.installation;
  const other = startWorker(database.ownerUrl, ground, [note, longJob]);
  const owned = <R>(text: string) =>
    withClient(database.ownerUrl, async (client) => (await client.query(text)).rows as R[]);
  await within((tx) => enqueue(tx, longJob, {}));
  await expect.poll(() => long.runs, { timeout: 5000, interval: 20 }).toBe(1);
  // As if it had been running for longer than a worker needs to show its lock.
  await owned(`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute' where task_id =
    (select id from graphile_worker._private_tasks where identifier = 'long')`);
  // Two looks at what is left behind, two seconds apart, by each process.
  await sleep(4_500);
  const held = await owned<{ locked_by: string | null }>(
    "select locked_by from graphile_worker.jobs where task_identifier = 'long'",
  );
  expect([long.runs, held.map(({ locked_by }) => locked_by !== null)]).toEqual([1, [true]]);
  long.end();
  await other.stop();
  await expect
    .poll(() => owned("select 1 from graphile_worker.jobs where task_identifier = 'long'"), {
      timeout: 5000,
    })
    .toEqual([]);
  expect(long.runs).toBe(1);
});

test('what is rolled back leaves no job', async () => {
  const failed = within(async (tx) => {
    await enqueue(tx, note, { n: 2 });
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  const { rows } = await withClient(product.installation.database.ownerUrl, (client) =>
    client.query("select count(*)::int as n from graphile_worker.jobs where task_identifier = 'note'"),
  );
  expect(rows[0].n).toBe(0);
});

test('the application cannot reach the queue itself, nor enqueue without a town', async () => {
  const direct = sql`select graphile_worker.add_job('note')`.execute(product.installation.ground.db);
  await expect(direct).rejects.toThrow(/permission denied/);
  await expect(
    sql`select app.enqueue('note', '{}'::json)`.execute(product.installation.ground.db),
  ).rejects.toThrow(/belongs to a town/);
});

test('an invitation that nobody took ends by itself, and cleaning removes what has ended', async () => {
  const invited = await product.ask('admin', 'POST', '/towns/tannau/invitations', {
    login: 'spät',
    name: 'Zu Spät',
    functions: ['employee'],
    validUntil: null,
  });
  expect(invited.status).toBe(200);
  const jobs = await withClient(product.installation.database.ownerUrl, (client) =>
    client.query("select run_at from graphile_worker.jobs where task_identifier = 'end_invitation'"),
  );
  expect(new Date(jobs.rows[0].run_at).toISOString()).toBe(invited.json.expiresAt);
  await withClient(product.installation.database.ownerUrl, (client) =>
    client.query("update invitation set expires_at = now() - interval '1 day'"),
  );
  const { rows } = await sql<{ n: number }>`select app.clean_up(now()) as n`.execute(
    product.installation.ground.db,
  );
  expect(rows[0]?.n).toBe(1);
});

test('what is done once is not done again under the same key, and not marked when it fails', async () => {
  let done = 0;
  const attempt = (fail: boolean) =>
    within(async (tx) => {
      await once(tx, 'mail-1', async () => {
        done += 1;
        if (fail) throw new Error('mail server away');
      });
    });
  await expect(attempt(true)).rejects.toThrow('away');
  await attempt(false);
  await attempt(false);
  expect(done).toBe(2);
});

test('a job that fails is tried again', { timeout: 30_000 }, async () => {
  const before = ran.length;
  await within((tx) => enqueue(tx, note, { fail: true }));
  await expect.poll(() => failures, { timeout: 5000 }).toBe(1);
  await withClient(product.installation.database.ownerUrl, (client) =>
    client.query(
      'select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs where task_identifier = $1), now())',
      ['note'],
    ),
  );
  await expect.poll(() => ran.length, { timeout: 20_000 }).toBe(before + 1);
});

test('a job that always fails is put aside, seen by the administrator, and runs when tried again', async () => {
  const before = ran.length;
  failures = 0;
  const parked = (user: string) => product.ask(user, 'GET', '/towns/tannau/jobs');
  await within((tx) => enqueue(tx, note, { fail: true }));
  await expect.poll(() => failures, { timeout: 5000 }).toBe(1);
  await withClient(product.installation.database.ownerUrl, (client) =>
    client.query(
      'update graphile_worker._private_jobs set attempts = max_attempts where last_error is not null',
    ),
  );
  type Line = { id: string; task: string; error: string; nextAt: string | null };
  const jobs = (await parked('admin')).json.jobs as unknown as Line[];
  expect(jobs).toMatchObject([{ task: 'note', error: 'first try fails', nextAt: null }]);
  expect((await parked('beratung')).status).toBe(403);
  expect(
    (await product.ask('admin', 'POST', `/towns/tannau/jobs/${Number(jobs[0]?.id) + 99}/retry`)).status,
  ).toBe(404);
  expect(ran.length).toBe(before);
  expect((await product.ask('admin', 'POST', `/towns/tannau/jobs/${jobs[0]?.id}/retry`)).status).toBe(200);
  await expect.poll(() => ran.length, { timeout: 10_000 }).toBe(before + 1);
  expect((await parked('admin')).json.jobs).toEqual([]);
});

test('a queue that cannot run is started again until it can, and says so meanwhile', async () => {
  const { ownerUrl } = product.installation.database;
  const asOwner = (text: string) => withClient(ownerUrl, (client) => client.query(text));
  await worker.stop();
  // Without its list of migrations the library believes to be new and fails over what is there.
  await asOwner('alter table graphile_worker.migrations rename to away');
  worker = startWorker(ownerUrl, product.installation.ground, [note]);
  await sleep(1500);
  expect(worker.running()).toBe(false);
  await asOwner(
    'drop table if exists graphile_worker.migrations; alter table graphile_worker.away rename to migrations',
  );
  await expect.poll(() => worker.running(), { timeout: 20_000 }).toBe(true);
  const before = ran.length;
  await within((tx) => enqueue(tx, note, { n: 77 }));
  await expect.poll(() => ran.length, { timeout: 5000 }).toBe(before + 1);
});
