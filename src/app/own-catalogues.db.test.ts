import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { townActor } from './command.ts';
import { importCatalogue } from './import/import-catalogue.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

const PUBLISHED = new URL('../../../shared/data/oscal/', import.meta.url).pathname;
const NO_PUBLISHED = !existsSync(PUBLISHED);
if (NO_PUBLISHED) console.warn('Published OSCAL files are not there; their tests are skipped.');

interface Taken {
  id: string;
  seq: number;
  controls: number;
  fresh: boolean;
  remarks: string[];
  faults?: string[];
  text?: string;
}

let product: TestInstallation;
let cookie = '';
beforeAll(async () => {
  product = await openTestInstallation();
  const signedIn = await ask('beratung', 'GET', '/session');
  expect(signedIn.status).toBe(200);
  cookie = await cookieOf('beratung');
});
afterAll(() => product?.close());

const ask: TestInstallation['ask'] = (...given) => product.ask(...given);
async function cookieOf(user: string): Promise<string> {
  const answer = await product.app.request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: user, password: product.passwords.get(user) }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
async function upload(
  files: { name: string; text: string | Uint8Array }[],
  query = '',
  as = cookie,
): Promise<{ status: number; json: Taken }> {
  const body = new FormData();
  for (const { name, text } of files) body.append('files', new File([text as BlobPart], name));
  const answer = await product.app.request(`/api/v1/towns/tannau/catalogue-files${query}`, {
    method: 'POST',
    headers: { cookie: as, 'sec-fetch-site': 'same-origin' },
    body,
  });
  return { status: answer.status, json: (await answer.json()) as Taken };
}
const download = (query: string) =>
  product.app.request(`/api/v1/towns/tannau/catalogue-files?${query}`, { headers: { cookie } });
const published = (folder: string) =>
  readdirSync(join(PUBLISHED, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      name: name.split('/').at(-1) ?? name,
      text: readFileSync(join(PUBLISHED, folder, name)),
    }));

/** A catalogue of three controls in OSCAL; `second` is the statement of the second one. */
const small = (title: string, second: string, more: object[] = []) => ({
  name: 'klein.json',
  text: JSON.stringify({
    catalog: {
      uuid: '5f0e5b0e-3a0e-4a58-9c0a-0d6f2b6f7c11',
      metadata: { title, 'last-modified': '2026-11-01T08:00:00Z', version: second, 'oscal-version': '1.1.3' },
      groups: [
        {
          id: 'g1',
          title: 'Gruppe',
          controls: ['a-1', 'a-2']
            .map((id, n) => ({
              id,
              title: `Titel ${id}`,
              parts: [
                { id: `${id}_smt`, name: 'statement', prose: n === 1 ? second : 'Die Stadt MUSS es tun.' },
              ],
            }))
            .concat(more as never),
        },
      ],
    },
  }),
});
const control = (id: string) => ({
  id,
  title: `Titel ${id}`,
  parts: [{ id: `${id}_smt`, name: 'statement', prose: 'Neu.' }],
});

describe('catalogues of a town', () => {
  test('come in, are read by heading and by words, and are answered', async () => {
    const { status, json } = await upload([small('Probe', 'Die Stadt SOLLTE es planen.')]);
    expect([status, json.controls, json.seq, json.fresh]).toEqual([201, 2, 1, true]);
    const at = `/towns/tannau/catalogues/${json.id}`;
    const shown = (await ask('beratung', 'GET', at)).json;
    expect(shown).toMatchObject({
      title: 'Probe',
      controls: 2,
      answered: 0,
      headings: [{ title: 'Gruppe', controls: 2 }],
    });
    const found = (await ask('rat', 'GET', `${at}/controls?q=planen`)).json;
    expect(found).toMatchObject({ total: 1, controls: [{ code: 'a-2', answer: null }] });
    const given = { code: 'a-2', state: 'partly', note: 'Entwurf liegt vor.' };
    expect((await ask('rat', 'POST', `${at}/answers`, given)).status).toBe(403);
    expect((await ask('beratung', 'POST', `${at}/answers`, given)).status).toBe(200);
    expect((await ask('beratung', 'POST', `${at}/answers`, { ...given, code: 'nichts' })).status).toBe(404);
    expect((await ask('beratung', 'POST', `${at}/answers`, { ...given, state: 'ja' })).status).toBe(422);
    expect((await ask('beratung', 'GET', at)).json).toMatchObject({ answered: 1, changed: 0 });
  });

  test('a further version keeps the answers where the wording is the same and marks the others', async () => {
    const first = await upload([small('Mit Fassungen', 'Alt.')]);
    const at = `/towns/tannau/catalogues/${first.json.id}`;
    for (const code of ['a-1', 'a-2']) await ask('beratung', 'POST', `${at}/answers`, { code, state: 'yes' });
    const same = await upload([small('Mit Fassungen', 'Alt.')], `?catalogue=${first.json.id}`);
    expect(same.json).toMatchObject({ id: first.json.id, seq: 1, fresh: false });
    const second = await upload([small('Mit Fassungen', 'Neu gefasst.', [control('a-3')])]);
    expect(second.json).toMatchObject({ id: first.json.id, seq: 2, fresh: true });
    expect((await ask('beratung', 'GET', at)).json).toMatchObject({ controls: 3, answered: 1, changed: 1 });
    expect((await ask('beratung', 'GET', `${at}/changes?from=1&to=2`)).json).toEqual({
      same: 1,
      added: [{ code: 'a-3', title: 'Titel a-3' }],
      removed: [],
      changed: [{ code: 'a-2', before: 'Titel a-2\nAlt.', after: 'Titel a-2\nNeu gefasst.', answered: true }],
    });
    expect((await ask('beratung', 'GET', `${at}?seq=1`)).json).toMatchObject({ controls: 2, answered: 2 });
    expect((await ask('beratung', 'GET', `${at}?seq=9`)).status).toBe(404);
  });

  test('goes out as it came in, as OSCAL and as a workbook; the shipped ones and the template too', async () => {
    const given = small('Hinaus', 'Text.');
    const { json } = await upload([given]);
    const oscal = await download(`catalogue=${json.id}&as=oscal`);
    expect(await oscal.json()).toEqual(JSON.parse(given.text));
    for (const query of [`catalogue=${json.id}&as=xlsx`, 'catalogue=itil&as=xlsx', '']) {
      const book = await download(query);
      expect(
        Buffer.from(await book.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
    }
    const vds = await download('catalogue=vds10000&as=oscal');
    expect(JSON.stringify(await vds.json())).toContain('10.3.1');
    expect((await download('catalogue=nichts')).status).toBe(404);
  });

  test('what cannot be read is refused with file and place, and nothing is kept', async () => {
    const count = async () =>
      ((await ask('beratung', 'GET', '/towns/tannau/catalogues')).json.own as unknown as object[]).length;
    const before = await count();
    const texts = [
      '',
      '{"catalog": {',
      '{"catalog": {"metadata": 7}}',
      'a: [',
      '\u0000\u0001',
      '[]',
      '{"profile": {}}',
    ];
    for (const [n, text] of texts.entries()) {
      const { status, json } = await upload([{ name: `kaputt-${n}.json`, text }]);
      expect([status, (json.faults ?? []).length > 0], text).toEqual([422, true]);
      expect(json.faults?.[0], text).toContain(`kaputt-${n}.json`);
    }
    expect((await upload([])).status).toBe(422);
    expect((await upload([small('Ohne Recht', 'x')], '', await cookieOf('rat'))).status).toBe(403);
    expect((await upload([small('Fremd', 'x')], `?catalogue=${crypto.randomUUID()}`)).status).toBe(404);
    expect((await upload([small('Fremd', 'x')], "?catalogue='")).status).toBe(404);
    expect((await upload([{ name: 'gross.json', text: 'x'.repeat(33_000_000) }])).status).toBe(413);
    expect(await count()).toBe(before);
  });

  test('two at once with one title become one catalogue with two versions', async () => {
    const both = await Promise.all(['Eins.', 'Zwei.'].map((text) => upload([small('Gleichzeitig', text)])));
    expect(both.map(({ json }) => json.seq).sort()).toEqual([1, 2]);
    expect(new Set(both.map(({ json }) => json.id)).size).toBe(1);
  });

  test('removed with everything below it', async () => {
    const { json } = await upload([small('Weg', 'x')]);
    const at = `/towns/tannau/catalogues/${json.id}`;
    await ask('beratung', 'POST', `${at}/answers`, { code: 'a-1', state: 'no' });
    expect((await ask('rat', 'DELETE', at)).status).toBe(403);
    expect((await ask('beratung', 'DELETE', at)).status).toBe(200);
    expect((await ask('beratung', 'GET', at)).status).toBe(404);
  });

  test.skipIf(NO_PUBLISHED)(
    'the published profiles are kept whole: Grundschutz++ 1,000 controls, NIST LOW 149',
    async () => {
      const bsi = await upload(published('bsi'));
      expect(bsi.json).toMatchObject({ controls: 1000, fresh: true });
      const again = await upload(published('bsi'));
      expect(again.json).toMatchObject({ controls: 1000, fresh: false });
      const nist = await upload(published('nist'));
      expect(nist.json).toMatchObject({ controls: 149 });
      const { installation } = product;
      const actor = await townActor(installation, 'tannau');
      const path = join(PUBLISHED, 'bsi/Grundschutz++-profile.json');
      const byCommand = await importCatalogue(installation, actor, { path, as: 'oscal', dryRun: false });
      // By the command a profile finds what lies beside it; the same document is there already.
      expect(byCommand).toMatchObject({ kind: 'oscal', created: 0, skipped: 1000, faultTotal: 0 });
      const fresh = {
        path: join(PUBLISHED, 'bsi/ISO27001-AnnexA-catalog.json'),
        as: 'framework',
        dryRun: true,
      };
      const counted = await importCatalogue(installation, actor, fresh);
      expect(counted.created).toBeGreaterThan(90);
      const listed = (await ask('beratung', 'GET', '/towns/tannau/catalogues')).json.own as unknown as {
        controls: number;
      }[];
      expect(listed.map(({ controls }) => controls)).toEqual(expect.arrayContaining([1000, 149]));
    },
  );
});
