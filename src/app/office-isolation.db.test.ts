import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { routeLines } from '#platform/http/api';
import { hashPassword } from '#platform/sign-in/passwords';
import { type Actor, inTown } from '#platform/tx';
import { root } from './installation.ts';
import { routes } from './routes.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

const PASSWORD = 'drei Wörter ohne Zusammenhang';
/**
 * Not about records of a town: the accounts, the own desk, what administrators alone may ask, what ships with the product.
 * Desks are no office's: their members are the border (tickets.db.test.ts).
 */
const NO_RECORDS =
  /\/(measure-library|drafts|saved-views|permissions|tokens|presence|import-kinds|imports|desks|desk-|tickets|requests|request-forms)/;

let product: TestInstallation;
let own: string;
let other: string;
let tables: string[];
/** Rows that belong to the other office. */
const hidden = new Set<string>();
/** Names and titles that only hidden rows bear. */
let titles: string[] = [];

const asOwner = (text: string, values: unknown[] = []) =>
  withClient(
    product.installation.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows,
  );

/** Half of all records of the example town are given to another office, whatever hangs on them with them. */
beforeAll(async () => {
  product = await openTestInstallation();
  const offices = (await product.ask('beratung', 'GET', '/towns/tannau/offices?limit=2')).json.rows;
  [own = '', other = ''] = offices.map((row) => String(row.id));
  const found = await asOwner(`select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'office_id' and not a.attisdropped
    join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'office' order by 1`);
  tables = found.map((row) => String(row.name));
  // The one week stays the whole town's, else nothing below it would be seen at all.
  for (const table of tables.filter((name) => name !== 'engagement')) {
    const rows = await asOwner(
      `update "${table}" set office_id = $1 where abs(hashtext(id::text)) % 2 = 0 returning id`,
      [other],
    );
    for (const row of rows) hidden.add(String(row.id));
  }
  await asOwner('update search_entry set office_id = $1 where record_id = any ($2::uuid[])', [
    other,
    [...hidden],
  ]);
  await asOwner('update journal set office_id = $1 where record_id = any ($2::uuid[])', [other, [...hidden]]);
  await asOwner(
    'update journal_payload p set office_id = $1 from journal j where j.town_id = p.town_id and j.id = p.journal_id and j.office_id = $1',
    [other],
  );
  const words = await asOwner(
    `select table_name as table, column_name as column from information_schema.columns
    where table_name = any ($1) and column_name in ('title', 'name', 'text')`,
    [[...tables, 'office']],
  );
  const named = await asOwner(
    `select word, bool_and(office_id is not distinct from $1) as hidden from (${words
      .map(({ table, column }) => `select ${column} as word, office_id from "${table}"`)
      .join(' union all ')}) w where length(word) > 20 group by word`,
    [other],
  );
  // What a catalogue of the product calls something is nobody's secret.
  const shipped = readFileSync(join(root, 'catalogues/spending/items.yaml'), 'utf8');
  titles = named
    .filter((row) => row.hidden)
    .map((row) => String(row.word))
    .filter((word) => !shipped.includes(word));
  const id = randomUUID();
  await asOwner(
    "insert into app_user (id, login, name, password_hash) values ($1, 'amtsleitung', 'Anna Amt', $2)",
    [id, await hashPassword(PASSWORD)],
  );
  await asOwner(
    "insert into membership (town_id, id, user_id, function, only_office_id) select id, $1, $2, 'head_of_it', $3 from town",
    [randomUUID(), id, own],
  );
  product.passwords.set('amtsleitung', PASSWORD);
});
afterAll(() => product?.close());

const lines = () => routeLines(routes).filter((line) => line.town && !NO_RECORDS.test(line.path));
const ask = (method: string, path: string, body?: unknown) => product.ask('amtsleitung', method, path, body);
/** Hidden rows themselves, and words that stand in hidden rows alone; a visible row may still carry the bare id of one. */
const leaks = (text: string): string[] => [
  ...[...hidden].filter((id) => text.includes(`"id":"${id}"`)),
  ...titles.filter((title) => text.includes(JSON.stringify(title))),
];

/** All ids of a list, page by page; unless said otherwise as somebody for the whole town sees them. */
async function everyId(path: string, user = 'beratung'): Promise<string[]> {
  const ids: string[] = [];
  let next: string | null = null;
  do {
    const cursor: string = next ? `&cursor=${encodeURIComponent(next)}` : '';
    const { json } = await product.ask(user, 'GET', `${path}?limit=200${cursor}`);
    ids.push(...(json?.rows ?? []).map((row) => String(row.id)));
    next = (json?.next as unknown as string | null) ?? null;
  } while (next);
  return ids;
}

test('no reading route names a row of another office, and lists count only what they show', async () => {
  let asked = 0;
  let counted = 0;
  for (const line of lines().filter(({ method, path }) => method === 'GET' && !path.includes('{id}'))) {
    const path = line.path.replace('{town}', 'tannau');
    const query =
      line.name.endsWith('.search') || line.path.endsWith('/privacy/people') ? '?q=Serverraum' : '';
    const { status, json } = await ask('GET', `${path}${query}`);
    expect([200, 403, 404, 422], `${line.name} ${JSON.stringify(json)}`).toContain(status);
    expect(leaks(JSON.stringify(json)), line.name).toEqual([]);
    asked += 1;
    if (status !== 200 || !line.name.endsWith('.list')) continue;
    const all = await everyId(path);
    const seen = await everyId(path, 'amtsleitung');
    expect(json.total, `${line.name} total`).toBe(seen.length);
    expect(
      seen.filter((id) => hidden.has(id) || !all.includes(id)),
      line.name,
    ).toEqual([]);
    // A visible row that hangs on a hidden one may be left out, never the other way round.
    if (all.length > 12 && !path.endsWith('/offices'))
      expect(seen.length, line.name).toBeLessThan(all.length);
    counted += 1;
  }
  console.info(
    `offices: ${asked} reading routes, ${counted} lists counted, ${hidden.size} rows hidden in ${tables.length} tables`,
  );
  expect(asked).toBeGreaterThan(25);
  expect(counted).toBeGreaterThan(10);
  expect(titles.length).toBeGreaterThan(40);
});

test('an id of another office exists on no route: not read, not changed, not removed, not in chain or story', async () => {
  let tried = 0;
  for (const line of lines().filter(({ path }) => path.includes('{id}'))) {
    const list = line.path.split('/{id}')[0] ?? '';
    const ids = list.includes('{kind}')
      ? [...hidden].slice(0, 40)
      : (await everyId(list.replace('{town}', 'tannau'))).filter((id) => hidden.has(id)).slice(0, 2);
    for (const id of ids) {
      const path = line.path.replace('{town}', 'tannau').replace('{id}', id).replace('{kind}', 'finding');
      const body = ['GET', 'DELETE'].includes(line.method) ? undefined : {};
      const { status, json } = await ask(line.method, path, body);
      if (status === 200)
        expect(leaks(JSON.stringify(json)), `${line.name} ${JSON.stringify(json)}`).toEqual([]);
      else expect([403, 404, 409, 422], `${line.name} ${status}`).toContain(status);
      if (line.method !== 'GET') expect(status, line.name).not.toBe(200);
      tried += 1;
    }
  }
  console.info(`offices: ${tried} requests with ids of another office`);
  expect(tried).toBeGreaterThan(100);
});

test('search, suggestions and charts know nothing of them', async () => {
  const entries = await asOwner('select title from search_entry where office_id = $1 order by title', [
    other,
  ]);
  expect(entries.length).toBeGreaterThan(100);
  const shown = new Set(
    (await asOwner('select title from search_entry where office_id is distinct from $1', [other])).map(
      (row) => row.title,
    ),
  );
  for (const { title } of entries.filter((row) => !shown.has(row.title))) {
    const q = encodeURIComponent(String(title).slice(0, 60));
    const hits = (await ask('GET', `/towns/tannau/search?q=${q}&limit=50`)).json.hits as unknown as {
      id: string;
    }[];
    expect(
      hits.filter((hit) => hidden.has(hit.id)),
      String(title),
    ).toEqual([]);
  }
  const sum = async (user: string) => {
    const { json } = await product.ask(user, 'GET', '/towns/tannau/overview');
    return Object.values(json.findings as unknown as Record<string, number>).reduce((a, b) => a + b, 0);
  };
  const visible = await asOwner(
    'select count(*)::int as n from finding where office_id is distinct from $1',
    [other],
  );
  expect(await sum('amtsleitung')).toBe(visible[0]?.n);
  expect(await sum('beratung')).toBeGreaterThan(await sum('amtsleitung'));
});

test('raw SQL under the application role reads and changes none of them, on any table', async () => {
  const actor: Actor = {
    userId: null,
    name: 'x',
    townId: String((await asOwner('select id from town'))[0]?.id),
    townSlug: 'tannau',
    functions: ['head_of_it'],
    offices: [own],
    via: 'job',
    locale: 'de',
  };
  const attempt = (statement: ReturnType<typeof sql>) =>
    inTown(product.installation.ground, actor, async (tx) => {
      const { rows, numAffectedRows } = await statement.execute(tx.db);
      return Number((rows[0] as { n?: number } | undefined)?.n ?? numAffectedRows ?? 0);
    }).catch((error: { code?: string }) => error.code ?? 'failed');
  for (const table of tables) {
    const of = sql`from ${sql.table(table)} where office_id = ${other}`;
    expect([0, '42501'], `select ${table}`).toContain(await attempt(sql`select count(*)::int as n ${of}`));
    expect([0, '42501'], `delete ${table}`).toContain(await attempt(sql`delete ${of}`));
    expect([0, '42501'], `take ${table}`).toContain(
      await attempt(sql`update ${sql.table(table)} set office_id = ${own} where office_id = ${other}`),
    );
  }
  console.info(`offices: ${tables.length} tables, read, delete and take over tried`);
});
