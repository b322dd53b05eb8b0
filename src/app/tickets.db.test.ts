import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localDateOf } from '#kernel/dates';
import { runRetention } from '#modules/privacy';
import { tidyTickets } from '#modules/tickets';
import { withClient } from '#platform/database/roles';
import { type Actor, inTown, jobActor } from '#platform/tx';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const today = localDateOf(new Date());
const ask = (user: string | null, method: string, path: string, body?: object, headers = {}) =>
  product.ask(user, method, `/towns/tannau/${path}`, body, headers);
async function answer<T = Row>(user: string, method: string, path: string, body?: object, headers = {}) {
  const { status, json } = await ask(user, method, path, body, headers);
  expect(status, `${method} ${path} ${JSON.stringify(json)}`).toBe(200);
  return json as unknown as T;
}
interface Row {
  id: string;
  version: number;
  name: string;
  number: number;
  title: string;
  status: string;
  priority: number;
  requesterName: string;
  assigneeId: string | null;
  parkedUntil: string | null;
  userId: string;
}
const asOwner = (text: string, values: unknown[] = []) =>
  withClient(
    product.installation.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows,
  );
const rowsOf = async (user: string, path: string) => (await answer<{ rows: Row[] }>(user, 'GET', path)).rows;
interface Place {
  desks: {
    id: string;
    seatId: string;
    role: string;
    members: { id: string; name: string }[];
    categories: { id: string; name: string }[];
  }[];
}
const workplace = async (user: string) => {
  const [desk] = (await answer<Place>(user, 'GET', 'desk-workplace')).desks;
  if (!desk) throw new Error(`${user} has no desk`);
  return desk;
};
const accountId = async (login: string) =>
  String((await asOwner('select id from app_user where login = $1', [login]))[0]?.id);

/** A ticket of the IT desk, filed by phone for the account `mitarbeit`. */
async function take(more: object = {}): Promise<Row> {
  const { id: deskId } = await workplace('servicedesk');
  return answer('servicedesk', 'POST', 'tickets', {
    deskId,
    title: 'Drucker druckt nicht',
    requesterUserId: await accountId('mitarbeit'),
    ...more,
  });
}

test('a call becomes a ticket, is answered and solved; who asked sees the answer and never the note', async () => {
  const desk = await workplace('servicedesk');
  const made = await take({ categoryId: desk.categories[0]?.id, impact: 1, urgency: 2 });
  expect(made).toMatchObject({ priority: 2, status: 'new', requesterName: 'Erika Muster' });
  expect(made.name).toMatch(/^IT-\d{4}$/);
  const at = `tickets/${made.id}`;
  await answer('servicedesk', 'POST', `${at}/assignee`, { assigneeId: desk.seatId });
  await answer('servicedesk', 'POST', `${at}/notes`, { body: 'Wahrscheinlich wieder der Treiber.' });
  expect(
    await answer('servicedesk', 'POST', `${at}/answers`, {
      body: 'Bitte neu starten. Geht es?',
      to: 'asked',
    }),
  ).toMatchObject({ status: 'asked' });
  const mine = await answer<{ messages: object[] }>('mitarbeit', 'GET', `requests/${made.id}`);
  expect(mine).toMatchObject({ status: 'asked', mayReply: true, answers: 1 });
  expect(JSON.stringify(mine)).not.toMatch(/Treiber|priority|assignee|impact/);
  expect(await answer('mitarbeit', 'POST', `requests/${made.id}/replies`, { body: 'Nein.' })).toEqual({
    status: 'open',
  });
  await answer('servicedesk', 'POST', `${at}/answers`, { body: 'Der Treiber ist erneuert.', to: 'solved' });
  await answer('mitarbeit', 'POST', `requests/${made.id}/replies`, { body: 'Doch nicht.' });
  expect(await answer('servicedesk', 'GET', at)).toMatchObject({
    status: 'open',
    reopened: 1,
    solvedAt: null,
  });
  const story = await answer<{ messages: object[]; lines: object[] }>('it', 'GET', `${at}/story`);
  expect(story.messages).toHaveLength(5);
  expect(story.lines.length).toBeGreaterThan(5);
  await answer('mitarbeit', 'POST', `requests/${made.id}/close`, {});
  expect((await ask('mitarbeit', 'POST', `requests/${made.id}/replies`, { body: 'x' })).json).toMatchObject({
    code: 'ticket_closed',
  });
  expect((await ask('servicedesk', 'POST', `${at}/step`, { to: 'solved' })).json).toMatchObject({
    code: 'ticket_step',
  });
});

test('a request by the portal reaches the desk; an answer repeated under its key is one', async () => {
  const forms = await answer<{ desks: { id: string; categories: { id: string }[] }[] }>(
    'mitarbeit',
    'GET',
    'request-forms',
  );
  const filed = await answer('mitarbeit', 'POST', 'requests', {
    deskId: forms.desks[0]?.id,
    categoryId: forms.desks[0]?.categories[1]?.id,
    title: 'Maus klemmt',
  });
  expect((await rowsOf('mitarbeit', 'requests?state=open')).map(({ id }) => id)).toContain(filed.id);
  expect((await rowsOf('amt', 'requests')).map(({ id }) => id)).not.toContain(filed.id);
  expect((await ask('amt', 'GET', `requests/${filed.id}`)).status).toBe(404);
  const key = { 'idempotency-key': 'antwort-einmal-1' };
  for (const _ of [1, 2])
    await answer('servicedesk', 'POST', `tickets/${filed.id}/answers`, { body: 'Kommt.' }, key);
  expect(await answer('mitarbeit', 'GET', `requests/${filed.id}`)).toMatchObject({ answers: 1 });
  expect(await answer('servicedesk', 'GET', `tickets/${filed.id}`)).toMatchObject({ status: 'open' });
});

test('nobody, another function and another town are kept out; bad input is named field by field', async () => {
  const made = await take();
  expect((await ask(null, 'GET', 'tickets')).status).toBe(401);
  expect((await ask(null, 'POST', 'requests', { deskId: made.id, title: 'x' })).status).toBe(401);
  expect((await ask('mitarbeit', 'GET', 'tickets')).status).toBe(403);
  expect((await product.ask('servicedesk', 'GET', '/towns/nachbar/tickets')).status).toBe(404);
  // An administrator is no member, and a lead of nothing.
  expect(await rowsOf('admin', 'tickets')).toEqual([]);
  expect((await ask('admin', 'GET', `tickets/${made.id}`)).status).toBe(404);
  const faults = async (path: string, body: object) =>
    ((await ask('servicedesk', 'POST', path, body)).json as unknown as { fields: { path: string }[] }).fields;
  const { id: deskId } = await workplace('servicedesk');
  expect((await faults('tickets', { deskId, title: '', impact: 7 })).map(({ path }) => path)).toEqual([
    'title',
    'impact',
  ]);
  expect(await faults('tickets', { deskId, title: 'x' })).toMatchObject([
    { path: 'requesterId', code: 'required' },
  ]);
  expect(await faults(`tickets/${made.id}/parking`, { until: addDays(today, -1) })).toMatchObject([
    { path: 'until' },
  ]);
  expect(await faults(`tickets/${made.id}/assignee`, { assigneeId: crypto.randomUUID() })).toMatchObject([
    { path: 'assigneeId' },
  ]);
  expect(
    (await ask('servicedesk', 'PATCH', `tickets/${made.id}`, { title: 'y' }, { 'if-match': '"9"' })).json,
  ).toMatchObject({ code: 'version_conflict' });
  expect(await answer('servicedesk', 'PATCH', `tickets/${made.id}`, { urgency: 1, impact: 1 })).toMatchObject(
    { priority: 1, version: 2 },
  );
});

test('what lies aside comes back on its day by itself, what was solved is closed in time', async () => {
  const made = await take();
  await answer('servicedesk', 'POST', `tickets/${made.id}/parking`, { until: addDays(today, 2) });
  const seen = async (state: string) =>
    (await rowsOf('servicedesk', `tickets?state=${state}&q=${made.name}`)).length;
  expect([await seen('open'), await seen('parked')]).toEqual([0, 1]);
  await asOwner('update ticket set parked_until = $1 where id = $2', [today, made.id]);
  expect([await seen('open'), await seen('parked')]).toEqual([1, 0]);
  const solved = await take();
  await answer('servicedesk', 'POST', `tickets/${solved.id}/step`, { to: 'solved' });
  await asOwner("update ticket set solved_at = now() - interval '20 days' where id = $1", [solved.id]);
  const townId = String((await asOwner("select id from town where slug = 'tannau'"))[0]?.id);
  await inTown(product.installation.ground, jobActor({ townId, actorId: null }), tidyTickets);
  expect(await answer('servicedesk', 'GET', `tickets/${made.id}`)).toMatchObject({
    status: 'open',
    parkedUntil: null,
  });
  expect(await answer('servicedesk', 'GET', `tickets/${solved.id}`)).toMatchObject({ status: 'closed' });
  // Three years later it goes with what hangs on it; one that is open stays, however old.
  await answer('servicedesk', 'POST', `tickets/${solved.id}/notes`, { body: 'Alt.' });
  await asOwner("update ticket set closed_at = now() - interval '4 years' where id = $1", [solved.id]);
  await asOwner("update ticket set updated_at = now() - interval '4 years' where id = $1", [made.id]);
  await inTown(product.installation.ground, jobActor({ townId, actorId: null }), runRetention);
  expect((await ask('servicedesk', 'GET', `tickets/${solved.id}`)).status).toBe(404);
  expect(await asOwner('select from ticket_note where ticket_id = $1', [solved.id])).toEqual([]);
  expect((await ask('servicedesk', 'GET', `tickets/${made.id}`)).status).toBe(200);
});

test('forty at once get forty numbers without gap or double', async () => {
  const { id: deskId } = await workplace('servicedesk');
  const call = { deskId, title: 'Alle zugleich', requesterUserId: await accountId('mitarbeit') };
  const first = await answer('servicedesk', 'POST', 'tickets', call);
  const made = await Promise.all(
    Array.from({ length: 40 }, () => answer('servicedesk', 'POST', 'tickets', call)),
  );
  expect(made.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, at) => first.number + 1 + at),
  );
});

test('administrators and leads keep a desk; its prefix is its own, categories have two levels', async () => {
  const desk = await answer('admin', 'POST', 'desks', { name: 'Gebäude', prefix: 'GEB' });
  expect((await ask('admin', 'POST', 'desks', { name: 'Noch eins', prefix: 'GEB' })).json).toMatchObject({
    fields: [{ path: 'prefix', code: 'duplicate' }],
  });
  expect((await ask('it', 'POST', 'desks', { name: 'Fremd', prefix: 'FR' })).status).toBe(403);
  const member = { deskId: desk.id, role: 'lead' };
  expect((await ask('it', 'POST', 'desk-members', { ...member, userId: await accountId('it') })).status).toBe(
    403,
  );
  expect(
    (await ask('admin', 'POST', 'desk-members', { ...member, userId: await accountId('mitarbeit') })).json,
  ).toMatchObject({ fields: [{ path: 'userId', code: 'not_an_agent' }] });
  await answer('admin', 'POST', 'desk-members', { ...member, userId: await accountId('admin') });
  const category = (name: string, parentId: string | null = null) =>
    ask('admin', 'POST', 'desk-categories', { deskId: desk.id, name, parentId });
  const heating = (await category('Heizung')).json as unknown as Row;
  const valve = (await category('Ventil', heating.id)).json as unknown as Row;
  expect((await category('Zu tief', valve.id)).json).toMatchObject({
    fields: [{ path: 'parentId', code: 'category_two_levels' }],
  });
  const built = await answer('admin', 'POST', 'tickets', {
    deskId: desk.id,
    title: 'Heizung kalt',
    requesterUserId: await accountId('it'),
  });
  expect(built.name).toBe('GEB-0001');
  // Another desk, though it asked for it itself.
  expect((await ask('it', 'GET', `tickets/${built.id}`)).status).toBe(404);
  expect((await ask('it', 'POST', `tickets/${built.id}/notes`, { body: 'x' })).status).toBe(404);
  expect((await ask('it', 'GET', `requests/${built.id}`)).status).toBe(200);
  expect((await ask('servicedesk', 'GET', `tickets/${built.id}`)).status).toBe(404);
  expect((await ask('servicedesk', 'POST', 'tickets', { deskId: desk.id, title: 'x' })).status).toBe(403);
});

test('raw SQL under the application role shows each only what is theirs, in tables and in the journal', async () => {
  const desk = await workplace('it');
  const made = await answer('it', 'POST', 'tickets', {
    deskId: desk.id,
    title: 'Personalsache',
    requesterUserId: await accountId('mitarbeit'),
    private: true,
  });
  await answer('it', 'POST', `tickets/${made.id}/notes`, { body: 'Nur für die Leitung.' });
  await answer('it', 'POST', `tickets/${made.id}/answers`, { body: 'Wir kümmern uns.' });
  const townId = String((await asOwner("select id from town where slug = 'tannau'"))[0]?.id);
  const look = async (login: string | null, via: Actor['via'] = 'session') => {
    const actor: Actor = {
      userId: login && (await accountId(login)),
      name: 'x',
      townId,
      townSlug: 'tannau',
      functions: ['administrator'],
      offices: 'all',
      via,
      locale: 'de',
    };
    return inTown(product.installation.ground, actor, async (tx) => {
      const count = async (from: ReturnType<typeof sql>) =>
        (await sql<{ n: number }>`select count(*)::int as n from ${from}`.execute(tx.db)).rows[0]?.n ?? -1;
      const id = made.id;
      // Row security leaves the queue its index.
      await sql`set local enable_seqscan = off`.execute(tx.db);
      const plan = await sql<
        Record<string, string>
      >`explain select r.id from ticket r where r.town_id = ${townId}
        and r.desk_id = ${desk.id} and r.closed_at is null and r.solved_at is null order by r.priority, r.id`.execute(
        tx.db,
      );
      expect(plan.rows.map((row) => Object.values(row)[0]).join(' ')).toMatch(
        /Index Scan using ticket_queue/,
      );
      const story = sql`journal j join journal_payload p on p.town_id = j.town_id and p.journal_id = j.id`;
      return [
        await count(sql`ticket where id = ${id}`),
        await count(sql`ticket_answer where ticket_id = ${id}`),
        await count(sql`ticket_note where ticket_id = ${id}`),
        await count(sql`${story} where j.record_id = ${id}`),
        await count(sql`${story} where j.kind = 'ticket_note' and p.payload like '%Nur für die Leitung%'`),
        await count(sql`app.live_record('ticket', ${id}::uuid)`),
        Number(
          (
            await sql`update ticket set title = 'fremd' where id = ${id} and title <> 'Personalsache'`.execute(
              tx.db,
            )
          ).numAffectedRows,
        ),
      ];
    });
  };
  const [lead, agent, requester, administrator, stranger, nobody, job] = [
    await look('it'),
    await look('servicedesk'),
    await look('mitarbeit'),
    await look('admin'),
    await look('amt'),
    await look(null, 'link'),
    await look(null, 'job'),
  ];
  expect(lead?.slice(0, 3)).toEqual([1, 1, 1]);
  expect(lead?.[4]).toBe(1);
  expect(requester).toEqual([1, 1, 0, 0, 0, 0, 0]);
  for (const none of [agent, administrator, stranger, nobody]) expect(none).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(job?.slice(0, 3)).toEqual([1, 1, 1]);
  // Neither the search nor the live updates know of it; who loses the seat loses the view with the next request.
  expect((await asOwner('select from search_entry where record_id = $1', [made.id])).length).toBe(0);
  expect((await ask('servicedesk', 'GET', `tickets/${made.id}`)).status).toBe(404);
  expect((await ask('it', 'GET', `stories/${made.id}`)).status).not.toBe(500);
  const [seat] = await rowsOf('it', `desk-members?deskId=${desk.id}`).then((rows) =>
    rows.filter(({ name }) => name === 'Servicedesk Tannau'),
  );
  await answer('it', 'PATCH', `desk-members/${seat?.id}`, { active: false });
  expect(await rowsOf('servicedesk', 'tickets')).toEqual([]);
  await answer('it', 'PATCH', `desk-members/${seat?.id}`, { active: true });
  expect((await rowsOf('servicedesk', 'tickets')).length).toBeGreaterThan(10);
});
