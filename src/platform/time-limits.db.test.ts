import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestInstallation, type TestInstallation } from '../app/testing/installation.ts';
import { withClient } from './database/roles.ts';
import { asRefusal } from './http/errors.ts';
import { type Actor, type Db, inTown, jobActor, LIMITS, openPool } from './tx.ts';

let product: TestInstallation;
let actor: Actor;
let sites: { id: string; version: number }[];
beforeAll(async () => {
  product = await openTestInstallation();
  const { rows } = await sql<{ town_id: string }>`select town_id from app.door_towns()`.execute(
    product.installation.ground.db,
  );
  actor = { ...jobActor({ townId: rows[0]?.town_id ?? '', actorId: null }), via: 'session' };
  sites = (await product.ask('beratung', 'GET', '/towns/tannau/sites')).json.rows as never;
});
afterAll(() => product?.close());

async function withLimits(
  limits: Partial<Record<keyof typeof LIMITS, number>>,
  work: (db: Db) => Promise<void>,
  max = 2,
) {
  const { db, pool } = openPool(product.installation.database.appUrl, max, { ...LIMITS, ...limits });
  try {
    await work(db);
  } finally {
    await pool.end();
  }
}
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => asRefusal(error).code,
  );

test('a statement that takes too long ends in a refusal worth another try', () =>
  withLimits({ statement: 200 }, async (db) => {
    expect(await refused(sql`select pg_sleep(5)`.execute(db))).toBe('database_busy');
    expect(await refused(sql`select 1`.execute(db))).toBe('done');
  }));

test('nobody waits longer for a free connection than the limit', () =>
  withLimits(
    { connection: 200 },
    async (db) => {
      const long = sql`select pg_sleep(1)`.execute(db);
      await sleep(50);
      expect(await refused(sql`select 1`.execute(db))).toBe('database_busy');
      await long;
      expect(await refused(sql`select 1`.execute(db))).toBe('done');
    },
    1,
  ));

test('a transaction that does nothing for too long gives its locks back, and the process lives on', () =>
  withLimits({ idleInTransaction: 200 }, async (db) => {
    const ground = { ...product.installation.ground, db };
    const idle = inTown(ground, actor, async (tx) => {
      await sql`select 1 from site for update`.execute(tx.db);
      await sleep(600);
      await sql`select 1`.execute(tx.db);
    });
    expect(['database_busy', 'database_away']).toContain(await refused(idle));
    expect(await refused(sql`select 1`.execute(db))).toBe('done');
  }));

test('whoever waits for a row that another holds is told when to try again', async () => {
  const { id, version } = sites[0] ?? { id: '', version: 0 };
  await withClient(product.installation.database.ownerUrl, async (client) => {
    await client.query('begin');
    await client.query("select set_config('app.town', $1, true), set_config('app.offices', '*', true)", [
      actor.townId,
    ]);
    expect((await client.query('select from site where id = $1 for update', [id])).rowCount).toBe(1);
    const answer = await product.ask(
      'beratung',
      'PATCH',
      `/towns/tannau/sites/${id}`,
      { name: 'Neu' },
      {
        'if-match': `"${version}"`,
      },
    );
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(answer.json).toMatchObject({ code: 'database_busy' });
    await client.query('rollback');
  });
});

test('of two transactions that block each other both are done in the end', async () => {
  const [a = '', b = ''] = sites.map(({ id }) => id);
  let tries = 0;
  const touch = (first: string, second: string) =>
    inTown(product.installation.ground, actor, async (tx) => {
      tries++;
      await sql`update site set scope_note = scope_note || '.' where id = ${first}`.execute(tx.db);
      await sleep(300);
      await sql`update site set scope_note = scope_note || '.' where id = ${second}`.execute(tx.db);
    });
  const dots = () =>
    inTown(product.installation.ground, actor, async ({ db }) => {
      const { rows } = await sql<{ dots: number }>`
        select sum(length(scope_note) - length(replace(scope_note, '.', '')))::int as dots
          from site where id in (${a}, ${b})`.execute(db);
      return rows[0]?.dots ?? 0;
    });
  const before = await dots();
  await Promise.all([touch(a, b), touch(b, a)]);
  // One at least was given up and run again, and each has left its two marks once.
  expect(tries).toBeGreaterThan(2);
  expect((await dots()) - before).toBe(4);
});

test('jobs have limits of their own, and only within their transaction', async () => {
  const { ground } = product.installation;
  const limit = (db: Db) =>
    sql<{ statement_timeout: string }>`show statement_timeout`
      .execute(db)
      .then(({ rows }) => rows[0]?.statement_timeout);
  expect(await limit(ground.db)).toBe('20s');
  expect(await inTown(ground, { ...actor, via: 'job' }, ({ db }) => limit(db))).toBe('15min');
  expect(await inTown(ground, actor, ({ db }) => limit(db))).toBe('20s');
});

test('the log names code, constraint and route of what nobody foresaw, and no value', async () => {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const { ground } = product.installation;
  const failed = inTown(ground, actor, (tx) =>
    sql`update site set kind = ${'Geheimnis'}, id = ${sites[1]?.id} where id = ${sites[0]?.id}`.execute(
      tx.db,
    ),
  );
  const refusal = await failed.catch((error: unknown) =>
    asRefusal(error, 'PATCH /api/v1/towns/{town}/sites/{id}'),
  );
  vi.restoreAllMocks();
  expect(refusal).toMatchObject({ code: 'unexpected' });
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    pgCode: '23505',
    constraint: 'site_pkey',
    route: 'PATCH /api/v1/towns/{town}/sites/{id}',
  });
  expect(lines.join()).not.toContain('Geheimnis');
  expect(lines.join()).not.toContain(sites[1]?.id);
});
