import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { townActor } from './command.ts';
import { importLibrary } from './import/import-library.ts';
import { withConsultancies } from './testing/consultancy.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
let towns: ReadonlyMap<string, string>;
beforeAll(async () => {
  product = await openTestInstallation();
  towns = await withConsultancies(product);
});
afterAll(() => product?.close());

type Json = Record<string, unknown> & { id: string; version: number; fields: { path: string }[] };
async function ask(user: string | null, method: string, path: string, body?: object, version?: number) {
  const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${version}"` };
  const { status, json } = await product.ask(user, method, `/towns/${path}`, body, headers);
  return { status, json: json as unknown as Json };
}
const rowsOf = async (user: string, path: string) =>
  (await ask(user, 'GET', path)).json.rows as (Json & { origin: { newer: string | null } })[];

const block = {
  title: 'Hinweis auf den Datenschutz',
  text: 'Die Stadt {{gemeinde}} hat am {{datum}} geprüft.\n\n- Haushaltsjahr {{ haushaltsjahr }}',
  kinds: ['council'],
  class: 'public',
  released: true,
};
const SECTION = 'tannau/documents/council/sections/reasons';
interface Insertable {
  blocks: { id: string; title: string; text: string; missing: string[]; may: { insert: true | string } }[];
}
const insertable = async (path = SECTION) =>
  ((await ask('it', 'GET', `${path}/blocks`)).json as unknown as Insertable).blocks;
const word = async (kind: string, edition: string, path = 'word/document.xml') => {
  const answer = await product.app.request(
    `/api/v1/towns/tannau/documents/${kind}/file?edition=${edition}&format=docx`,
    { headers: { authorization: `Bearer ${product.demo.token}`, 'accept-language': 'de' } },
  );
  expect([kind, edition, answer.status]).toEqual([kind, edition, 200]);
  const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  return path === '*'
    ? Object.entries(parts)
        .map(([name, part]) => `${name}\n${/\.(png|jpe?g)$/.test(name) ? '' : strFromU8(part)}`)
        .join('\n')
    : strFromU8(parts[path] ?? new Uint8Array());
};
let original: Json;
let taken: Json;

describe('text blocks', () => {
  test('are written with all faults at once, by who may, and unknown placeholders are named', async () => {
    expect((await ask(null, 'POST', 'reich/document-blocks', block)).status).toBe(401);
    expect((await ask('rat', 'POST', 'tannau/document-blocks', block)).status).toBe(403);
    expect((await ask('it', 'POST', 'reich/document-blocks', block)).status).toBe(404);
    const bad = { ...block, title: '', kinds: ['roman'] };
    const refused = await ask('beratung', 'POST', 'reich/document-blocks', bad);
    expect([refused.status, refused.json.fields.map(({ path }) => path)]).toEqual([
      422,
      ['title', 'kinds.0'],
    ]);
    const text = 'Mit {{gemeinde}}, {{wappen}} und {{datum';
    const unknown = await ask('beratung', 'POST', 'reich/document-blocks', { ...block, text });
    expect(unknown.json.fields[0]).toMatchObject({ path: 'text', code: 'block_places' });
    expect(JSON.stringify(unknown.json.fields)).toMatch(/\{\{wappen\}\}, \{\{\..*\{\{gemeinde\}\}/);
    original = (await ask('beratung', 'POST', 'reich/document-blocks', block)).json;
    expect(original).toMatchObject({ ...block, origin: null, may: { edit: true } });
    const changed = { ...block, title: 'Hinweis zum Datenschutz' };
    const path = `reich/document-blocks/${original.id}`;
    expect((await ask('beratung', 'PUT', path, changed, 7)).status).toBe(409);
    original = (await ask('beratung', 'PUT', path, changed, 1)).json;
    expect(original.version).toBe(2);
    const secret = { ...block, title: 'Nur für die IT', class: 'technical', released: false };
    const { id } = (await ask('it', 'POST', 'tannau/document-blocks', secret)).json;
    expect((await ask('rat', 'GET', `tannau/document-blocks/${id}`)).status).toBe(404);
    expect(await rowsOf('rat', 'tannau/document-blocks')).toEqual([]);
  });

  test('of a consultancy come into its towns alone, with their origin, and copies stay when access ends', async () => {
    const offers = async (user: string, town: string) =>
      (await ask(user, 'GET', `${town}/document-offers`)).json.offers as { blocks: { state: string }[] }[];
    expect(await offers('fremde', 'fremd')).toEqual([]);
    expect((await ask('it', 'GET', 'tannau/document-offers')).status).toBe(403);
    expect((await ask('fremde', 'GET', 'tannau/document-offers')).status).toBe(404);
    expect(await offers('beratung', 'tannau')).toMatchObject([
      { name: 'Beratung Reich', blocks: [{ state: 'new' }], template: null },
    ]);
    const take = (keys: unknown[], from = 'reich') =>
      ask('beratung', 'POST', `tannau/document-offers/${towns.get(from)}/blocks`, { keys });
    expect((await take([])).status).toBe(422);
    expect((await take([original.key], 'fremd')).json.code).toBe('document_offer_gone');
    const twice = await Promise.all([take([original.key, original.key]), take([original.key])]);
    expect(twice.map(({ json }) => json.added).sort()).toEqual([0, 1]);
    const find = async (adapted: boolean) =>
      (await rowsOf('it', 'tannau/document-blocks')).find(
        (row) => (row.origin as unknown as { adapted: boolean } | null)?.adapted === adapted,
      ) as Json;
    taken = await find(false);
    expect(taken).toMatchObject({
      origin: { name: 'Beratung Reich', newer: null },
      may: { edit: 'block_taken', copy: true },
    });
    const own = `tannau/document-blocks/${taken.id}`;
    expect((await ask('it', 'PUT', own, block, taken.version)).json.code).toBe('block_taken');
    const copy = (await ask('it', 'POST', `${own}/copy`)).json;
    const at = `tannau/document-blocks/${copy.id}`;
    expect((await ask('it', 'PUT', at, { ...block, released: true }, 1)).json.code).toBe('block_not_own');
    const mine = { ...block, title: 'Unser Hinweis', released: false };
    expect((await ask('it', 'PUT', at, mine, 1)).json).toMatchObject({ origin: { adapted: true } });
    expect(await rowsOf('beratung', 'reich/document-blocks')).toHaveLength(1);

    // Kept anew with the same words it has not changed, and nothing is written for taking it again.
    const newer = async () =>
      (await rowsOf('it', 'tannau/document-blocks')).flatMap(({ origin }) =>
        origin ? [origin.newer !== null] : [],
      );
    for (const [version, released] of [false, true].entries()) {
      const { title, text, kinds, class: as } = original;
      const same = { title, text, kinds, class: as, released };
      await ask('beratung', 'PUT', `reich/document-blocks/${original.id}`, same, version + 2);
    }
    expect([await newer(), (await find(false)).version]).toEqual([[false, false], taken.version]);
    expect((await take([original.key])).json).toEqual({ added: 0, replaced: 0, same: 1 });
    expect((await find(false)).version).toBe(taken.version);

    // The original moves on: both say so; what the town changed is left alone.
    const next = { ...block, text: 'Neuer Stand für {{gemeinde}}.' };
    await ask('beratung', 'PUT', `reich/document-blocks/${original.id}`, next, 4);
    expect(await offers('beratung', 'tannau')).toMatchObject([{ blocks: [{ state: 'changed' }] }]);
    expect(await newer()).toEqual([true, true]);
    expect((await take([original.key])).json).toMatchObject({ replaced: 1 });
    expect(await find(false)).toMatchObject({ text: next.text, origin: { newer: null } });
    expect(await find(true)).toMatchObject({ title: 'Unser Hinweis', origin: { newer: expect.any(String) } });
  });

  test('go into a section with their values, never into one that more people read', async () => {
    const mayor = { ...block, text: 'Gezeichnet: {{buergermeister}}', title: 'Gezeichnet', released: false };
    await ask('it', 'POST', 'tannau/document-blocks', mayor);
    await withClient(product.installation.database.ownerUrl, (client) =>
      client.query("delete from duty where town_id = $1 and role = 'mayor'", [towns.get('tannau')]),
    );
    const here = await insertable();
    const by = (title: string) => here.find((one) => one.title === title);
    expect(by('Nur für die IT')?.may.insert).toBe('block_class_higher');
    expect(by('Unser Hinweis')?.text).toMatch(/^Die Stadt (?!\{\{).+ hat am \d\d\.\d\d\.\d{4} geprüft/);
    expect(by('Gezeichnet')).toMatchObject({
      may: { insert: 'block_place_empty' },
      missing: ['buergermeister'],
    });
    expect(await insertable('tannau/documents/summary/sections/seen')).toEqual([]);

    const save = (body: object) => ask('it', 'PUT', SECTION, { included: true, version: 0, ...body });
    const secret = by('Nur für die IT');
    const higher = await save({ text: 'Neu.', blocks: [secret?.id] });
    expect([higher.status, higher.json.code]).toEqual([422, 'block_class_higher']);
    expect((await save({ text: 'Siehe F-21.', blocks: [taken.id] })).json.code).toBe('document_leaks');
    const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
    expect((await save({ text: 'Neu.', blocks: ids(21) })).json.fields).toMatchObject([{ path: 'blocks' }]);
    const offered = here.find(({ id }) => id === taken.id);
    expect((await save({ text: offered?.text, blocks: [taken.id] })).status).toBe(200);
    const { wordings } = (await ask('rat', 'GET', SECTION)).json as unknown as { wordings: object[] };
    expect(wordings[0]).toMatchObject({ blocks: [{ title: block.title, origin: 'Beratung Reich' }] });
    const all = await word('council', 'public', '*');
    expect(all).toContain('Neuer Stand für');
    expect(all).not.toContain('Beratung Reich');
  });
});

describe('the own library as a file', () => {
  test('goes out and in again: faults all at once, a look writes nothing, twice is once', async () => {
    const path = (town: string) => `/api/v1/towns/${town}/library-file`;
    const bring = async (town: string, body: string, query = '', user = 'it') => {
      const answer = await product.app.request(`${path(town)}${query}`, {
        method: 'POST',
        headers: { cookie: await cookieOf(user), 'sec-fetch-site': 'same-origin' },
        body,
      });
      const json = (await answer.json()) as Record<'measures' | 'textBlocks', object> & Json;
      return { status: answer.status, json };
    };
    const measure = {
      ...{ title: 'Wiederanlauf üben', what: 'Üben.', why: 'Nötig.', steps: ['Üben.'], proof: 'Protokoll.' },
      ...{ area: 'security', horizon: 'short', role: 'isb', firstReviewMonths: 12, released: true },
      effort: [{ role: 'isb', days: { least: 2, most: 4 } }],
      once: { least: 0, most: 1 },
      yearly: { least: 0, most: 1 },
      indicator: { name: 'Übungen', unit: 'count', better: 'higher', readFrom: 'entered' },
    };
    expect((await ask('beratung', 'POST', 'reich/own-measures', measure)).status).toBe(200);
    const out = await product.app.request(path('reich'), { headers: { cookie: await cookieOf('beratung') } });
    const yaml = await out.text();
    expect(yaml).toMatch(/^format: sollstand-library\nversion: 1\nmeasures:\n {2}- key: own-/);
    expect(yaml).toContain('text: Neuer Stand für {{gemeinde}}.');

    expect((await bring('tannau', yaml, '', 'rat')).status).toBe(403);
    expect((await bring('reich', yaml)).status).toBe(404);
    expect((await bring('tannau', 'a: [')).json).toMatchObject({
      code: 'library_file',
      fields: [{ code: 'library_not_yaml' }],
    });
    const wrong = yaml
      .replace('role: isb', 'role: hofnarr')
      .replace('horizon: short', 'horizon: gestern\n    farbe: rot')
      .replace('{{gemeinde}}', '{{wappen}}');
    const { json } = await bring('tannau', wrong);
    expect(json.fields.map((one) => one.path).sort()).toEqual([
      'measures.0.farbe',
      'measures.0.horizon',
      'measures.0.role',
      'textBlocks.0.text',
    ]);
    const one = { added: 1, changed: 0, same: 0, released: 1 };
    expect((await bring('tannau', yaml)).json).toEqual({ measures: one, textBlocks: one });
    expect((await bring('tannau', yaml)).json).toEqual({ measures: one, textBlocks: one });
    expect((await bring('tannau', yaml, '?keep=1')).json).toEqual({ measures: one, textBlocks: one });
    const twice = yaml.replace('Protokoll.', 'Bericht.').replace(/^( *)- council$/m, '$&\n$1- council');
    expect((await bring('tannau', twice, '?keep=1')).json).toEqual({
      measures: { added: 0, changed: 1, same: 0, released: 0 },
      textBlocks: { added: 0, changed: 0, same: 1, released: 0 },
    });
    const file = join(product.dataDir, 'bibliothek.yaml');
    const command = async (text: string) => {
      writeFileSync(file, text);
      const actor = await townActor(product.installation, 'tannau');
      return importLibrary(product.installation, actor, { path: file, dryRun: true });
    };
    expect(await command(yaml)).toMatchObject({ created: 0, updated: 1, skipped: 1, faultTotal: 0 });
    expect(await command(wrong)).toMatchObject({ faultTotal: 4 });
    const rows = await rowsOf('it', 'tannau/own-measures');
    expect(rows.filter(({ title }) => title === measure.title)).toMatchObject([{ proof: 'Bericht.' }]);
  });
});

async function cookieOf(login: string): Promise<string> {
  const answer = await product.app.request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: product.passwords.get(login) }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('the text document of a consultancy', () => {
  test('is shared, used and changed with its origin on the record, not in the document', async () => {
    const sample = await product.app.request('/api/v1/towns/tannau/document-files', {
      headers: { authorization: `Bearer ${product.demo.token}` },
    });
    const bytes = await sample.arrayBuffer();
    const send = async (user: string, town: string, query = '') => {
      const body = new FormData();
      body.append('files', new File([bytes], 'vorlage.docx'));
      return product.app.request(`/api/v1/towns/${town}/document-files?purpose=template${query}`, {
        method: 'POST',
        headers: { cookie: await cookieOf(user), 'sec-fetch-site': 'same-origin' },
        body,
      });
    };
    expect((await send('beratung', 'reich')).status).toBe(201);
    const release = { released: true };
    expect((await ask('it', 'PUT', 'tannau/document-brand/template', release)).status).toBe(404);
    const take = () => ask('beratung', 'POST', `tannau/document-offers/${towns.get('reich')}/template`);
    expect((await take()).json.code).toBe('document_offer_gone');
    expect((await ask('beratung', 'PUT', 'reich/document-brand/template', release)).status).toBe(200);
    expect((await take()).status).toBe(200);
    const origin = async () => (await ask('it', 'GET', 'tannau/document-brand')).json.templateOrigin;
    expect(await origin()).toMatchObject({ name: 'Beratung Reich', adapted: false, newer: null });
    expect((await ask('it', 'PUT', 'tannau/document-brand/template', release)).json.code).toBe('block_taken');
    const issued = (await ask('it', 'POST', 'tannau/documents/council/versions', { note: '' })).json;
    expect(issued).toMatchObject({ template: { name: 'Beratung Reich' } });
    expect(await word('council', 'public', '*')).not.toContain('Beratung Reich');

    // After the access ended nothing new comes, and nothing is told; what there is stays.
    await withClient(product.installation.database.ownerUrl, (client) =>
      client.query("update membership set valid_until = '2020-01-01' where town_id = $1", [
        towns.get('reich'),
      ]),
    );
    expect((await take()).json.code).toBe('document_offer_gone');
    expect((await ask('beratung', 'GET', 'tannau/document-offers')).json.offers).toEqual([]);
    const kept = await rowsOf('it', 'tannau/document-blocks');
    expect(kept.filter(({ origin: from }) => from).map(({ origin: from }) => from.newer)).toEqual([
      null,
      null,
    ]);
    expect(await origin()).toMatchObject({ name: 'Beratung Reich', newer: null });
    // Sent while another state is being taken: it rests on what lies there in the end.
    const sent = await withClient(product.installation.database.ownerUrl, async (client) => {
      const here = [towns.get('tannau')];
      await client.query('begin');
      await client.query("select pg_advisory_xact_lock(hashtext('document_block'), hashtext($1))", here);
      const sending = send('it', 'tannau', '&based=1');
      await Promise.race([sending, new Promise((done) => setTimeout(done, 500))]);
      await client.query(
        "update document_file set origin_on = '2020-02-02' where town_id = $1 and purpose = 'template'",
        here,
      );
      await client.query('commit');
      return sending;
    });
    expect(sent.status).toBe(201);
    expect(await origin()).toMatchObject({ name: 'Beratung Reich', adapted: true, on: '2020-02-02' });
    const { rows: told } = await withClient(product.installation.database.ownerUrl, (client) =>
      client.query(
        "select distinct event from journal where town_id = $1 and kind = 'document_brand' and event not like '%.created'",
        [towns.get('reich')],
      ),
    );
    expect(told.map(({ event }) => event).sort()).toEqual([
      'document_brand.template_kept',
      'document_brand.template_released',
    ]);
    expect((await send('it', 'tannau')).status).toBe(201);
    expect(await origin()).toBeNull();
  });
});

describe('figures of a document', () => {
  test('that are for fewer readers leave the others with their table and words', async () => {
    const at = 'tannau/documents/council/sections/money';
    interface Figures {
      figures: { name: string; caption: string; least: string; class: string }[];
    }
    const before = await word('council', 'public', '*');
    const read = async () => (await ask('it', 'GET', at)).json as unknown as Figures & { version: number };
    const section = await read();
    expect(section.figures).toMatchObject([{ name: 'public-cost', least: 'public', class: 'public' }]);
    const [{ caption }] = section.figures as [Figures['figures'][0]];
    expect(before).toContain(caption);
    const body = { text: null, included: true, version: section.version };
    const unknown = await ask('it', 'PUT', at, { ...body, figures: { elsewhere: 'technical' } });
    expect(unknown.json.fields).toMatchObject([{ path: 'figures.elsewhere' }]);
    const saved = await ask('it', 'PUT', at, { ...body, figures: { 'public-cost': 'non_public' } });
    expect(saved.json).toMatchObject({ figures: [{ least: 'public', class: 'non_public' }] });
    const table = 'Bedarf nach Jahr und Haushalt';
    expect(before).toContain(table);
    const after = await word('council', 'public', '*');
    for (const words of [caption, table, 'public-cost'])
      expect([words, after.includes(words)]).toEqual([words, false]);
    const alternatives = (document: string) => document.match(/descr="/g)?.length ?? 0;
    expect([alternatives(before) > 0, alternatives(after)]).toEqual([true, 0]);
    const annex = await word('council', 'annex', '*');
    expect([annex.includes(caption), annex.includes(table)]).toEqual([true, true]);
    const technical = { ...body, version: (await read()).version, figures: { 'public-cost': 'technical' } };
    expect((await ask('it', 'PUT', at, technical)).status).toBe(200);
    expect(await word('council', 'annex', '*')).not.toContain(caption);

    // With nothing asked for there is no figure; a text saved meanwhile leaves its guard as it is.
    const owner = <T>(work: Parameters<typeof withClient<T>>[1]) =>
      withClient(product.installation.database.ownerUrl, work);
    const asked = await owner((client) =>
      client.query<{ id: string }>(
        "update measure set status = 'postponed' where status in ('proposed', 'recommended') returning id",
      ),
    );
    expect((await read()).figures).toEqual([]);
    for (const figures of [{}, { 'public-cost': 'technical' }]) {
      const { version } = await read();
      const words = { text: `Neu gefasst, Fassung ${version}.`, included: true, version, figures };
      expect((await ask('it', 'PUT', at, words)).status).toBe(200);
    }
    await owner((client) =>
      client.query("update measure set status = 'recommended' where id = any($1)", [
        asked.rows.map(({ id }) => id),
      ]),
    );
    expect((await read()).figures).toMatchObject([{ name: 'public-cost', class: 'technical' }]);
    expect(await word('council', 'annex', '*')).not.toContain(caption);
    const open = { ...body, version: (await read()).version, figures: { 'public-cost': 'public' } };
    expect((await ask('it', 'PUT', at, open)).json).toMatchObject({ figures: [{ class: 'public' }] });

    // Of the results report only those who run the IT read more; for others the figure is not even named.
    const need = 'tannau/documents/results/sections/budget_need';
    const { figures } = (await ask('it', 'GET', need)).json as unknown as Figures;
    const name = figures[0]?.name ?? '';
    const wider = await ask('it', 'PUT', need, { ...body, version: 0, figures: { [name]: 'public' } });
    expect(wider.json.fields).toMatchObject([{ path: `figures.${name}`, code: 'figure_class_wider' }]);
    await ask('it', 'PUT', need, { ...body, version: 0, figures: { [name]: 'technical' } });
    expect(JSON.stringify((await ask('rat', 'GET', need)).json)).not.toContain(figures[0]?.caption);
    expect(await word('results', 'internal', '*')).not.toContain(figures[0]?.caption);
    expect(await word('results', 'technical', '*')).toContain(figures[0]?.caption);
  });
});
