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
    expect((await remove('beratung', id)).json.links).toEqual([]);
    expect((await storyOf(id)).slice(0, 2)).toMatchObject([
      { event: 'finding.unlinked', changes: [{ field: 'evidence', from: label, to: null }] },
      { event: 'finding.linked', changes: [{ field: 'evidence', from: null, to: label }] },
    ]);
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

describe('merging findings', () => {
  let week = '';
  beforeAll(async () => {
    week = String((await rowsOf('engagements'))[0]?.id);
  });
  const at = (rest = '') => `/towns/tannau/findings${rest}`;

  interface Finding {
    id: string;
    number: number;
    version: number;
    status: string;
    title: string;
    statement: string;
    mergedInto: { id: string; number: number } | null;
  }
  const read = async (id: string, user = 'beratung') =>
    (await ask(user, 'GET', at(`/${id}`))).json as unknown as Finding;
  const story = async (id: string) =>
    (await ask('beratung', 'GET', at(`/${id}/story`))).json as unknown as {
      links: { targetId: string }[];
      wordings: { statement: string; reason: string }[];
      merged: { number: number; reviews: { answer: string }[]; wordings: { statement: string }[] }[];
      reviews: unknown[];
      separable: boolean;
    };
  const make = async (title: string, submitted: boolean): Promise<Finding> => {
    const made = await ask('beratung', 'POST', at(), {
      engagementId: week,
      area: 'operations',
      title,
      statement: `${title}: so ist es.`,
    });
    const id = String(made.json.id);
    if (submitted) await ask('beratung', 'POST', at(`/${id}/submission`), {});
    return read(id);
  };
  const observations = async () =>
    (await ask('beratung', 'GET', '/towns/tannau/observations')).json.rows as unknown as { id: string }[];
  const rest = (id: string, targetId: string | undefined) =>
    ask('beratung', 'POST', at(`/${id}/links`), { kind: 'observation', targetId });
  const WORDS = {
    area: 'operations',
    title: 'Sicherung fehlt',
    statement: 'Drei Systeme werden nicht gesichert.',
    cause: 'Niemand ist zuständig.',
    consequence: 'Daten gehen verloren.',
    severity: 2,
    impact: 3,
    likelihood: 2,
  };
  const merge = (kept: Finding, others: readonly Finding[], user: string | null = 'beratung') =>
    ask(
      user,
      'POST',
      at(`/${kept.id}/merged-findings`),
      { ...WORDS, others: others.map(({ id, version }) => ({ id, version })) },
      { 'if-match': `"${kept.version}"` },
    );
  const separate = (id: string) => ask('beratung', 'POST', at(`/${id}/separation`), {});
  const linksOf = async (measure: string) =>
    (await ask('beratung', 'GET', `/towns/tannau/measures/${measure}/links`)).json
      .findings as unknown as string[];

  test('evidence, files, measures and answers go along, and everything comes back', async () => {
    const [kept, other] = [await make('Keine Sicherung', true), await make('Sicherung unklar', true)];
    const [both, only] = await observations();
    await rest(kept.id, both?.id);
    await rest(other.id, both?.id);
    await rest(other.id, only?.id);
    const measure = String(
      (
        await ask('beratung', 'POST', '/towns/tannau/measures', {
          title: 'Sichern',
          horizon: 'short',
          findingIds: [other.id, kept.id],
        })
      ).json.id,
    );
    const alone = String(
      (
        await ask('beratung', 'POST', '/towns/tannau/measures', {
          title: 'Zuständig machen',
          horizon: 'short',
          findingIds: [other.id],
        })
      ).json.id,
    );
    await ask('buergermeister', 'POST', at(`/${other.id}/reviews`), { answer: 'agrees' });
    const before = [await read(kept.id), await read(other.id)] as const;
    expect(before[1].status).toBe('confirmed');

    const done = await merge(before[0], [before[1]]);
    expect(done.json).toMatchObject({
      title: WORDS.title,
      status: 'in_review',
      severity: 4,
      mergedInto: null,
    });
    expect(await read(other.id)).toMatchObject({
      number: other.number,
      status: 'merged',
      mergedInto: { id: kept.id, number: kept.number },
      may: { edit: 'may_merged', separate: true },
    });
    const now = await story(kept.id);
    expect(now.links.map(({ targetId }) => targetId).sort()).toEqual([both?.id, only?.id].sort());
    expect(now.wordings.at(-1)).toMatchObject({ statement: WORDS.statement });
    expect(now.wordings.at(-1)?.reason).toContain(`F-${other.number}`);
    expect(now.merged).toMatchObject([{ number: other.number, reviews: [{ answer: 'agrees' }] }]);
    expect(await linksOf(measure)).toEqual([kept.id]);
    expect(await linksOf(alone)).toEqual([kept.id]);
    // A form that was open before the merge names the merged one; the measure stays with the one that was kept.
    const links = { findings: [other.id], goals: [], needs: [] };
    await ask('beratung', 'PUT', `/towns/tannau/measures/${alone}/links`, links);
    expect(await linksOf(alone)).toEqual([kept.id]);
    // What is merged is answered no more, counts no more and is found under its number.
    const review = await ask('buergermeister', 'POST', at(`/${other.id}/reviews`), { answer: 'agrees' });
    expect(review).toMatchObject({ status: 409, json: { code: 'finding_step' } });
    const overview = (await ask('beratung', 'GET', '/towns/tannau/overview')).json;
    expect(overview.findings).not.toHaveProperty('merged');
    const found = await ask('beratung', 'GET', `/towns/tannau/search?q=${encodeURIComponent(other.title)}`);
    expect(JSON.stringify(found.json)).toContain(`(zusammengeführt in F-${kept.number})`);

    expect((await separate(other.id)).json).toMatchObject({ status: 'confirmed', mergedInto: null });
    expect(await read(kept.id)).toMatchObject({
      title: kept.title,
      statement: kept.statement,
      status: 'in_review',
    });
    expect((await story(kept.id)).links.map(({ targetId }) => targetId)).toEqual([both?.id]);
    expect((await story(other.id)).links).toHaveLength(2);
    expect((await story(kept.id)).wordings).toHaveLength(1);
    expect((await linksOf(measure)).sort()).toEqual([kept.id, other.id].sort());
    expect(await linksOf(alone)).toEqual([other.id]);
    expect((await separate(other.id)).status).toBe(409);
  });

  test('whoever answered one of them by link is asked anew, beside what they had read', async () => {
    const round = String(
      (
        await ask('beratung', 'POST', '/towns/tannau/review-rounds', {
          engagementId: week,
          dueOn: '2030-01-31',
        })
      ).json.id,
    );
    const invited = await ask('beratung', 'POST', `/towns/tannau/review-rounds/${round}/guests`, {
      name: 'Rosa Kern',
    });
    const { path } = invited.json.link as unknown as { path: string };
    const [kept, other] = [await make('Ein Raum ist heiß', true), await make('Der Raum wird warm', true)];
    const answered = await product.app.request(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams({ finding: other.id, answer: 'agrees', comment: '' }).toString(),
    });
    expect(answered.status).toBe(303);
    const guest = async () => {
      const { json } = await ask('beratung', 'GET', `/towns/tannau/review-rounds/${round}/guests`);
      return (json.guests as unknown as object[])[0];
    };
    expect(await guest()).toMatchObject({ answered: 1, changed: 0 });
    expect((await merge(kept, [await read(other.id)])).status).toBe(200);
    expect(await guest()).toMatchObject({ answered: 0, changed: 1 });
    const sheet = await (await product.app.request(path)).text();
    expect(sheet).toContain('<ins>');
    expect(sheet).not.toContain(`F-${other.number} `);
    // An answer to the new wording: nothing can be parted behind it any more.
    await ask('buergermeister', 'POST', at(`/${kept.id}/reviews`), { answer: 'agrees' });
    expect((await story(other.id)).separable).toBe(false);
    expect(await separate(other.id)).toMatchObject({ status: 409, json: { code: 'finding_merge_changed' } });
  });

  test('drafts stay drafts and unseen; merging goes on over several steps', async () => {
    const [a, b, c] = [await make('Eins', false), await make('Zwei', false), await make('Drei', false)];
    expect((await merge(a, [b])).json).toMatchObject({ status: 'draft' });
    expect((await ask('buergermeister', 'GET', at(`/${b.id}`))).status).toBe(404);
    expect((await ask('buergermeister', 'GET', at(`/${b.id}/story`))).status).toBe(404);
    expect((await merge(c, [await read(a.id)])).status).toBe(200);
    expect(await read(b.id)).toMatchObject({ mergedInto: { number: c.number } });
    expect(await separate(b.id)).toMatchObject({ status: 409 });
    expect((await separate(a.id)).status).toBe(200);
    expect(await read(b.id)).toMatchObject({ mergedInto: { number: a.number } });
    // The one that carries others does not go.
    expect((await ask('beratung', 'DELETE', at(`/${a.id}`))).json).toMatchObject({
      code: 'still_referenced',
    });
  });

  test('refuses who may not, what was changed meanwhile, itself, another town and what is merged already', async () => {
    const [kept, other] = [await make('Hier', false), await make('Dort', false)];
    expect((await merge(kept, [other], null)).status).toBe(401);
    expect((await merge(kept, [other], 'buergermeister')).status).toBe(403);
    expect((await merge(kept, [])).json).toMatchObject({ fields: [{ path: 'others' }] });
    expect((await merge(kept, [kept])).json).toMatchObject({ fields: [{ path: 'others' }] });
    expect((await merge({ ...kept, version: 9 }, [other])).json).toMatchObject({ code: 'version_conflict' });
    expect((await merge(kept, [{ ...other, version: 9 }])).json).toMatchObject({ code: 'version_conflict' });
    const unknown = { ...other, id: '01900000-0000-7000-8000-000000000000' };
    expect((await merge(kept, [unknown])).status).toBe(404);
    expect((await merge(unknown, [other])).status).toBe(404);
    expect((await separate(kept.id)).json).toMatchObject({ code: 'finding_step' });
    expect((await merge(kept, [other])).status).toBe(200);
    const fresh = await make('Nochmals', false);
    expect((await merge(fresh, [await read(other.id)])).json).toMatchObject({ code: 'finding_step' });
    expect((await ask(null, 'POST', at(`/${other.id}/separation`), {})).status).toBe(401);
    expect((await ask('buergermeister', 'POST', at(`/${other.id}/separation`), {})).status).toBe(403);
  });
});
