import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { type Actor, inTown, jobActor } from '#platform/tx';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

/** Two people do something with the same record in the same moment. */
let product: TestInstallation;
let actor: Actor;
beforeAll(async () => {
  product = await openTestInstallation();
  const { rows } = await sql<{ town_id: string }>`select town_id from app.door_towns()`.execute(
    product.installation.ground.db,
  );
  actor = jobActor({ townId: rows[0]?.town_id ?? '', actorId: null });
});
afterAll(() => product?.close());

const ROUNDS = 10;
const at = '/towns/tannau';
const events = (id: string, event: string) =>
  inTown(product.installation.ground, actor, async ({ db }) => {
    const { rows } = await sql`select from journal where record_id = ${id} and event = ${event}`.execute(db);
    return rows.length;
  });
const create = async (path: string, body: object): Promise<string> =>
  String((await product.ask('beratung', 'POST', at + path, body)).json.id);
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort();

test('of approval and rejection at once exactly one wins', async () => {
  for (let n = 0; n < ROUNDS; n++) {
    const id = await create('/measures', { title: `Zugleich ${n}`, horizon: 'short' });
    await product.ask('beratung', 'POST', `${at}/measures/${id}/steps`, { to: 'recommended' });
    const answers = await Promise.all(
      ['decided', 'rejected'].map((to) =>
        product.ask('buergermeister', 'POST', `${at}/measures/${id}/steps`, { to }),
      ),
    );
    expect(statuses(answers)).toEqual([200, 409]);
    expect((await events(id, 'measure.decided')) + (await events(id, 'measure.rejected'))).toBe(1);
  }
});

test('a draft put forward twice at once is put forward once', async () => {
  const week = String((await product.ask('beratung', 'GET', `${at}/engagements`)).json.rows[0]?.id);
  for (let n = 0; n < ROUNDS; n++) {
    const id = await create('/findings', {
      engagementId: week,
      area: 'operations',
      title: `Zugleich ${n}`,
      statement: 'x',
    });
    const submit = () => product.ask('beratung', 'POST', `${at}/findings/${id}/submission`, {});
    expect(statuses(await Promise.all([submit(), submit()]))).toEqual([200, 409]);
    expect(await events(id, 'finding.submitted')).toBe(1);
  }
});

test('of two that remove the same record one is told that it is gone, and the journal says it once', async () => {
  for (let n = 0; n < ROUNDS; n++) {
    const id = await create('/sites', { name: `Zugleich ${n}` });
    const remove = () => product.ask('beratung', 'DELETE', `${at}/sites/${id}`);
    expect(statuses(await Promise.all([remove(), remove()]))).toEqual([200, 404]);
    expect(await events(id, 'site.removed')).toBe(1);
  }
});

test('a record that was saved since it was read is not removed under the version read', async () => {
  const id = await create('/sites', { name: 'Gelesen' });
  const read = { 'if-match': '"1"' };
  await product.ask('beratung', 'PATCH', `${at}/sites/${id}`, { name: 'Geändert' }, read);
  const removed = await product.ask('beratung', 'DELETE', `${at}/sites/${id}`, undefined, read);
  expect(removed).toMatchObject({ status: 409, json: { code: 'version_conflict' } });
  const unreadable = await product.ask('beratung', 'DELETE', `${at}/sites/${id}`, undefined, {
    'if-match': '*',
  });
  expect(unreadable).toMatchObject({ status: 422, json: { fields: [{ path: 'If-Match' }] } });
  const now = { 'if-match': '"2"' };
  expect((await product.ask('beratung', 'DELETE', `${at}/sites/${id}`, undefined, now)).status).toBe(200);
});

test('two measures that come to need each other at once close no circle', async () => {
  for (let n = 0; n < ROUNDS; n++) {
    const [a, b] = [
      await create('/measures', { title: `Kreis a${n}`, horizon: 'short' }),
      await create('/measures', { title: `Kreis b${n}`, horizon: 'short' }),
    ];
    const need = (from: string, to: string) =>
      product.ask('beratung', 'PUT', `${at}/measures/${from}/links`, {
        findings: [],
        goals: [],
        needs: [to],
      });
    expect(statuses(await Promise.all([need(a, b), need(b, a)]))).toEqual([200, 422]);
  }
});

test('two administrators who remove each other at once leave one', async () => {
  const { townId } = actor;
  const administrators = () =>
    withClient(product.installation.database.ownerUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        "select id from membership where town_id = $1 and function = 'administrator' order by id",
        [townId],
      );
      return rows.map(({ id }) => id);
    });
  await withClient(product.installation.database.ownerUrl, (client) =>
    client.query(
      `insert into membership (town_id, id, user_id, function)
       select $1, gen_random_uuid(), id, 'administrator' from app_user where login = 'it'`,
      [townId],
    ),
  );
  const ids = await administrators();
  expect(ids).toHaveLength(2);
  const answers = await Promise.all(ids.map((id) => product.ask('admin', 'DELETE', `${at}/members/${id}`)));
  // Who has just removed the own function is an outsider by the time the other request is looked at.
  const [first, second] = statuses(answers);
  expect(first).toBe(200);
  expect([404, 409]).toContain(second);
  expect(await administrators()).toHaveLength(1);
});
