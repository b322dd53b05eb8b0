import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routeLines } from '#platform/http/api';
import { routes } from './routes.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const deep = JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`);

/** What no field expects; a field that takes one of them keeps it as it is. */
const BAD: readonly unknown[] = [
  null,
  '',
  ' ',
  'x'.repeat(100_000),
  'a\u0000b',
  '\ud800',
  '<script>alert(1)</script>',
  '=1+1',
  '2026-02-31',
  'constructor',
  '9999-12-31',
  '0000-00-00',
  '2026-13',
  -1,
  0.5,
  2 ** 53,
  1e308,
  true,
  [],
  {},
  deep,
  [randomUUID(), randomUUID()],
  randomUUID(),
];

/** All values for the fields of a new record; a third by turns where the same fields are changed or asked for again. */
const someOf = (method: string, at: number): readonly unknown[] =>
  method === 'PATCH' || method === 'GET' ? BAD.filter((_value, n) => n % 3 === at % 3) : BAD;

const lines = routeLines(routes).filter(({ town }) => town);
const listOf = (path: string) => path.replace('/towns/{town}', '').split('/{')[0] ?? '';
const records = new Map<string, Record<string, unknown>>();

/** A record of the list a route belongs to, as it is read. */
async function recordOf(path: string): Promise<Record<string, unknown>> {
  const list = listOf(path);
  const known = records.get(list);
  if (known) return known;
  const { json } = await product.ask('beratung', 'GET', `/towns/tannau${list}?limit=1`);
  const row = (json?.rows?.[0] ?? {}) as Record<string, unknown>;
  records.set(list, row);
  return row;
}

interface Procedure {
  '~orpc': { inputSchema?: { shape?: object } };
}

/** What a route takes beside its path, as its contract says. */
function fieldsOf(name: string): string[] {
  const part = name
    .split('.')
    .reduce((at, key) => (at as Record<string, unknown>)[key], routes as unknown) as Procedure;
  const path = lines.find((line) => line.name === name)?.path ?? '';
  return Object.keys(part['~orpc'].inputSchema?.shape ?? {}).filter((key) => !path.includes(`{${key}}`));
}

const pathOf = (path: string, row: Record<string, unknown>) =>
  path
    .replace('{town}', 'tannau')
    .replace('{id}', String(row.id ?? randomUUID()))
    .replace('{kind}', 'finding')
    .replace(/\{\w+\}/g, () => randomUUID());

describe('input that nobody should send', () => {
  test('is refused or kept as it is on every route that changes something, never a fault of ours', async () => {
    const broken: string[] = [];
    let tried = 0;
    const send = async (line: (typeof lines)[number], path: string, body: unknown, what: string) => {
      tried++;
      const headers = { 'if-match': '"1"', 'idempotency-key': randomUUID() };
      const user = line.path.includes('invitations') ? 'admin' : 'beratung';
      const { status } = await product.ask(user, line.method, path, body, headers);
      const list = body === null || typeof body !== 'object' || Array.isArray(body);
      if (status >= 500 || (list && status < 400))
        broken.push(`${line.method} ${line.path} ${what}: ${status}`);
    };
    for (const line of lines.filter(({ method }) => method !== 'GET' && method !== 'DELETE')) {
      const row = await recordOf(line.path);
      const path = pathOf(line.path, row);
      for (const body of BAD) await send(line, path, body, `body ${shown(body)}`);
      for (const [at, field] of fieldsOf(line.name).entries())
        for (const value of someOf(line.method, at)) {
          const body = line.method === 'PATCH' ? { [field]: value } : { ...row, [field]: value };
          await send(line, path, body, `${field} = ${shown(value)}`);
        }
    }
    console.info(`bad input: ${tried} bodies`);
    expect(tried).toBeGreaterThan(5_000);
    expect(broken).toEqual([]);
  }, 300_000);

  test('is refused in the address of every route that reads', async () => {
    const broken: string[] = [];
    let tried = 0;
    // The report takes no parameter, and setting it a few hundred times tells nothing more.
    for (const line of lines.filter(({ method, name }) => method === 'GET' && name !== 'reports.results')) {
      const path = pathOf(line.path, await recordOf(line.path));
      for (const [at, name] of [...fieldsOf(line.name), 'unknown'].entries())
        for (const value of someOf(line.method, at)) {
          const text =
            typeof value === 'string' ? value.slice(0, 12_000).replace('\ud800', '\ufffd') : shown(value);
          tried++;
          const { status } = await product.ask(
            'beratung',
            'GET',
            `${path}?${name}=${encodeURIComponent(text)}`,
          );
          if (status >= 500) broken.push(`${line.path} ${name} = ${shown(value)}: ${status}`);
        }
      for (const id of ['0', '../../etc/passwd', '%00', "' or 1=1 --"]) {
        tried++;
        const asked = line.path.replace('{town}', 'tannau').replace(/\{\w+\}/g, encodeURIComponent(id));
        const { status } = await product.ask('beratung', 'GET', asked);
        if (status >= 500) broken.push(`${line.path} id ${id}: ${status}`);
      }
    }
    console.info(`bad input: ${tried} addresses`);
    expect(tried).toBeGreaterThan(3_000);
    expect(broken).toEqual([]);
  }, 300_000);

  test('is refused as an order nobody offers, or as a place in another one', async () => {
    const ask = (query: Record<string, string>, list = 'findings') =>
      product.ask(
        'beratung',
        'GET',
        `/towns/tannau/${list}?${new URLSearchParams({ limit: '2', ...query })}`,
      );
    for (const sort of ['constructor', '-toString', '__proto__', 'hasOwnProperty', '--number', '-'])
      expect([sort, (await ask({ sort })).json]).toMatchObject([sort, { fields: [{ path: 'sort' }] }]);
    const byTitle = String((await ask({ sort: 'title' })).json.next);
    expect((await ask({ sort: 'title', cursor: byTitle })).status).toBe(200);
    const cursors = (keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');
    const id = randomUUID();
    for (const [sort, cursor] of [
      ['number', byTitle],
      ['-title', byTitle],
      ['title', 'x'],
      ['title', cursors(['title', { a: 1 }, id])],
      ['title', cursors(['title', 'A', '-'.repeat(36)])],
      ['title', cursors(['title', 'A'])],
      ['title', cursors(['title', ['A'], [id]])],
    ] as const)
      expect([cursor, (await ask({ sort, cursor })).json]).toMatchObject([
        cursor,
        { code: 'invalid_input', fields: [{ path: 'cursor' }] },
      ]);
    // The right shape with a value that the order cannot have.
    for (const [sort, key] of [
      ['number', 'abc'],
      ['number', 1e300],
      ['updatedAt', 'gestern'],
      ['title', 'a\u0000b'],
    ])
      expect((await ask({ sort: String(sort), cursor: cursors([sort, key, id]) })).status).toBe(422);
  });

  test('is not what a list itself hands out, however long its titles are', async () => {
    for (let n = 0; n < 2; n++) {
      const name = `${'ÜÄÖ'.repeat(60)}${n}`;
      expect((await product.ask('beratung', 'POST', '/towns/tannau/sites', { name })).status).toBe(200);
    }
    const path = '/towns/tannau/sites?sort=-name&limit=1';
    const { next } = (await product.ask('beratung', 'GET', path)).json;
    const second = await product.ask('beratung', 'GET', `${path}&cursor=${next}`);
    expect([second.status, second.json.rows.length]).toEqual([200, 1]);
  });

  test.each([
    ['cut off', '{"title": "ab', 'application/json'],
    ['no JSON', 'title=ab', 'application/json'],
    ['half of an emoji', '{"note":"\\ud83d"}', 'application/json'],
    ['another type', 'title=ab', 'application/x-www-form-urlencoded'],
    ['another encoding', Buffer.from('{"title":"Straße"}', 'latin1'), 'application/json'],
    [
      'XML',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
      'text/xml',
    ],
  ])('a body that is %s is refused in words', async (_, body, type) => {
    const { json } = await product.ask('beratung', 'GET', '/towns/tannau/sites?limit=1');
    const signedIn = await product.app.request('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'beratung', password: product.passwords.get('beratung') }),
    });
    const answer = await product.app.request(`/api/v1/towns/tannau/sites/${json.rows[0]?.id}`, {
      method: 'PATCH',
      headers: {
        cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '',
        'sec-fetch-site': 'same-origin',
        'content-type': type,
        'if-match': '"1"',
      },
      body,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await answer.json()).text).toMatch(/[a-z]/);
  });
});

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 30)}… (${text.length})` : text;
}
