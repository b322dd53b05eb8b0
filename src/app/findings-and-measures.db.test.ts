import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const ask: TestInstallation['ask'] = (...given) => product.ask(...given);

interface StoryLine {
  event: string;
  note: string | null;
  changes: { field: string; from: string | null; to: string | null }[];
}
const storyOf = async (id: unknown): Promise<StoryLine[]> =>
  (await ask('beratung', 'GET', `/towns/tannau/stories/${id}`)).json.lines as unknown as StoryLine[];
const rowsOf = async (list: string) =>
  (await ask('beratung', 'GET', `/towns/tannau/${list}`)).json.rows as unknown as {
    id: string;
    number: number;
    title: string;
    statement: string;
    may: Record<string, true | string>;
  }[];
const draft = async (title: string): Promise<string> => {
  const week = (await rowsOf('engagements'))[0];
  const made = await ask('beratung', 'POST', '/towns/tannau/findings', {
    engagementId: week?.id,
    area: 'security',
    title,
    statement: 'Ein Satz.',
  });
  return String(made.json.id);
};

test('a draft is seen by who carries the week only: in list, count, search, overview, story and by its id', async () => {
  const week = (await ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0] as unknown as {
    id: string;
  };
  const counted = async (user: string) => ({
    total: (await ask(user, 'GET', '/towns/tannau/findings?limit=1')).json.total as unknown as number,
    searched: ((await ask(user, 'GET', '/towns/tannau/search?q=Geheimschublade')).json.hits as unknown as [])
      .length,
    listed: ((await ask(user, 'GET', '/towns/tannau/findings?q=Geheimschublade')).json.rows as []).length,
    drafts: ((
      (await ask(user, 'GET', '/towns/tannau/overview')).json.findings as unknown as { draft?: number }
    ).draft ?? 0) as number,
  });
  const before = { editor: await counted('beratung'), council: await counted('rat') };
  const made = await ask('beratung', 'POST', '/towns/tannau/findings', {
    engagementId: week.id,
    area: 'security',
    title: 'Geheimschublade steht offen',
    statement: 'Der Schlüssel steckt.',
  });
  await sql`select app.learn_words()`.execute(product.installation.ground.db);
  const { editor, council } = before;
  expect(await counted('beratung')).toEqual({
    total: editor.total + 1,
    searched: 1,
    listed: 1,
    drafts: editor.drafts + 1,
  });
  expect(await counted('rat')).toEqual(council);
  const path = `/towns/tannau/findings/${made.json.id}`;
  for (const hidden of [path, `${path}/story`, `/towns/tannau/stories/${made.json.id}`])
    expect([hidden, (await ask('rat', 'GET', hidden)).status]).toEqual([hidden, 404]);
  expect((await ask('rat', 'GET', `/towns/tannau/threads/finding/${made.json.id}`)).json).toMatchObject({
    up: [],
    down: [],
  });
  await ask('beratung', 'POST', `${path}/submission`, {});
  expect((await counted('rat')).total).toBe(council.total + 1);
  expect((await ask('rat', 'GET', path)).status).toBe(200);
});

describe('a measure and its links', () => {
  test('is made with findings and goals in one request, once per key, and its story says so', async () => {
    const [finding] = await rowsOf('findings');
    const [goal] = await rowsOf('goals');
    const body = {
      title: 'Aus einer Feststellung',
      horizon: 'short',
      findingIds: [finding?.id],
      goalIds: [goal?.id],
    };
    const key = { 'idempotency-key': 'massnahme-aus-feststellung' };
    const made = await ask('beratung', 'POST', '/towns/tannau/measures', body, key);
    expect(made).toMatchObject({ status: 200, json: { title: body.title, version: 1 } });
    expect((await ask('beratung', 'POST', '/towns/tannau/measures', body, key)).json.id).toBe(made.json.id);
    const { json } = await ask('beratung', 'GET', `/towns/tannau/measures/${made.json.id}/links`);
    expect(json).toEqual({ findings: [finding?.id], goals: [goal?.id], developments: [], needs: [] });
    const linked = (await storyOf(made.json.id)).filter(({ event }) => event === 'measure.linked');
    expect(linked.map(({ changes }) => changes)).toEqual([
      [
        { field: 'findings', from: null, to: `F-01 ${finding?.title}` },
        { field: 'goals', from: null, to: `Z-1 ${goal?.title}` },
      ],
    ]);
  });

  test('with an unknown finding nothing of it remains, and the field is named', async () => {
    const before = (await rowsOf('measures')).length;
    const refused = await ask('beratung', 'POST', '/towns/tannau/measures', {
      title: 'Ins Leere',
      horizon: 'short',
      findingIds: ['00000000-0000-7000-8000-000000000000'],
    });
    expect(refused).toMatchObject({
      status: 422,
      json: { fields: [{ path: 'findingIds.0', code: 'unknown_reference' }] },
    });
    expect((await rowsOf('measures')).length).toBe(before);
  });

  test('its story names by number and title what was added and what was removed', async () => {
    const [first, second] = await rowsOf('findings');
    const [needed] = await rowsOf('measures');
    const made = await ask('beratung', 'POST', '/towns/tannau/measures', {
      title: 'Wechselnde Verknüpfungen',
      horizon: 'long',
      findingIds: [first?.id],
    });
    const set = await ask('beratung', 'PUT', `/towns/tannau/measures/${made.json.id}/links`, {
      findings: [second?.id],
      goals: [],
      needs: [needed?.id],
    });
    expect(set.status).toBe(200);
    expect((await storyOf(made.json.id)).slice(0, 2)).toMatchObject([
      {
        event: 'measure.linked',
        changes: [
          { field: 'findings', from: null, to: `F-02 ${second?.title}` },
          { field: 'needs', from: null, to: `M-01 ${needed?.title}` },
        ],
      },
      { event: 'measure.unlinked', changes: [{ field: 'findings', from: `F-01 ${first?.title}`, to: null }] },
    ]);
  });

  test('a step that is somebody else’s is told apart from one that leads nowhere', async () => {
    const made = await ask('beratung', 'POST', '/towns/tannau/measures', {
      title: 'Schritte',
      horizon: 'short',
    });
    const path = `/towns/tannau/measures/${made.json.id}`;
    expect((await ask('buergermeister', 'GET', path)).json.may).toMatchObject({
      recommended: 'may_only_editors',
      decided: 'may_not_from_here',
    });
    const step = (user: string, to: string) => ask(user, 'POST', `${path}/steps`, { to });
    expect(await step('buergermeister', 'recommended')).toMatchObject({
      status: 403,
      json: { code: 'not_your_function' },
    });
    expect(await step('beratung', 'done')).toMatchObject({ status: 409, json: { code: 'measure_step' } });
  });
});

test('only drafts and proposals are removed', async () => {
  const [finding] = await rowsOf('findings?status=confirmed');
  const [measure] = await rowsOf('measures?status=recommended');
  const remove = (path: string) => ask('beratung', 'DELETE', `/towns/tannau/${path}`);
  expect(await remove(`findings/${finding?.id}`)).toMatchObject({
    status: 409,
    json: { code: 'finding_step' },
  });
  expect(await remove(`measures/${measure?.id}`)).toMatchObject({
    status: 409,
    json: { code: 'measure_step' },
  });
  expect((await remove(`findings/${await draft('Irrtum')}`)).status).toBe(200);
});

test('a measure and a development are linked both ways, and who does not know of it leaves it', async () => {
  const made = await ask('beratung', 'POST', '/towns/tannau/measures', { title: 'Kabel', horizon: 'short' });
  const links = `/towns/tannau/measures/${made.json.id}/links`;
  const [plan] = await rowsOf('developments');
  const none = { findings: [], goals: [], needs: [] };
  expect((await ask('beratung', 'PUT', links, { ...none, developments: [plan?.id] })).json).toMatchObject({
    developments: [plan?.id],
  });
  expect((await ask('beratung', 'PUT', links, none)).json).toMatchObject({ developments: [plan?.id] });
  expect((await rowsOf('developments'))[0]).toMatchObject({ measures: [{ title: 'Kabel' }] });
  const thread = await ask('beratung', 'GET', `/towns/tannau/threads/measure/${made.json.id}`);
  expect(thread.json.up).toMatchObject([{ kind: 'development', id: plan?.id, label: plan?.title }]);
  const unknown = '01900000-0000-7000-8000-000000000000';
  expect((await ask('beratung', 'PUT', links, { ...none, developments: [unknown] })).json).toMatchObject({
    fields: [{ path: 'developments.0', code: 'unknown_reference' }],
  });
  expect((await ask('rat', 'PUT', links, none)).status).toBe(403);
  const { json } = await ask('beratung', 'PUT', links, { ...none, developments: [] });
  expect(json).toMatchObject({ developments: [] });
});

describe('a finding, its evidence and its answers', () => {
  test('evidence is added and removed afterwards; both stand in its story', async () => {
    const id = await draft('Belege kommen und gehen');
    const [seen] = await rowsOf('observations');
    const path = `/towns/tannau/findings/${id}/links`;
    const add = (user: string) => ask(user, 'POST', path, { kind: 'observation', targetId: seen?.id });
    expect((await add('buergermeister')).status).toBe(403);
    const { json } = await add('beratung');
    const label = `B-01 ${seen?.statement.slice(0, 120)}`;
    const [link] = json.links as unknown as { id: string }[];
    expect(link).toMatchObject({ kind: 'observation', targetId: seen?.id, label });
    expect((await add('beratung')).json).toMatchObject({ fields: [{ path: 'targetId', code: 'duplicate' }] });
    const other = await draft('Eine andere');
    const remove = (user: string, of: string) =>
      ask(user, 'DELETE', `/towns/tannau/findings/${of}/links/${link?.id}`);
    expect((await remove('beratung', other)).status).toBe(404);
    expect((await remove('buergermeister', id)).status).toBe(403);
    // While a finding rests on it, no target goes.
    const [item, rating] = [(await rowsOf('items'))[0], (await rowsOf('ratings'))[0]];
    for (const [kind, target] of [
      ['items', item],
      ['ratings', rating],
    ] as const)
      await ask('beratung', 'POST', path, { kind: kind.slice(0, -1), targetId: target?.id });
    for (const target of [`observations/${seen?.id}`, `items/${item?.id}`, `ratings/${rating?.id}`])
      expect((await ask('beratung', 'DELETE', `/towns/tannau/${target}`)).json, target).toMatchObject({
        code: 'still_referenced',
      });
    for (const { id: one, kind } of (await ask('beratung', 'GET', `/towns/tannau/findings/${id}/story`)).json
      .links as unknown as { id: string; kind: string }[])
      if (kind !== 'observation')
        await ask('beratung', 'DELETE', `/towns/tannau/findings/${id}/links/${one}`);
    expect((await remove('beratung', id)).json.links).toEqual([]);
    const told = await storyOf(id);
    expect(told[0]).toMatchObject({
      event: 'finding.unlinked',
      changes: [{ field: 'evidence', from: label, to: null }],
    });
    expect(told).toContainEqual(
      expect.objectContaining({
        event: 'finding.linked',
        changes: [expect.objectContaining({ field: 'evidence', from: null, to: label })],
      }),
    );
  });

  test('an answer names the function of who gave it, and “missing” is told in the story', async () => {
    const id = await draft('Hier fehlt etwas');
    const path = `/towns/tannau/findings/${id}`;
    await ask('beratung', 'POST', `${path}/submission`, {});
    const answer = await ask('buergermeister', 'POST', `${path}/reviews`, {
      answer: 'missing',
      comment: 'Die Außenstellen fehlen.',
    });
    expect(answer.json.status).toBe('in_review');
    const { json } = await ask('beratung', 'GET', `${path}/story`);
    expect(json.reviews).toMatchObject([{ answer: 'missing', reviewerTitle: 'Bürgermeisteramt' }]);
    expect((await storyOf(id))[0]).toMatchObject({
      event: 'finding.missing',
      note: 'Die Außenstellen fehlen.',
    });
  });
});
