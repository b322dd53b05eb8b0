import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { readAnchors } from '#platform/journal-chain/anchors';
import { verifyJournal } from '#platform/journal-chain/verify-journal';
import { nightly } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';
import { type Visitor, visitor } from './testing/visitor.ts';

const NAME = 'Wendelgard Zwirnemann';
const LOGIN = 'zwirnemann-w';
const EMAIL = 'wendelgard@zwirnemann.example';
const PASSWORD = 'drei Wörter ohne Zusammenhang';
const SIGNS = ['zwirnemann', 'wendelgard'];

let product: TestInstallation;
let self: Visitor;
let person: string;
let user: string;

const asOwner = async (text: string, values: unknown[] = []) =>
  withClient(
    product.installation.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows,
  );

/** Every place of the whole database that holds a sign of the person, found without the product's help. */
async function dump(): Promise<string[]> {
  const columns = await asOwner(`select table_schema as schema, table_name as table, column_name as column
    from information_schema.columns where table_schema in ('public', 'graphile_worker') order by 1, 2, 3`);
  const found: string[] = [];
  for (const { schema, table, column } of columns) {
    const rows = await asOwner(
      `select count(*)::int as n from "${schema}"."${table}" where lower("${column}"::text) ~ $1`,
      [SIGNS.join('|')],
    );
    if (rows[0]?.n > 0) found.push(`${table}.${column}`);
  }
  return found;
}

/** Files of the data folder, but the database's own, that hold a sign of the person. */
function files(): string[] {
  const under = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      if (name === 'postgres' || name === 'database' || name === 'pg') return [];
      if (statSync(path).isDirectory()) return under(path);
      const text = statSync(path).isFile() ? readFileSync(path, 'latin1').toLowerCase() : '';
      return SIGNS.some((sign) => text.includes(sign)) ? [path] : [];
    });
  return under(product.dataDir);
}

const post = async (path: string, body: unknown, headers = {}) => {
  const answer = await self.send('POST', `/api/v1/towns/tannau${path}`, body, headers);
  expect(answer.status, `${path} ${await answer.clone().text()}`).toBe(200);
  return (await answer.json()) as { id: string };
};

beforeAll(async () => {
  product = await openTestInstallation();
  const ask = product.ask;
  const made = await ask('beratung', 'POST', '/towns/tannau/people', {
    name: NAME,
    title: 'Hauptamt',
    email: EMAIL,
  });
  person = String(made.json.id);
  await ask('beratung', 'POST', '/towns/tannau/duties', {
    personId: person,
    role: 'incident_manager',
    note: `macht ${NAME}`,
  });
  const invitation = await ask('admin', 'POST', '/towns/tannau/invitations', {
    login: LOGIN,
    name: NAME,
    functions: ['head_of_it'],
  });
  self = visitor(product.app, '198.51.100.90');
  expect((await self.form(String(invitation.json.path), { password: PASSWORD })).status).toBe(303);
  const week = (await ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0];
  const finding = await post(
    '/findings',
    {
      engagementId: week?.id,
      area: 'operations',
      title: `Nur ${NAME} kennt das`,
      statement: `${NAME} (${EMAIL}) weiß es allein.`,
      severity: 2,
    },
    { 'idempotency-key': 'feststellung-einmal' },
  );
  await post(`/findings/${finding.id}/submission`, {});
  await post(`/findings/${finding.id}/wordings`, {
    statement: `Nur Frau ${NAME} weiß es; Frau Zwirnemann ist oft krank.`,
    reason: 'Name ergänzt',
  });
  await ask('buergermeister', 'POST', `/towns/tannau/findings/${finding.id}/reviews`, {
    answer: 'disagrees',
    comment: `${NAME} sieht das anders.`,
  });
  const open = (await ask('it', 'GET', '/towns/tannau/findings?status=in_review')).json.rows[0];
  if (open) await self.send('POST', `/api/v1/towns/tannau/findings/${open.id}/reviews`, { answer: 'agrees' });
  await self.send('PUT', '/api/v1/towns/tannau/drafts/finding:new', {
    body: JSON.stringify({ title: NAME }),
  });
  await post('/saved-views', { list: 'findings', name: 'von mir', query: `q=${LOGIN}` });
  await post('/tokens', { name: `Auswertung ${NAME}`, scope: 'read' });
  await ask('admin', 'POST', '/towns/tannau/invitations', {
    login: 'jemand',
    name: `Vertretung ${NAME}`,
    functions: ['desk'],
  });
  const all = (await ask('admin', 'GET', '/towns/tannau/members')).json.members as unknown as {
    login: string;
    userId: string;
  }[];
  user = all.find((member) => member.login === LOGIN)?.userId ?? '';
  await sql`select app.learn_words()`.execute(product.installation.ground.db);
  await sql`select app.seal_journal(100000)`.execute(product.installation.ground.db);
});
afterAll(() => product?.close());

const path = (more: string) => `/towns/tannau/privacy/people/user/${user}${more}`;

describe('a person who is everywhere', () => {
  test('is found, and the information names every place the database holds', async () => {
    const found = (await product.ask('admin', 'GET', '/towns/tannau/privacy/people?q=zwirnemann')).json
      .people;
    expect(found).toMatchObject([{ name: `Vertretung ${NAME}` }, { name: NAME }, { name: NAME }]);
    const { json } = await product.ask('admin', 'GET', path('/export'));
    const places = (json.places as unknown as { table: string; column: string }[]).map(
      (p) => `${p.table}.${p.column}`,
    );
    // The account is told apart; the search's own columns repeat the texts they serve.
    const elsewhere = /^(app_user|town_user|search_entry\.(words|title_words)|search_word)/;
    const held = (await dump()).filter((place) => !elsewhere.test(place));
    expect(held.length).toBeGreaterThan(12);
    for (const place of held) expect(places, place).toContain(place);
    expect(json.account).toMatchObject({ login: LOGIN, name: NAME, password: true });
    expect(JSON.stringify(json)).not.toContain('argon2');
    expect((json.rows as unknown as { table: string }[]).map((row) => row.table)).toEqual(
      expect.arrayContaining(['person', 'membership', 'draft', 'saved_view']),
    );
  });

  test('is not asked about by others, nor in another town', async () => {
    for (const who of ['beratung', 'buergermeister', 'rat', 'it'])
      expect((await product.ask(who, 'GET', path('/export'))).status).toBe(403);
    expect((await product.ask(null, 'GET', path('/export'))).status).toBe(401);
    expect(
      (await product.ask('admin', 'GET', `/towns/tannau/privacy/people/user/${crypto.randomUUID()}/traces`))
        .status,
    ).toBe(404);
  });

  test('is not anonymised without the name, during a hold, or by themselves', async () => {
    const act = (name: string) => product.ask('admin', 'POST', path('/anonymisation'), { name });
    expect((await act('Wendelgard')).json).toMatchObject({
      fields: [{ path: 'name', code: 'name_differs' }],
    });
    const hold = (until: string | null, reason: string) =>
      product.ask('admin', 'PUT', '/towns/tannau/privacy/hold', { until, reason });
    expect((await hold('2999-01-01', '')).json).toMatchObject({ code: 'privacy_reason_missing' });
    expect((await hold('2999-01-01', 'Prüfung')).status).toBe(200);
    expect((await act(NAME)).json).toMatchObject({ code: 'privacy_held' });
    expect((await hold(null, '')).status).toBe(200);
    const members = (await product.ask('admin', 'GET', '/towns/tannau/members')).json.members as unknown as {
      login: string;
      userId: string;
      name: string;
    }[];
    const admin = members.find((member) => member.login === 'admin');
    const own = await product.ask(
      'admin',
      'POST',
      `/towns/tannau/privacy/people/user/${admin?.userId}/anonymisation`,
      { name: admin?.name },
    );
    expect(own.json).toMatchObject({ code: 'privacy_own' });
  });

  test('is nowhere afterwards, figures stay, and the journal still proves itself', async () => {
    const figures = async () => {
      const { json } = await product.ask('beratung', 'GET', '/towns/tannau/overview');
      return { ...json, waiting: null };
    };
    const before = await figures();
    const counts = async () => ({
      finding: await asOwner('select count(*)::int as n from finding'),
      review: await asOwner(
        'select answer, count(*)::int as n from finding_review group by answer order by answer',
      ),
      wording: await asOwner('select count(*)::int as n from finding_wording'),
      duty: await asOwner('select role, share_percent from duty order by id'),
      journal: await asOwner('select count(*)::int as n from journal_payload'),
    });
    const counted = await counts();
    const { surname } = (await product.ask('admin', 'GET', path('/traces'))).json;
    expect(surname).toMatchObject({ word: 'Zwirnemann', count: expect.any(Number) });
    const done = await product.ask('admin', 'POST', path('/anonymisation'), { name: NAME, surname: true });
    expect(done.json).toMatchObject({ changed: expect.any(Number) });
    expect(Number(done.json.changed)).toBeGreaterThan(15);
    await sql`select app.learn_words()`.execute(product.installation.ground.db);

    expect(await dump()).toEqual([]);
    expect(files()).toEqual([]);
    expect(await figures()).toEqual(before);
    const after = await counts();
    expect({ ...after, journal: null }).toEqual({ ...counted, journal: null });
    expect(after.journal[0]?.n).toBe(counted.journal[0]?.n + 1);
    const [report] = await verifyJournal(
      product.installation.database.ownerUrl,
      readAnchors(product.dataDir),
    );
    expect(report?.damage).toEqual([]);
    expect(report?.erased).toBeGreaterThan(5);
    expect((await self.send('GET', '/api/v1/session')).status).toBe(401);
    const again = await self.send('POST', '/api/v1/session', { login: LOGIN, password: PASSWORD });
    expect(again.status).toBe(401);
    expect(
      (await product.ask('admin', 'GET', '/towns/tannau/privacy/people?q=zwirnemann')).json.people,
    ).toEqual([]);
  });
});

describe('retention', () => {
  test('ends what its years have passed since, tells it in numbers, and waits during a hold', async () => {
    const { ground } = product.installation;
    const later = { ...ground, clock: { now: () => new Date(Date.now() + 11 * 365.25 * 86_400_000) } };
    const telling = () =>
      asOwner(`select (select count(*)::int from finding_review where reviewer_name <> '') as reviews,
        (select count(*)::int from finding_review) as rows, (select count(*)::int from observation where seen_by <> '') as seen,
        (select count(*)::int from journal_payload) as told, (select count(*)::int from person) as people`);
    // The round also takes the month's figures; they would be told in the journal.
    await asOwner('update measure_indicator set next_review_on = null');
    // And it wakes and closes tickets.
    await asOwner(
      "update ticket set status = 'closed', parked_until = null, solved_at = now(), closed_at = now()",
    );
    const [before] = await telling();
    expect(before?.reviews).toBeGreaterThan(0);
    await asOwner("update town set hold_until = '2999-01-01', hold_reason = 'Prüfung'");
    await nightly(product.dataDir)(later);
    expect((await telling())[0]).toEqual(before);
    await asOwner("update town set hold_until = null, hold_reason = ''");
    await nightly(product.dataDir)(ground);
    expect((await telling())[0]).toEqual(before);
    await nightly(product.dataDir)(later);
    const [after] = await telling();
    expect(after).toMatchObject({ reviews: 0, rows: before?.rows, seen: 0 });
    expect(after?.told).toBeLessThanOrEqual(1);
    expect(after?.people).toBeLessThan(before?.people);
    const { runs, rules } = (await product.ask('admin', 'GET', '/towns/tannau/privacy/retention')).json;
    expect(runs).toMatchObject([{ held: false }, { held: true, removed: [] }]);
    expect((rules as unknown as { due: number }[]).every((rule) => rule.due === 0)).toBe(true);
    const [report] = await verifyJournal(
      product.installation.database.ownerUrl,
      readAnchors(product.dataDir),
    );
    expect(report?.damage).toEqual([]);
  });
});
