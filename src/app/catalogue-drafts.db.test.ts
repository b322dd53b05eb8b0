import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

const PUBLISHED = new URL('../../../shared/data/oscal/bsi/', import.meta.url).pathname;
const NO_PUBLISHED = !existsSync(PUBLISHED);
if (NO_PUBLISHED) console.warn('Published OSCAL files are not there; their tests are skipped.');

// biome-ignore lint/suspicious/noExplicitAny: answers of many routes, looked at field by field
type Json = any;
let product: TestInstallation;
let cookie = '';
beforeAll(async () => {
  product = await openTestInstallation();
  const answer = await product.app.request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'beratung', password: product.passwords.get('beratung') }),
  });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(() => product?.close());

const T = '/towns/tannau';
async function send(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; json: Json }> {
  const answer = await product.app.request(`/api/v1${T}${path}`, {
    method,
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, json: await answer.json() };
}
const get = async (path: string): Promise<Json> => (await send('GET', path)).json;
const patch = (path: string, version: number, body: object) =>
  send('PATCH', path, body, { 'if-match': `"${version}"` });
const download = (query: string) =>
  product.app.request(`/api/v1${T}/catalogue-files?${query}`, { headers: { cookie } });
async function upload(files: { name: string; bytes: Uint8Array | string }[], query = ''): Promise<Json> {
  const body = new FormData();
  for (const { name, bytes } of files) body.append('files', new File([bytes as BlobPart], name));
  const answer = await product.app.request(`/api/v1${T}/catalogue-files${query}`, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    body,
  });
  return answer.json();
}
const begin = async (title: string): Promise<string> =>
  (await send('POST', '/catalogue-drafts', { title, edition: '1', source: 'Stadt', licence: '' })).json.id;
const add = async (draft: string, row: object): Promise<Json> =>
  (await send('POST', `/catalogue-drafts/${draft}/rows`, row)).json;
const finish = async (draft: string, edition: string) => {
  const { last, seen } = await get(`/catalogue-drafts/${draft}/check`);
  return send('POST', `/catalogue-drafts/${draft}/versions`, { edition, last, seen });
};
const order = async (draft: string, heading?: string) =>
  (await get(`/catalogue-drafts/${draft}/rows${heading ? `?heading=${heading}` : ''}`)).rows.map(
    ({ code, depth }: Json) => `${'-'.repeat(depth)}${code}`,
  );
const fields = (answer: { json: Json }) =>
  (answer.json.fields ?? []).map(({ path, code }: Json) => `${path} ${code}`);

/** Two headings, three requirements. */
async function small(title: string) {
  const id = await begin(title);
  const one = await add(id, { kind: 'heading', code: '1', title: 'Konten' });
  const two = await add(id, { kind: 'heading', code: '2', title: 'Rechte', headingId: one.id });
  const text = { kind: 'requirement', statement: 'Jede Person MUSS ein Konto haben.', modal: 'MUST' };
  const rows: Json[] = [];
  for (const code of ['1.1', '1.2', '1.3'])
    rows.push(await add(id, { ...text, code, title: `Titel ${code}`, headingId: one.id }));
  return { id, one, two, rows };
}

describe('a catalogue written in the browser', () => {
  test('begins empty, is written row by row and moved; whoever may not change catalogues sees nothing of it', async () => {
    const { id, one, two, rows } = await small('Hausregeln');
    const at = `/catalogue-drafts/${id}`;
    expect(await get(at)).toMatchObject({
      title: 'Hausregeln',
      requirements: 3,
      loose: 0,
      lastSeq: null,
      headings: [
        { code: '1', parentId: null, requirements: 3 },
        { code: '2', parentId: one.id, requirements: 0 },
      ],
    });
    expect(await order(id, one.id)).toEqual(['1.1', '1.2', '1.3']);
    await send('POST', `/catalogue-draft-rows/${rows[2].id}/steps`, { way: 'up' });
    await send('POST', `/catalogue-draft-rows/${rows[0].id}/steps`, { way: 'up' });
    expect(await order(id, one.id)).toEqual(['1.1', '1.3', '1.2']);
    await send('POST', `/catalogue-draft-rows/${rows[2].id}/places`, { headingId: two.id });
    await send('POST', `/catalogue-draft-rows/${rows[0].id}/places`, { headingId: null });
    expect([await order(id, one.id), await order(id, two.id), await order(id)]).toEqual([
      ['1.2'],
      ['1.3'],
      ['1.1'],
    ]);
    const inside = await send('POST', `/catalogue-draft-rows/${one.id}/places`, { headingId: two.id });
    expect([inside.status, fields(inside)]).toEqual([422, ['headingId catalogue_below_itself']]);
    for (const path of ['/catalogue-drafts', at, `${at}/check`, `${at}/rows`])
      expect((await product.ask('rat', 'GET', `${T}${path}`)).status).toBe(403);
    expect((await product.app.request(`/api/v1${T}${at}`)).status).toBe(401);
    const listed = (await get('/catalogue-drafts')).rows;
    expect(listed).toMatchObject([{ id, title: 'Hausregeln', requirements: 3, catalogueId: null }]);
    // What stands below is counted before it goes: nobody removes what somebody else has just added.
    expect((await get(`/catalogue-draft-rows/${one.id}`)).below).toBe(3);
    expect(await send('DELETE', `/catalogue-draft-rows/${one.id}`, { below: 2 })).toMatchObject({
      status: 409,
      json: { code: 'catalogue_draft_below' },
    });
    expect((await send('DELETE', `/catalogue-draft-rows/${one.id}`, { below: 3 })).status).toBe(200);
    expect(await get(at)).toMatchObject({ requirements: 1, headings: [] });
    const told = (await get(`/stories/${rows[2].id}`)).lines;
    expect(told.length).toBeGreaterThan(1);
    expect((await send('DELETE', at)).status).toBe(200);
    expect((await send('GET', at)).status).toBe(404);
  });

  test('bad input is refused at its field, two people do not overwrite each other', async () => {
    const { id, rows } = await small('Mit Fehlern');
    const bad = await send('POST', `/catalogue-drafts/${id}/rows`, {
      kind: 'requirement',
      code: ' ',
      title: 'x'.repeat(501),
      statement: 'a\u0001b',
      guidance: 'x'.repeat(30_001),
      modal: 'MUSS',
    });
    expect([bad.status, fields(bad)]).toEqual([
      422,
      ['code required', 'title too_long', 'statement not_allowed', 'guidance too_long', 'modal not_allowed'],
    ]);
    const again = await send('POST', `/catalogue-drafts/${id}/rows`, {
      kind: 'requirement',
      code: ' 1.1 ',
      title: 'Noch einmal',
    });
    expect([again.status, fields(again)]).toEqual([409, ['code duplicate']]);
    const cased = { kind: 'requirement', title: 'Groß und klein' };
    expect((await send('POST', `/catalogue-drafts/${id}/rows`, { ...cased, code: 'DUP' })).status).toBe(200);
    const lower = await send('POST', `/catalogue-drafts/${id}/rows`, { ...cased, code: 'dup' });
    expect([lower.status, fields(lower)]).toEqual([409, ['code catalogue_code_taken']]);
    const recased = await patch(`/catalogue-draft-rows/${rows[1].id}`, 1, { code: 'Dup' });
    expect([recased.status, fields(recased)]).toEqual([409, ['code catalogue_code_taken']]);
    const renumbered = await patch(`/catalogue-draft-rows/${rows[1].id}`, 1, { code: '1.1' });
    expect([renumbered.status, fields(renumbered)]).toEqual([409, ['code duplicate']]);
    const both = await Promise.all(
      ['Eins', 'Zwei'].map((title) => patch(`/catalogue-draft-rows/${rows[0].id}`, 1, { title })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await send('PATCH', `/catalogue-draft-rows/${rows[0].id}`, { title: 'Ohne' })).json.code).toBe(
      'version_missing',
    );
    // A neighbour that gives way keeps its version: whoever writes there is not disturbed.
    await send('POST', `/catalogue-draft-rows/${rows[2].id}/steps`, { way: 'up' });
    expect((await patch(`/catalogue-draft-rows/${rows[1].id}`, 1, { title: 'Geht' })).status).toBe(200);
    const other = await begin('Ein anderer');
    const foreign = await add(other, { kind: 'heading', code: '9', title: 'Fremd' });
    for (const headingId of [foreign.id, rows[0].id, crypto.randomUUID()]) {
      const placed = await send('POST', `/catalogue-draft-rows/${rows[1].id}/places`, { headingId });
      expect([placed.status, fields(placed)]).toEqual([422, ['headingId unknown_reference']]);
    }
    const head = { title: 'Mit Fehlern', edition: 'x'.repeat(101), source: '', licence: '' };
    expect(fields(await send('POST', '/catalogue-drafts', head))).toEqual(['edition too_long']);
    const free = await patch(`/catalogue-drafts/${id}`, 1, { title: '  Mit   Fehlern ', source: 'Amt' });
    expect(free.json).toMatchObject({ title: 'Mit Fehlern', source: 'Amt', edition: '1' });
    expect((await send('POST', `/catalogues/${id}/drafts`)).status).toBe(404);
    await send('DELETE', `/catalogue-drafts/${id}`);
    expect((await patch(`/catalogue-draft-rows/${rows[1].id}`, 2, { title: 'Zu spät' })).status).toBe(404);
  });

  test('is checked, finished once, and goes out as OSCAL and workbook that are read back the same', async () => {
    const { id, two } = await small('Zum Abschließen');
    const day = await add(id, { kind: 'requirement', code: '2026-05-01', title: 'Tag', headingId: two.id });
    const checked = await get(`/catalogue-drafts/${id}/check`);
    expect(checked).toMatchObject({
      faultTotal: 1,
      changes: null,
      last: 0,
      faults: [{ row: { id: day.id, code: '2026-05-01' }, field: 'code' }],
    });
    expect(await finish(id, '1')).toMatchObject({ status: 409, json: { code: 'catalogue_draft_faults' } });
    const { seen, last } = checked;
    await patch(`/catalogue-draft-rows/${day.id}`, 1, { code: '2.1', evidence: 'Liste' });
    const old = { edition: '1', last, seen };
    expect((await send('POST', `/catalogue-drafts/${id}/versions`, old)).json.code).toBe(
      'catalogue_draft_changed',
    );
    expect(fields(await finish(id, ' '))).toEqual(['edition required']);
    const both = await Promise.all([finish(id, '1'), finish(id, '1')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
    const made = both.find(({ status }) => status === 200)?.json;
    expect(made).toMatchObject({ seq: 1, controls: 4 });
    const shown = await get(`/catalogues/${made.id}`);
    expect(shown).toMatchObject({ title: 'Zum Abschließen', source: 'Stadt', controls: 4 });
    expect(shown.versions).toHaveLength(1);
    expect(await send('POST', '/catalogue-drafts', { title: 'Zum Abschließen' })).toMatchObject({
      status: 422,
      json: { fields: [{ path: 'title', code: 'catalogue_title_taken' }] },
    });
    const oscal = Buffer.from(await (await download(`catalogue=${made.id}&as=oscal`)).arrayBuffer());
    const book = Buffer.from(await (await download(`catalogue=${made.id}&as=xlsx`)).arrayBuffer());
    for (const file of [
      { name: 'zurueck.json', bytes: oscal },
      { name: 'zurueck.xlsx', bytes: book },
    ]) {
      const back = await upload([file], `?catalogue=${made.id}`);
      expect(back).toMatchObject({ controls: 4, remarks: [] });
      const changes = await get(`/catalogues/${made.id}/changes?from=1&to=${back.seq}`);
      expect(changes).toEqual({ same: 4, added: [], removed: [], changed: [] });
      const again = await get(`/catalogues/${made.id}`);
      expect(again.headings).toEqual(shown.headings);
    }
  });

  test('the next version begins as a copy, keeps what nobody touches, and answers where the wording is the same', async () => {
    const first = await upload([{ name: 'fremd.json', bytes: foreign('7') }]);
    const at = `/catalogues/${first.id}`;
    for (const code of ['a-1', 'a-2', 'a-3']) await send('POST', `${at}/answers`, { code, state: 'yes' });
    const begun = await Promise.all([1, 2].map(() => send('POST', `${at}/drafts`)));
    expect(begun.map(({ status }) => status).sort()).toEqual([200, 409]);
    const draft = begun.find(({ status }) => status === 200)?.json.id;
    expect(await finish(draft, '8')).toMatchObject({ status: 409, json: { code: 'catalogue_draft_same' } });
    const { headings } = await get(`/catalogue-drafts/${draft}`);
    const { rows } = await get(`/catalogue-drafts/${draft}/rows?heading=${headings[0].id}`);
    expect(rows.map(({ code, was, rich }: Json) => [code, was, rich])).toEqual([
      ['a-1', 'a-1', 'statement'],
      ['a-2', 'a-2', ''],
      ['a-3', 'a-3', ''],
    ]);
    await patch(`/catalogue-draft-rows/${rows[1].id}`, 1, { statement: 'Neu gefasst.' });
    await patch(`/catalogue-draft-rows/${rows[2].id}`, 1, { code: 'a-9' });
    const checked = await get(`/catalogue-drafts/${draft}/check`);
    expect(checked).toMatchObject({
      faultTotal: 0,
      renumbered: [{ before: 'a-3', after: 'a-9', answered: true }],
      flattened: [],
      changes: {
        same: 1,
        added: [{ code: 'a-9' }],
        removed: [{ code: 'a-3' }],
        changed: [
          { code: 'a-2', before: 'Titel a-2\nText.', after: 'Titel a-2\nNeu gefasst.', answered: true },
        ],
      },
    });
    expect(fields(await finish(draft, '7'))).toEqual(['edition duplicate']);
    expect((await finish(draft, '8')).json).toMatchObject({ id: first.id, seq: 2, controls: 3 });
    expect(await get(at)).toMatchObject({ answered: 1, changed: 1, controls: 3 });
    const oscal = (await (await download(`catalogue=${first.id}&as=oscal`)).json()) as Json;
    const [given] = JSON.parse(foreign('7')).catalog.groups;
    const [got] = oscal.catalog.groups;
    expect(got.controls[0]).toEqual(given.controls[0]);
    expect(got['x-own']).toEqual({ deep: [1] });
    expect(oscal.catalog.metadata).toMatchObject({ version: '8', remarks: 'bleibt' });
    // Something newer came in while it was written: it is said, and compared with that.
    const next = (await send('POST', `${at}/drafts`)).json.id;
    const seenBefore = await get(`/catalogue-drafts/${next}/check`);
    await upload([{ name: 'neuer.json', bytes: foreign('9') }], `?catalogue=${first.id}`);
    const late = { edition: '10', last: seenBefore.last, seen: seenBefore.seen };
    expect((await send('POST', `/catalogue-drafts/${next}/versions`, late)).json.code).toBe(
      'catalogue_draft_newer',
    );
    expect(await get(`/catalogue-drafts/${next}`)).toMatchObject({ baseSeq: 2, lastSeq: 3 });
    expect((await get(`/catalogue-drafts/${next}/check`)).changes.removed).toEqual([
      { code: 'a-3', title: 'Titel a-3' },
    ]);
    expect((await send('DELETE', at)).status).toBe(200);
    expect((await send('GET', `/catalogue-drafts/${next}`)).status).toBe(404);
  });

  test('no row of another town is found, and limits hold', async () => {
    const { id, rows } = await small('Grenzen');
    await withClient(product.installation.database.ownerUrl, async (client) => {
      const town = (await client.query("select id from town where slug = 'tannau'")).rows[0].id;
      const other = crypto.randomUUID();
      await client.query("insert into town (id, slug, name) values ($1, 'nachbar', 'Nachbar')", [other]);
      await client.query(
        `insert into catalogue_draft_row (town_id, id, draft_id, kind, position, code, title, created_at, updated_at)
         select $1, gen_random_uuid(), $2, 'requirement', n, 'n' || n, 'Titel', now(), now() from generate_series(1, 4997) n`,
        [town, id],
      );
      const moved = client.query('update catalogue_draft_row set town_id = $1 where id = $2', [
        other,
        rows[0].id,
      ]);
      await expect(moved).rejects.toMatchObject({ code: '23503' });
      await client.query(
        "insert into catalogue_draft (town_id, id, title, created_at, updated_at) values ($1, $1, 'Fremd', now(), now())",
        [other],
      );
      for (const path of ['', '/rows', '/check'])
        expect((await send('GET', `/catalogue-drafts/${other}${path}`)).status).toBe(404);
      expect((await send('DELETE', `/catalogue-drafts/${other}`)).status).toBe(404);
    });
    const full = await send('POST', `/catalogue-drafts/${id}/rows`, {
      kind: 'requirement',
      code: 'eine zu viel',
      title: 'x',
    });
    expect([full.status, full.json.code]).toEqual([409, 'catalogue_draft_full']);
    expect(await get(`/catalogue-drafts/${id}/check`)).toMatchObject({ faultTotal: 0, requirements: 5000 });
  });

  test.skipIf(NO_PUBLISHED)(
    'a thousand controls: the draft page reads the outline and one heading, never all of it',
    async () => {
      const files = readdirSync(PUBLISHED, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.json'))
        .map((name) => ({
          name: name.split('/').at(-1) ?? name,
          bytes: readFileSync(join(PUBLISHED, name)) as Uint8Array,
        }));
      const { id, controls } = await upload(files);
      expect(controls).toBe(1000);
      const draft = (await send('POST', `/catalogues/${id}/drafts`)).json.id;
      const { headings } = await get(`/catalogue-drafts/${draft}`);
      for (let round = 0; round < 40; round++) {
        const heading = headings[(round * 7) % headings.length].id;
        for (const path of ['', `/rows?heading=${heading}`]) {
          const read = await get(`/catalogue-drafts/${draft}${path}`);
          expect(JSON.stringify(read).length).toBeLessThan(150_000);
        }
      }
      const checked = await get(`/catalogue-drafts/${draft}/check`);
      expect(checked).toMatchObject({
        faultTotal: 0,
        requirements: 1000,
        changes: { same: 1000, changed: [] },
      });
    },
  );
});

/** Three controls, the first with items and what nobody here interprets. */
function foreign(version: string): string {
  const control = (id: string, parts: object[]) => ({ id, title: `Titel ${id}`, parts });
  const plain = (id: string) => control(id, [{ id: `${id}_s`, name: 'statement', prose: 'Text.' }]);
  const item = { name: 'item', props: [{ name: 'label', value: 'a.' }], prose: 'alles' };
  return JSON.stringify({
    catalog: {
      uuid: '5f0e5b0e-3a0e-4a58-9c0a-0d6f2b6f7c11',
      metadata: {
        title: 'Von anderen',
        'last-modified': '2026-11-01T08:00:00Z',
        version,
        'oscal-version': '1.1.3',
        remarks: 'bleibt',
      },
      groups: [
        {
          id: 'g1',
          title: 'Gruppe',
          'x-own': { deep: [1] },
          controls: [
            control('a-1', [{ id: 'a-1_s', name: 'statement', prose: 'Die Stadt MUSS:', parts: [item] }]),
            plain('a-2'),
            plain('a-3'),
          ],
        },
      ],
    },
  });
}
