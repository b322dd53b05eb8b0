import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const ask: TestInstallation['ask'] = (...given) => product.ask(...given);

const rowsOf = async (list: string) =>
  (await ask('beratung', 'GET', `/towns/tannau/${list}`)).json.rows as unknown as {
    id: string;
    number: number;
    title: string;
    statement: string;
    may: Record<string, true | string>;
  }[];
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
