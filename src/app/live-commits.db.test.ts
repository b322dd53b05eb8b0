import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { withClient } from '#platform/database/roles';
import { readCursor } from '#platform/live/cursor';
import { type Listener, openFeed } from '#platform/live/feed';
import { LISTENER_NAME } from '#platform/live/listen';
import { readChanges, readHorizon } from '#platform/live/read';
import { root } from './installation.ts';
import { liveKinds } from './live-kinds.ts';
import { type RunningServer, startServer } from './server.ts';
import { demoData } from './testing/demo-data.ts';
import { type EventListener, listenTo, toldIds } from './testing/listener.ts';

const CLIENTS = 30;
const RESTLESS = 6;
const COMMITS = 400;
const WRITERS = 16;
const LONGEST_MS = 60;

const data = mkdtempSync(join(tmpdir(), 'sollstand-live-'));
let server: RunningServer;
let token = '';
let townId = '';
let pool: pg.Pool;

beforeAll(async () => {
  ({ token } = await demoData(data));
  server = await startServer(
    readConfig({ SOLLSTAND_DATA: data, PORT: '0', SOLLSTAND_LOG: 'error', DATABASE_URL: '' }, root),
  );
  pool = new pg.Pool({ connectionString: server.installation.database.ownerUrl, max: WRITERS + 2 });
  townId = (await pool.query('select id from town')).rows[0].id;
});
afterAll(async () => {
  await pool?.end();
  await server?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** One journal line whose transaction stays open for a while after it was written. */
async function commitLate(id: string, openMs: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into journal (town_id, at, via, event, kind, record_id, digest)
       values ($1, now(), 'command', 'item.changed', 'item', $2, '')`,
      [townId, id],
    );
    await sleep(openMs);
    await client.query('commit');
    return performance.now();
  } finally {
    client.release();
  }
}

test('nobody misses or doubles a change, however late it commits and however often they come back', async () => {
  const url = `${server.address}/api/v1/towns/tannau/live`;
  const after = await server.installation.live.since();
  // Sessions hold eight streams each; these use the demo's bearer token and seven more.
  const tokens = await moreTokens(Math.ceil(CLIENTS / 7));
  const clients = Array.from({ length: CLIENTS }, (_none, n) =>
    listenTo(url, { authorization: `Bearer ${tokens[Math.floor(n / 7)]}` }, { after, comeBack: true }),
  );
  await Promise.all(clients.map((client) => client.until((events) => events.length > 0)));

  const load = { on: true };
  const restless = clients.slice(0, RESTLESS).map((client) => keepReconnecting(client, load));
  const committed = new Map<string, number>();
  // Goes on until enough have come back in the middle of it, also where opening a stream takes long.
  const goOn = () =>
    committed.size < COMMITS || (reconnects <= RESTLESS * 3 && committed.size < COMMITS * 10);
  const write = async () => {
    while (goOn()) {
      const id = randomUUID();
      committed.set(id, await commitLate(id, Math.random() * LONGEST_MS));
      if (committed.size === COMMITS / 2) await breakListener();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  load.on = false;
  await Promise.all(restless);

  const ids = [...committed.keys()].sort();
  for (const client of clients) {
    await client.until(() => toldIds(client).length >= ids.length);
    expect(toldIds(client).sort()).toEqual(ids);
    expect(client.events.filter(({ event }) => event === 'reset')).toEqual([]);
  }
  const calm = clients
    .slice(RESTLESS)
    .flatMap(({ events }) =>
      events.flatMap(({ event, data: { id = '' }, at }) =>
        event === 'change' ? [at - (committed.get(id) ?? 0)] : [],
      ),
    );
  calm.sort((a, b) => a - b);
  const at = (share: number) => Math.round(calm[Math.floor(share * calm.length)] ?? 0);
  console.info(
    `live: ${CLIENTS} clients told ${ids.length} changes each, ${reconnects} reconnects; p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`,
  );
  expect(reconnects).toBeGreaterThan(RESTLESS * 3);
  await Promise.all(clients.map((client) => client.close()));
  await expect.poll(() => server.installation.live.size).toBe(0);
});

let reconnects = 0;
async function keepReconnecting(client: EventListener, load: { on: boolean }): Promise<void> {
  while (load.on) {
    await sleep(20 + Math.random() * 60);
    if (client.open) reconnects++;
    // Where opening takes longer than the wait, one who always hung up would never be told anything.
    if (client.open || Math.random() < 0.3) client.reconnect();
  }
}

/** As the application itself: the owner may not end its connections. */
const breakListener = (): Promise<void> =>
  withClient(server.installation.database.appUrl, async (client) => {
    const { rows } = await client.query(
      'select pg_terminate_backend(pid) as done from pg_stat_activity where application_name = $1',
      [LISTENER_NAME],
    );
    expect(rows).toEqual([{ done: true }]);
  });

async function moreTokens(count: number): Promise<string[]> {
  const made = Array.from({ length: count }, () => `sst_${randomUUID()}${randomUUID()}`);
  for (const one of made)
    await pool.query(
      `insert into api_token (town_id, id, user_id, name, token_hash, scope, expires_at)
       select town_id, gen_random_uuid(), user_id, 'Versuch', sha256(convert_to($1, 'UTF8')), 'read', now() + interval '2 years'
       from api_token where token_hash = sha256(convert_to($2, 'UTF8'))`,
      [one, token],
    );
  return made;
}

test('a transaction that only reads, such as a backup, delays nobody; one that writes delays until it ends', async () => {
  const [bearer = ''] = await moreTokens(1);
  const client = listenTo(`${server.address}/api/v1/towns/tannau/live`, {
    authorization: `Bearer ${bearer}`,
  });
  await client.until((events) => events.length > 0);
  const other = await pool.connect();
  try {
    await other.query('begin isolation level repeatable read read only');
    await other.query('select count(*) from journal');
    const first = randomUUID();
    const before = await commitLate(first, 0);
    await client.until(() => toldIds(client).includes(first));
    const besideBackup = (client.events.at(-1)?.at ?? 0) - before;
    await other.query('rollback');

    await other.query('begin');
    await other.query("update town set note = note || '' where id = $1", [townId]);
    const second = randomUUID();
    await commitLate(second, 0);
    await sleep(1_500);
    expect(toldIds(client)).not.toContain(second);
    await other.query('commit');
    const freed = performance.now();
    await client.until(() => toldIds(client).includes(second));
    const afterWriter = (client.events.at(-1)?.at ?? 0) - freed;
    console.info(
      `live: ${Math.round(besideBackup)} ms beside a reading transaction; ${Math.round(afterWriter)} ms after the end of a writing one`,
    );
    expect(besideBackup).toBeLessThan(1_000);
    expect(afterWriter).toBeLessThan(3_000);
  } finally {
    other.release();
    await client.close();
  }
});

/** A stream without its connection. */
function hears(): Listener & { told: string[] } {
  const held = [{ function: 'head_of_it' as const, officeId: null }];
  const told: string[] = [];
  const send = (chunk: Uint8Array) => void told.push(new TextDecoder().decode(chunk));
  return { userId: randomUUID(), held, rights: JSON.stringify(held), from: { xid: 0n, id: 0 }, send, told };
}
const changesTold = ({ told }: { told: string[] }) => told.join('').match(/event: change/g)?.length ?? 0;

test('one look serves all; who comes back is told from memory, who was away too long reads anew', async () => {
  const { ground } = server.installation;
  let looks = 0;
  const feed = openFeed({
    kinds: liveKinds,
    read: (after) => {
      looks++;
      return readChanges(ground, townId, after);
    },
    present: async () => [],
    rightsChanged: async () => undefined,
  });
  const start = readCursor(await readHorizon(ground));
  const many = Array.from({ length: 200 }, hears);
  await Promise.all(many.map((one) => feed.join(one, null)));
  const beforeOne = looks;
  const id = randomUUID();
  await commitLate(id, 0);
  feed.wake();
  feed.wake();
  await expect.poll(() => many.every(({ told }) => told.join('').includes(id))).toBe(true);
  expect(looks - beforeOne).toBeLessThanOrEqual(3);

  const place = many[0]?.from ?? null;
  await pool.query(
    `insert into journal (town_id, at, via, event, kind, record_id, digest)
     select $1, now(), 'command', 'item.changed', 'item', gen_random_uuid(), '' from generate_series(1, 2500)`,
    [townId],
  );
  feed.wake();
  await expect.poll(() => changesTold(many[0] ?? hears())).toBe(2501);
  const late = many[0]?.from ?? null;
  await commitLate(randomUUID(), 0);
  feed.wake();
  await expect.poll(() => changesTold(many[0] ?? hears())).toBe(2502);

  const looked = looks;
  const [back, away, longAway] = [hears(), hears(), hears()];
  await feed.join(back, late);
  expect([changesTold(back), looks]).toEqual([1, looked]);
  await Promise.all([feed.join(away, place), feed.join(longAway, start)]);
  for (const one of [away, longAway]) expect(one.told.join('')).toMatch(/event: reset/);
  feed.stop();
});
