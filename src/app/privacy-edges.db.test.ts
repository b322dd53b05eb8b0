import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runRetention } from '#modules/privacy';
import { withClient } from '#platform/database/roles';
import { recordAt } from '#platform/journal';
import { inTown, jobActor } from '#platform/tx';
import { importTown } from './import/import-town.ts';
import { root } from './installation.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';
import { type Visitor, visitor } from './testing/visitor.ts';

const PASSWORD = 'drei Wörter ohne Zusammenhang';
const folder = mkdtempSync(join(tmpdir(), 'nachbar-'));
let product: TestInstallation;
let week: string;

const asOwner = async (text: string, values: unknown[] = []) =>
  withClient(
    product.installation.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows,
  );
const people = async (path: string, body: object) =>
  String((await product.ask('beratung', 'POST', `/towns/tannau/${path}`, body)).json.id);
const privacy = (kind: string, id: string, more: string, town = 'tannau') =>
  `/towns/${town}/privacy/people/${kind}/${id}/${more}`;
const anonymise = (kind: string, id: string, body: object) =>
  product.ask('admin', 'POST', privacy(kind, id, 'anonymisation'), body);
const userOf = async (login: string) =>
  (await asOwner('select id, name from app_user where login = $1', [login]))[0] as {
    id: string;
    name: string;
  };
const finding = (title: string, statement: string) =>
  people('findings', { engagementId: week, area: 'operations', severity: 2, title, statement });

/** Takes an invitation to a town and signs in with it. */
async function enter(
  town: string,
  login: string,
  name: string,
  address: string,
  known?: Visitor,
): Promise<Visitor> {
  const invited = await product.ask('admin', 'POST', `/towns/${town}/invitations`, {
    login,
    name,
    functions: ['head_of_it'],
  });
  expect(invited.status, JSON.stringify(invited.json)).toBe(200);
  const who = known ?? visitor(product.app, address);
  const answer = await who.form(String(invited.json.path), known ? {} : { password: PASSWORD });
  expect(answer.status, await answer.text()).toBe(303);
  return who;
}

beforeAll(async () => {
  product = await openTestInstallation();
  cpSync(join(root, 'examples/tannau'), folder, { recursive: true });
  const file = join(folder, 'town.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('slug: tannau', 'slug: nachbar'));
  await importTown(product.installation, folder, false);
  // The administrator of Tannau watches over the neighbour too, so that both are reached by the real routes.
  await asOwner(`insert into membership (town_id, id, user_id, function) select t.id, gen_random_uuid(), u.id, 'administrator'
    from town t, app_user u where t.slug = 'nachbar' and u.login = 'admin'`);
  week = String((await product.ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0]?.id);
});
afterAll(async () => {
  await product?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('who is recognised', () => {
  test('a login that is also a word of the product touches no function, duty, role or story of others', async () => {
    const isb = await userOf('isb');
    const words = `select (select count(*)::int from duty where role = 'isb') as duties,
      (select count(*)::int from measure where responsible_role = 'isb') as measures,
      (select count(*)::int from journal_payload where payload like '%"isb"%') as told`;
    const [before] = await asOwner(words);
    expect(before).toMatchObject({ duties: expect.any(Number) });
    expect(before?.measures * before?.told).toBeGreaterThan(0);
    const { places } = (await product.ask('admin', 'GET', privacy('user', isb.id, 'traces'))).json;
    // Besides the function: the own diary of the example town, and that it was kept.
    const tables = new Set((places as unknown as { table: string }[]).map(({ table }) => table));
    expect([...tables].sort()).toEqual(['activity_day', 'activity_entry', 'journal', 'membership']);
    expect((await anonymise('user', isb.id, { name: isb.name })).status).toBe(200);
    expect(await asOwner(words)).toEqual([before]);
  });

  test('every way a name is written is found: turned round, shortened, in capitals, in the genitive, over a line break', async () => {
    const person = await people('people', { name: 'Dr. Xaver Quittenböhm', email: 'x.q@rathaus.example' });
    const id = await finding(
      'Dr. Xaver Quittenböhms Rechner',
      'Quittenböhm, Xaver; XAVER QUITTENBÖHM; X. Quittenböhm; Xaver\nQuittenböhm; Xaver Quittenboehm; x.q@rathaus.example. Quittenböhmstraße bleibt.',
    );
    expect((await anonymise('person', person, { name: 'Dr. Xaver Quittenböhm', surname: true })).status).toBe(
      200,
    );
    expect(await asOwner('select title, statement from finding where id = $1', [id])).toEqual([
      {
        title: 'N. N. Rechner',
        statement: 'N. N.; N. N.; N. N.; N. N.; N. N.; N. N.. Quittenböhmstraße bleibt.',
      },
    ]);
  });

  test('two people of one name are kept apart unless somebody says they are one', async () => {
    const name = 'Kunibert Doppelmeier';
    const one = await people('people', { name, title: 'Bauhof', email: 'one@doppel.example' });
    const other = await people('people', { name, title: 'Standesamt', email: 'other@doppel.example' });
    await people('duties', { personId: other, role: 'isb', note: 'vertritt sich selbst' });
    const text = await finding('Doppelt', `${name} hat den Schlüssel.`);
    const { json } = await product.ask('admin', 'GET', privacy('person', one, 'traces'));
    expect(json.who).toMatchObject([{ id: one }]);
    expect(json.namesakes).toMatchObject([{ id: other }]);
    const cell = `finding.statement:${text}`;
    expect(json.texts).toMatchObject([
      { cell, href: `/t/tannau/feststellungen/${text}`, surname: false },
      { table: 'finding_wording', href: `/t/tannau/feststellungen/${text}`, surname: false },
    ]);
    const asked = await product.ask('admin', 'GET', `${privacy('person', one, 'traces')}?also=${other}`);
    expect(asked.json.namesakes).toEqual([]);
    const stranger = await product.ask(
      'admin',
      'GET',
      `${privacy('person', one, 'traces')}?also=${randomUUID()}`,
    );
    expect(stranger.json).toMatchObject({ fields: [{ path: 'also' }] });
    expect((await anonymise('person', one, { name, kept: [cell] })).status).toBe(200);
    expect(
      await asOwner('select name, title, email from person where id = any ($1) order by title', [
        [one, other],
      ]),
    ).toEqual([
      { name: 'N. N.', title: '', email: '' },
      { name, title: 'Standesamt', email: 'other@doppel.example' },
    ]);
    expect(await asOwner('select note from duty where person_id = $1', [other])).toEqual([
      { note: 'vertritt sich selbst' },
    ]);
    expect(await asOwner('select statement from finding where id = $1', [text])).toEqual([
      { statement: `${name} hat den Schlüssel.` },
    ]);
    const story = await product.ask('admin', 'GET', `/towns/tannau/stories/${other}`);
    expect(JSON.stringify(story.json)).toContain(name);
  });

  test('texts stay where somebody decided so, and only texts may be kept', async () => {
    const name = 'Apollonia Zwetschgenrieder';
    const person = await people('people', { name });
    const kept = await finding('Eine', `${name} wird in der Satzung genannt.`);
    const gone = await finding('Andere', `${name} ist krank.`);
    const refused = await anonymise('person', person, { name, kept: [`membership.function:${kept}`] });
    expect(refused.json).toMatchObject({ fields: [{ path: 'kept' }] });
    expect((await anonymise('person', person, { name, kept: [`finding.statement:${kept}`] })).status).toBe(
      200,
    );
    expect(await asOwner('select id, statement from finding where id = any ($1)', [[kept, gone]])).toEqual(
      expect.arrayContaining([
        { id: kept, statement: `${name} wird in der Satzung genannt.` },
        { id: gone, statement: 'N. N. ist krank.' },
      ]),
    );
    const journal = await asOwner(
      `select p.payload from journal j join journal_payload p using (town_id) where p.journal_id = j.id and j.event = 'person.anonymised' order by j.id desc limit 1`,
    );
    expect(journal[0]?.payload).not.toContain('Apollonia');
    expect(journal[0]?.payload).toContain('"kept":[null,1]');
    // The story agrees with what stands there now, and says what was taken out of it.
    const [town] = await asOwner("select id from town where slug = 'tannau'");
    const then = (id: string) =>
      inTown(product.installation.ground, jobActor({ townId: town?.id, actorId: null }), (tx) =>
        recordAt(tx, id, new Date().toISOString()),
      );
    expect(await then(kept)).toMatchObject({
      row: { statement: `${name} wird in der Satzung genannt.` },
      gone: null,
    });
    expect(await then(gone)).toMatchObject({ row: { statement: 'N. N. ist krank.' }, gone: 'names' });
    const story = await product.ask('admin', 'GET', `/towns/tannau/stories/${gone}`);
    expect(story.json.lines).toMatchObject([{ gone: 'names' }]);
    await asOwner(
      `delete from journal_payload p using journal j where j.town_id = p.town_id and j.id = p.journal_id and j.record_id = '${gone}'`,
    );
    expect(await then(gone)).toMatchObject({ gone: 'all' });
  });
});

describe('what waits in the background', () => {
  test('names nobody who was anonymised, and the export tells of it', async () => {
    const name = 'Notburga Warteschlange';
    const person = await people('people', { name });
    const [town] = await asOwner("select id from town where slug = 'tannau'");
    await inTown(product.installation.ground, jobActor({ townId: town?.id, actorId: null }), async (tx) => {
      await sql`select app.enqueue('never_taken', ${JSON.stringify({ text: name })}::json, now() + interval '1 day')`.execute(
        tx.db,
      );
    });
    const { places } = (await product.ask('admin', 'GET', privacy('person', person, 'traces'))).json;
    expect(places).toEqual(expect.arrayContaining([expect.objectContaining({ table: 'job', count: 1 })]));
    expect((await anonymise('person', person, { name })).status).toBe(200);
    expect(
      await asOwner(
        `select payload -> 'input' as input from graphile_worker._private_jobs where payload::text ~ 'N. N.'`,
      ),
    ).toEqual([{ input: { text: 'N. N.' } }]);
  });
});

describe('towns', () => {
  test('an account of two towns is let go by each; a namesake of the neighbour is never touched', async () => {
    const name = 'Leokadia Birnstengel';
    const self = await enter('tannau', 'birnstengel', name, '198.51.100.70');
    await enter('nachbar', 'birnstengel', name, '198.51.100.70', self);
    const { id } = await userOf('birnstengel');
    const there = await product.ask('admin', 'POST', '/towns/nachbar/people', { name, title: 'Kasse' });
    expect(there.status).toBe(200);
    const neighbour = async () =>
      asOwner(
        `select (select json_agg(p.name || p.title) from person p where p.town_id = t.id and p.name = $1) as people,
          (select json_agg(payload order by journal_id) from journal_payload where town_id = t.id) as told,
          (select count(*)::int from membership m where m.town_id = t.id and m.user_id = $2) as functions from town t where t.slug = 'nachbar'`,
        [name, id],
      );
    const before = await neighbour();
    expect((await anonymise('user', id, { name })).status).toBe(200);
    expect(await neighbour()).toEqual(before);
    expect(await userOf('birnstengel')).toMatchObject({ name });
    expect((await self.send('GET', '/api/v1/towns/tannau/findings')).status).toBe(404);
    expect((await self.send('GET', '/api/v1/towns/nachbar/findings')).status).toBe(200);
    // The second town lets go, and with it the account ends.
    const last = await product.ask('admin', 'POST', privacy('user', id, 'anonymisation', 'nachbar'), {
      name,
    });
    expect(last.status).toBe(200);
    expect((await self.send('GET', '/api/v1/session')).status).toBe(401);
    expect(await asOwner('select name, email, password_hash from app_user where id = $1', [id])).toEqual([
      { name: 'N. N.', email: '', password_hash: null },
    ]);
    expect(await asOwner('select 1 from session where user_id = $1', [id])).toEqual([]);
  });

  test('who lost the function long ago is still found and let go', async () => {
    const name = 'Ferdinand Ehemalig';
    const self = await enter('tannau', 'ehemalig', name, '198.51.100.71');
    const { id } = await userOf('ehemalig');
    const made = await self.send('POST', '/api/v1/towns/tannau/items', { kind: 'client', name: 'Gerät' });
    expect(made.status).toBe(200);
    const item = String(((await made.json()) as { id: string }).id);
    const attached = await product.app.request(
      `/api/v1/towns/tannau/items/${item}/files?name=${encodeURIComponent(`Zeugnis ${name}.txt`)}`,
      {
        method: 'POST',
        headers: {
          'sec-fetch-site': 'same-origin',
          'content-type': 'text/plain',
          cookie: [...self.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
        },
        body: 'Ein Zeugnis ohne Namen.',
      },
    );
    expect(attached.status, await attached.clone().text()).toBe(201);
    await asOwner('delete from membership where user_id = $1', [id]);
    const found = (await product.ask('admin', 'GET', '/towns/tannau/privacy/people?q=ehemalig')).json.people;
    expect(found).toMatchObject([{ kind: 'user', id }]);
    const elsewhere = (await product.ask('admin', 'GET', '/towns/nachbar/privacy/people?q=ehemalig')).json
      .people;
    expect(elsewhere).toEqual([]);
    expect((await anonymise('user', id, { name })).status).toBe(200);
    expect(await asOwner('select name from app_user where id = $1', [id])).toEqual([{ name: 'N. N.' }]);
    expect(await asOwner("select 1 from journal_payload where payload ~ 'Ehemalig'")).toEqual([]);
    expect(
      await asOwner('select name, added_by, added_by_user_id from file where record_id = $1', [item]),
    ).toEqual([{ name: 'Zeugnis N. N..txt', added_by: 'N. N.', added_by_user_id: null }]);
  });

  test('an open invitation is found, and its link leads nowhere afterwards', async () => {
    const invited = await product.ask('admin', 'POST', '/towns/tannau/invitations', {
      login: 'noch-nicht-da',
      name: 'Isidor Nochnicht',
      functions: ['council'],
    });
    const [found] = (await product.ask('admin', 'GET', '/towns/tannau/privacy/people?q=nochnicht')).json
      .people as unknown as { kind: string; id: string }[];
    expect(found?.kind).toBe('invitation');
    expect((await anonymise('invitation', found?.id ?? '', { name: 'Isidor Nochnicht' })).status).toBe(200);
    expect((await visitor(product.app, '198.51.100.72').send('GET', String(invited.json.path))).status).toBe(
      404,
    );
    expect(await asOwner("select 1 from journal_payload where payload ~* 'nochnicht|noch-nicht-da'")).toEqual(
      [],
    );
  });
});

test('the data protection officer may, and nobody below', async () => {
  const self = visitor(product.app, '198.51.100.73');
  const invited = await product.ask('admin', 'POST', '/towns/tannau/invitations', {
    login: 'schutz',
    name: 'Schutz Beauftragt',
    functions: ['dsb'],
  });
  expect((await self.form(String(invited.json.path), { password: PASSWORD })).status).toBe(303);
  const name = 'Gundula Betroffen';
  const person = await people('people', { name });
  const path = `/api/v1${privacy('person', person, 'anonymisation')}`;
  const { id } = await userOf('schutz');
  const own = await self.send('POST', `/api/v1${privacy('user', id, 'anonymisation')}`, {
    name: 'Schutz Beauftragt',
  });
  expect(await own.json()).toMatchObject({ code: 'privacy_own' });
  const admin = await userOf('admin');
  const last = await self.send('POST', `/api/v1${privacy('user', admin.id, 'anonymisation')}`, {
    name: admin.name,
  });
  expect(await last.json()).toMatchObject({ code: 'last_administrator' });
  for (const who of ['beratung', 'it', 'rat'])
    expect((await product.ask(who, 'POST', path.slice('/api/v1'.length), { name })).status).toBe(403);
  const bad = await self.send('POST', path, { name: '', kept: ['nirgends'] });
  expect(bad.status).toBe(422);
  expect(((await bad.json()) as { fields: { path: string }[] }).fields.map((f) => f.path)).toEqual(
    expect.arrayContaining(['name', 'kept.0']),
  );
  expect((await self.send('POST', path, { name })).status).toBe(200);
  expect(await asOwner('select name from person where id = $1', [person])).toEqual([{ name: 'N. N.' }]);
});

describe('the command line', () => {
  const run = async (...args: string[]) => {
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(root, 'src/app/cli.ts'), 'privacy', ...args],
        {
          env: {
            ...process.env,
            DATABASE_URL: '',
            SOLLSTAND_DATA: product.dataDir,
            SOLLSTAND_LOG: 'error',
            NODE_NO_WARNINGS: '1',
          },
        },
      );
      return { code: 0, text: stdout };
    } catch (error) {
      const { code, stderr } = error as { code: number; stderr: string };
      return { code, text: stderr };
    }
  };
  test('exports, shows beforehand, anonymises, and counts what is due', { timeout: 60_000 }, async () => {
    const name = 'Balduin Kommandozeile';
    const id = await people('people', { name, email: 'balduin@zeile.example' });
    await people('people', { name: 'Balduin Anders' });
    const text = await finding('Über ihn', `${name} fehlt.`);
    expect(await run('export', '--town', 'tannau', '--person', 'Balduin')).toMatchObject({
      code: 2,
      text: expect.stringContaining(`person.${id}`),
    });
    const file = join(folder, 'auskunft.json');
    expect((await run('export', '--town', 'tannau', '--person', name, '--out', file)).code).toBe(0);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ who: [{ id, name }] });
    const dry = await run('anonymise', '--town', 'tannau', '--person', name, '--dry-run', '--json');
    expect(JSON.parse(dry.text).texts).toMatchObject([
      { cell: `finding.statement:${text}` },
      { table: 'finding_wording' },
    ]);
    expect(await asOwner('select name from person where id = $1', [id])).toEqual([{ name }]);
    expect(
      await run('anonymise', '--town', 'tannau', '--person', name, '--confirm', 'Balduin'),
    ).toMatchObject({
      code: 2,
      text: expect.stringContaining('Das ist nicht der Name'),
    });
    const done = await run('anonymise', '--town', 'tannau', '--person', name, '--confirm', name, '--json');
    expect(JSON.parse(done.text).changed).toBeGreaterThan(3);
    expect(await asOwner("select 1 from finding where statement ~ 'Balduin'")).toEqual([]);
    const due = await run('retention', '--town', 'tannau', '--dry-run', '--json');
    expect(JSON.parse(due.text)).toEqual({ holdUntil: null, dryRun: true, ended: [] });
    expect((await run('retention', '--town', 'nirgends')).code).toBe(2);
    expect((await run('vergessen', '--town', 'tannau')).code).toBe(2);
  });
});

test('retention waits for the end of the week a record belongs to', async () => {
  const { ground } = product.installation;
  const [town] = await asOwner("select id from town where slug = 'nachbar'");
  const later = (years: number) => ({
    ...ground,
    clock: { now: () => new Date(Date.now() + years * 365.25 * 86_400_000) },
  });
  const run = (years: number) =>
    inTown(later(years), jobActor({ townId: town?.id, actorId: null }), (tx) => runRetention(tx));
  const told = async () =>
    (
      await asOwner(
        `select (select count(*)::int from observation where town_id = '${town?.id}' and seen_by <> '') as seen,
          (select count(*)::int from finding_wording where town_id = '${town?.id}' and by_name <> '') as worded`,
      )
    )[0];
  const before = await told();
  expect(before?.seen * before?.worded).toBeGreaterThan(0);
  await asOwner(
    `update engagement set ends_on = current_date + interval '2 years' where town_id = '${town?.id}'`,
  );
  // Names of who was interviewed are kept two years after the week, what was seen and worded five.
  expect((await run(6)).map(({ table }) => table)).toContain('respondent');
  expect(await told()).toEqual(before);
  const ended = await run(8);
  expect(ended.map(({ table }) => table)).toEqual(expect.arrayContaining(['observation', 'finding_wording']));
  expect(await told()).toEqual({ seen: 0, worded: 0 });
  expect(
    await asOwner(`select count(*)::int as n from respondent where town_id = '${town?.id}' and name <> ''`),
  ).toEqual([{ n: 0 }]);
  expect(JSON.stringify(await asOwner('select removed from retention_run'))).not.toMatch(/[A-ZÄÖÜ]/);
});
