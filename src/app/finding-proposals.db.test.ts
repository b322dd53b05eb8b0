import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

interface Proposal {
  source: string;
  title: string;
  statement: string;
  severity: number;
  links: { kind: string; targetId: string }[];
}
interface Group {
  key: string;
  kind: string;
  label: string;
  proposals: Proposal[];
  total: number;
}

let product: TestInstallation;
let week = '';
beforeAll(async () => {
  product = await openTestInstallation();
  week = String((await ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0]?.id);
});
afterAll(() => product?.close());

const ask: TestInstallation['ask'] = (...given) => product.ask(...given);
const post = (path: string, body: object) =>
  ask('beratung', 'POST', `/towns/tannau/${path}`, { engagementId: week, ...body });
async function proposed() {
  const { json } = await ask('beratung', 'GET', `/towns/tannau/finding-proposals?engagementId=${week}`);
  return json as unknown as {
    groups: Group[];
    setAside: { source: string; reason: string }[];
    taken: number;
  };
}
const ofKind = async (kind: string) => (await proposed()).groups.filter((group) => group.kind === kind);
async function signedIn() {
  const answer = await product.app.request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'beratung', password: product.passwords.get('beratung') }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { headers: { cookie, 'sec-fetch-site': 'same-origin' } };
}
const words = { area: 'security', title: 'Zusammengefasst', statement: 'Ein Satz.' };

describe('proposals for findings', () => {
  test('come from ratings below target, each with the words of its requirement', async () => {
    const { rows } = (await ask('beratung', 'GET', '/towns/tannau/ratings?limit=200')).json as unknown as {
      rows: { id: string; level: number | null; target: number }[];
    };
    const below = rows.filter(({ level, target }) => level !== null && level < target);
    const sources = (await ofKind('rating')).flatMap(({ proposals }) =>
      proposals.map(({ source }) => source),
    );
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.every((source) => below.some(({ id }) => source === `rating:${id}`))).toBe(true);
  });

  test('come from the inventory: support that has ended, support that ends within a year, no backup', async () => {
    const add = async (body: object) =>
      String((await ask('beratung', 'POST', '/towns/tannau/items', { kind: 'server', ...body })).json.id);
    const year = new Date().getFullYear();
    const old = await add({ name: 'Altgerät', endOfSupportOn: '2020-01-14', criticality: 'critical' });
    const soon = await add({ name: 'Bald', endOfSupportOn: `${year + 1}-01-31` });
    const later = await add({ name: 'Später', endOfSupportOn: `${year + 3}-01-31` });
    const bare = await add({ name: 'Ungesichert', backup: 'no' });
    const found = (await proposed()).groups.flatMap(({ kind, proposals }) =>
      proposals.flatMap((one) =>
        one.links.map(({ targetId }) => ({ kind, targetId, severity: one.severity })),
      ),
    );
    // Critical: impact 3; over: likelihood 2; that is 4. Normal and only about to end: 2 and 1, that is 2.
    expect(found).toContainEqual({ kind: 'support_ended', targetId: old, severity: 4 });
    expect(found).toContainEqual({ kind: 'support_ends', targetId: soon, severity: 2 });
    expect(found).toContainEqual({ kind: 'no_backup', targetId: bare, severity: 2 });
    expect(found.filter(({ targetId }) => targetId === later)).toEqual([]);
  });

  test('come from answers to a catalogue of the town: no and partly, in the wording they were given to', async () => {
    const statement = (id: string, prose: string) => ({
      id,
      props: [{ name: 'modal_verb', value: prose.split(' ')[2] ?? '' }],
      title: `Titel ${id}`,
      parts: [{ id: `${id}_smt`, name: 'statement', prose }],
    });
    const file = (version: string, second: string) => ({
      catalog: {
        uuid: '5f0e5b0e-3a0e-4a58-9c0a-0d6f2b6f7c11',
        metadata: {
          title: 'Eigene',
          'last-modified': '2026-11-01T08:00:00Z',
          version,
          'oscal-version': '1.1.3',
        },
        groups: [
          {
            id: 'g1',
            title: 'Serverraum',
            controls: [
              statement('a-1', 'Die Stadt MUSS den Raum verschließen.'),
              statement('a-2', second),
              statement('a-3', 'Die Stadt KANN ein Schild anbringen.'),
              statement('a-4', 'Die Stadt MUSS lüften.'),
            ],
          },
        ],
      },
    });
    const bring = async (version: string, second: string, query = '') => {
      const body = new FormData();
      body.append('files', new File([JSON.stringify(file(version, second))], 'eigene.json'));
      const { headers } = await signedIn();
      const path = `/api/v1/towns/tannau/catalogue-files${query}`;
      return (await (await product.app.request(path, { method: 'POST', headers, body })).json()) as {
        id: string;
      };
    };
    const { id } = await bring('1', 'Die Stadt SOLLTE den Zutritt aufschreiben.');
    const answers = { 'a-1': 'no', 'a-2': 'partly', 'a-3': 'no', 'a-4': 'yes' };
    for (const [code, state] of Object.entries(answers))
      await ask('beratung', 'POST', `/towns/tannau/catalogues/${id}/answers`, {
        code,
        state,
        note: code === 'a-1' ? 'Die Tür steht offen.' : '',
      });
    const found = await ofKind('control');
    expect(found.map(({ label }) => label)).toEqual(['Eigene: Serverraum']);
    // A duty not met at all: impact 3, likelihood 2, that is 4; what should be and is in part: 2 and 1, that is 2.
    expect(found[0]?.proposals).toMatchObject([
      { title: 'Nicht erfüllt: Titel a-1', severity: 4, links: [] },
      { title: 'Teilweise erfüllt: Titel a-2', severity: 2 },
    ]);
    expect(found[0]?.proposals[0]?.statement).toBe(
      'Eigene, a-1: „Titel a-1“ ist nicht erfüllt. Die Tür steht offen.',
    );
    await bring('2', 'Die Stadt SOLLTE den Zutritt elektronisch erfassen.', `?catalogue=${id}`);
    const [group] = await ofKind('control');
    expect(group?.proposals.map(({ title }) => title)).toEqual(['Nicht erfüllt: Titel a-1']);
    const sources = group?.proposals.map(({ source }) => source) ?? [];
    const made = await post('finding-proposals/taking', { sources, ...words });
    expect(await ofKind('control')).toEqual([]);
    const story = await ask('beratung', 'GET', `/towns/tannau/findings/${made.json.id}/story`);
    expect(story.json.controls).toMatchObject([{ catalogueId: id, catalogue: 'Eigene', code: 'a-1' }]);
  });

  test('several become one finding that rests on all of them; they are not proposed again until it is removed', async () => {
    const [group] = await ofKind('support_ended');
    const sources = group?.proposals.map(({ source }) => source) ?? [];
    const made = await post('finding-proposals/taking', { sources, ...words, impact: 3, likelihood: 1 });
    expect(made.status).toBe(200);
    const finding = (await ask('beratung', 'GET', `/towns/tannau/findings/${made.json.id}`)).json;
    // The matrix decides: grave and rare is 3.
    expect(finding).toMatchObject({ status: 'draft', severity: 3, impact: 3, likelihood: 1 });
    const story = await ask('beratung', 'GET', `/towns/tannau/findings/${made.json.id}/story`);
    expect(story.json.links).toHaveLength(group?.proposals.flatMap(({ links }) => links).length ?? -1);
    expect(await ofKind('support_ended')).toEqual([]);
    expect((await post('finding-proposals/taking', { sources, ...words })).status).toBe(409);
    expect((await ask('beratung', 'DELETE', `/towns/tannau/findings/${made.json.id}`)).status).toBe(200);
    expect((await ofKind('support_ended'))[0]?.proposals.map(({ source }) => source)).toEqual(sources);
  });

  test('set aside with a reason they stay readable and come back', async () => {
    const [group] = await ofKind('no_backup');
    const sources = group?.proposals.map(({ source }) => source) ?? [];
    expect((await post('finding-proposals/setting-aside', { sources, reason: ' ' })).status).toBe(422);
    const aside = { sources, reason: 'Die Daten liegen beim Rechenzentrum.' };
    expect((await post('finding-proposals/setting-aside', aside)).status).toBe(200);
    expect((await proposed()).setAside).toMatchObject([aside].map(({ reason }) => ({ reason })));
    expect(await ofKind('no_backup')).toEqual([]);
    expect((await post('finding-proposals/putting-back', { sources })).status).toBe(200);
    expect((await post('finding-proposals/putting-back', { sources })).status).toBe(409);
    expect(await ofKind('no_backup')).toHaveLength(1);
  });

  test('two at once: one finding, the other is told', async () => {
    const [group] = await ofKind('no_backup');
    const sources = group?.proposals.map(({ source }) => source) ?? [];
    const both = await Promise.all([1, 2].map(() => post('finding-proposals/taking', { sources, ...words })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('only who carries the week sees them; unknown weeks and sources are refused', async () => {
    expect((await ask('rat', 'GET', `/towns/tannau/finding-proposals?engagementId=${week}`)).status).toBe(
      403,
    );
    expect((await post('finding-proposals/taking', { sources: ['rating:x'], ...words })).status).toBe(409);
    const strange = { engagementId: crypto.randomUUID(), sources: ['rating:x'], ...words };
    expect((await ask('beratung', 'POST', '/towns/tannau/finding-proposals/taking', strange)).status).toBe(
      409,
    );
    expect((await post('finding-proposals/taking', { sources: [], ...words })).status).toBe(422);
  });

  test('impact and likelihood are judged together, and severity follows', async () => {
    const half = await ask('beratung', 'POST', '/towns/tannau/findings', {
      ...words,
      engagementId: week,
      impact: 2,
    });
    expect(half.status).toBe(422);
    const whole = { ...words, engagementId: week, impact: 2, likelihood: 3, severity: 1 };
    const made = await ask('beratung', 'POST', '/towns/tannau/findings', whole);
    expect(made.json).toMatchObject({ severity: 3 });
  });

  test('are told in part where there are very many: each group its first ones, whole when it is asked for', async () => {
    const before = (await ofKind('no_backup'))[0]?.proposals.length ?? 0;
    await withClient(product.installation.database.ownerUrl, (client) =>
      client.query(`insert into item (town_id, id, number, kind, name, backup, created_at, updated_at)
        select t.id, gen_random_uuid(), 900 + n, 'server', 'Gerät ' || n, 'no', now(), now()
        from town t, generate_series(1, 260) n where t.slug = 'tannau'`),
    );
    const some = (await proposed()).groups;
    expect(Math.max(...some.map(({ proposals }) => proposals.length))).toBe(3);
    const group = some.find(({ kind }) => kind === 'no_backup');
    expect(group?.total).toBe(before + 260);
    const asked = `/towns/tannau/finding-proposals?engagementId=${week}&whole[0]=${encodeURIComponent(group?.key ?? '')}`;
    const whole = (await ask('beratung', 'GET', asked)).json as unknown as { groups: Group[] };
    const shown = whole.groups.find(({ kind }) => kind === 'no_backup');
    expect([shown?.proposals.length, shown?.total]).toEqual([200, before + 260]);
    // One that is not in view is there all the same.
    const sources = [shown?.proposals.at(-1)?.source];
    expect((await post('finding-proposals/taking', { sources, ...words })).status).toBe(200);
    expect((await ofKind('no_backup'))[0]?.total).toBe(before + 259);
  });
});
