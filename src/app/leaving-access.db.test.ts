import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localDateOf } from '#kernel/dates';
import { withClient } from '#platform/database/roles';
import { jobs, nightly } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';
import { openMailServer, readable } from './testing/mail-server.ts';

interface Leaving {
  people: {
    userId: string;
    login: string;
    until: string | null;
    state: string;
    functions: { id: string; function: string }[];
    held: { kind: string; label: string }[] | null;
  }[];
  receivers: { userId: string; name: string }[];
  handovers: { toName: string; lines: { kind: string; label: string; done: string }[] }[];
  may: { change: boolean };
}

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const today = localDateOf(new Date());
const ask = (user: string, method: string, path: string, body?: object) =>
  product.ask(user, method, `/towns/tannau/${path}`, body);
const leaving = async (user = 'admin') =>
  (await ask(user, 'GET', 'leaving-access')).json as unknown as Leaving;
const consultant = async (user = 'admin') => {
  const person = (await leaving(user)).people.find(({ login }) => login === 'beratung');
  if (!person) throw new Error('nobody');
  return person;
};
const membership = async () => (await consultant()).functions[0]?.id ?? '';
const end = async (validUntil: string | null, user = 'admin') =>
  ask(user, 'PUT', `members/${await membership()}/end`, { validUntil });

test('the list says until when; what is held is for the administration alone', async () => {
  expect(await consultant()).toMatchObject({ state: 'active', until: addDays(today, 365), held: [] });
  expect(await consultant('buergermeister')).toMatchObject({ state: 'active', held: null });
  expect((await leaving('it')).may).toEqual({ change: false });
  expect((await ask('rat', 'GET', 'leaving-access')).status).toBe(403);
  expect((await ask('beratung', 'GET', 'leaving-access')).status).toBe(403);
});

test('the end is moved by the administration, never taken away from a consultant, and not set into the past', async () => {
  expect((await end(addDays(today, 10), 'it')).status).toBe(403);
  expect((await end(null)).json).toMatchObject({ code: 'consultant_needs_end' });
  expect((await end(addDays(today, -2))).json).toMatchObject({ fields: [{ path: 'validUntil' }] });
  expect((await end(addDays(today, 10))).status).toBe(200);
  expect(await consultant()).toMatchObject({ state: 'ending', until: addDays(today, 10) });
  const { json } = await ask('it', 'GET', 'overview');
  expect((json as unknown as { waiting: { note: string }[] }).waiting).toContainEqual(
    expect.objectContaining({ note: 'access_ending' }),
  );
  const { members } = (await ask('admin', 'GET', 'members')).json as unknown as {
    members: { id: string; function: string }[];
  };
  const administrator = members.find((member) => member.function === 'administrator')?.id;
  const last = await ask('admin', 'PUT', `members/${administrator}/end`, { validUntil: today });
  expect(last.json).toMatchObject({ code: 'last_administrator' });
  const nobody = await ask('admin', 'PUT', `members/${crypto.randomUUID()}/end`, { validUntil: today });
  expect(nobody.status).toBe(404);
});

test('one letter a month before the end, not two', async () => {
  const { ground } = product.installation;
  const mail = { smtp: 'smtp://localhost:9', from: 'x@y.de', publicUrl: 'https://sollstand.example' };
  await nightly(product.dataDir)({ ...ground, mail });
  await nightly(product.dataDir)({ ...ground, mail });
  const { rows } = await withClient(product.installation.database.ownerUrl, (client) =>
    client.query("select payload from graphile_worker._private_jobs where payload::text like '%memberId%'"),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map(({ payload }) => payload.input.personId)).size).toBe(rows.length);
  const server = await openMailServer();
  try {
    const { input, town } = rows[0].payload as { input: object; town: string };
    const post = { ...ground, mail: { ...mail, smtp: `smtp://127.0.0.1:${server.port}` } };
    const job = jobs(product.dataDir).find(({ name }) => name === 'send_access_end_letter');
    await job?.run(post, { key: 'end-1', townId: town, actorId: null }, input);
    expect(readable(server.letters[0] ?? '')).toMatch(/Katrin Reich[\s\S]*\/t\/tannau\/zugang\/beratung/);
    await end(addDays(today, 200));
    await job?.run(post, { key: 'end-2', townId: town, actorId: null }, input);
    expect(server.letters).toHaveLength(1);
  } finally {
    await server.close();
  }
});

test('what is held is handed over after the end, once, with a record; drafts of the receiver stay', async () => {
  const draft = (user: string, key: string, body: string) =>
    ask(user, 'PUT', `drafts/${encodeURIComponent(key)}`, { body });
  expect((await draft('beratung', 'measure:new', 'Entwurf der Beratung')).status).toBe(200);
  expect((await draft('beratung', 'goal:new', 'Ziel der Beratung')).status).toBe(200);
  expect((await draft('it', 'goal:new', 'Eigenes Ziel')).status).toBe(200);
  const view = { list: 'measures', name: 'Meine Pflichten', query: '?pflicht=ja' };
  expect((await ask('beratung', 'POST', 'saved-views', view)).status).toBe(200);
  const { userId, held } = await consultant();
  expect(held?.map(({ kind }) => kind).sort()).toEqual(['draft', 'draft', 'view']);
  const { receivers } = await leaving();
  const it = receivers.find(({ name }) => name.startsWith('IT-Leitung'))?.userId;
  const path = `leaving-access/${userId}/handover`;
  expect((await ask('admin', 'POST', path, { toUserId: it })).json).toMatchObject({
    code: 'access_still_open',
  });
  expect((await end(addDays(today, -1))).status).toBe(200);
  expect((await ask('beratung', 'GET', 'findings')).status).toBe(404);
  expect((await ask('it', 'POST', path, { toUserId: it })).status).toBe(403);
  const stranger = await ask('admin', 'POST', path, { toUserId: crypto.randomUUID() });
  expect(stranger.json).toMatchObject({ fields: [{ path: 'toUserId' }] });
  const [first, second] = await Promise.all([
    ask('admin', 'POST', path, { toUserId: it }),
    ask('admin', 'POST', path, { toUserId: it }),
  ]);
  expect([first.status, second.status].sort()).toEqual([200, 409]);
  const { handovers } = await leaving();
  expect(handovers).toHaveLength(1);
  expect(handovers[0]?.lines.map(({ kind, label, done }) => `${kind} ${label} ${done}`).sort()).toEqual([
    'draft goal:new deleted',
    'draft measure:new handed_over',
    'view Meine Pflichten handed_over',
  ]);
  const read = async (key: string) =>
    ((await ask('it', 'GET', `drafts/${encodeURIComponent(key)}`)).json as unknown as { body: string }).body;
  expect([await read('measure:new'), await read('goal:new')]).toEqual([
    'Entwurf der Beratung',
    'Eigenes Ziel',
  ]);
  expect((await consultant()).held).toEqual([]);
});
