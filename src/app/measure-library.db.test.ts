import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { librarySummary } from '#modules/catalogue/contract';
import { findingFields } from '#modules/findings/contract';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const ask: TestInstallation['ask'] = (...given) => product.ask(...given);

interface Row {
  id: string;
  area: string;
  also: string[];
  horizon: string;
  title: { de: string; en: string };
  once: { most: number };
}
interface Listed {
  rows: Row[];
  next: string | null;
  total: number;
}
const list = async (query = ''): Promise<Listed> =>
  (await ask('rat', 'GET', `/towns/tannau/measure-library${query}`)).json as unknown as Listed;

describe('the library', () => {
  test('comes in pages that join without a gap, each far below 200 kB', async () => {
    const whole = await list('?limit=200');
    expect(whole.rows).toHaveLength(whole.total);
    expect(whole.total).toBeGreaterThanOrEqual(80);
    expect(JSON.stringify(whole).length).toBeLessThan(200_000);
    const ids: string[] = [];
    let next: string | null = '0';
    while (next !== null) {
      const page: Listed = await list(`?limit=25&cursor=${next}`);
      ids.push(...page.rows.map(({ id }) => id));
      next = page.next;
    }
    expect(ids).toEqual(whole.rows.map(({ id }) => id));
  });

  test('is found by words in either language, area, horizon and requirement', async () => {
    expect((await list('?q=unvereinbare%20rollen')).rows[0]?.id).toBe('end-role-union');
    expect((await list('?q=UNION%20of%20roles')).rows.map(({ id }) => id)).toContain('end-role-union');
    expect((await list('?q=gibtesnicht')).rows).toEqual([]);
    const security = await list('?area=security&limit=200');
    expect(security.rows.every(({ area, also }) => [area, ...also].includes('security'))).toBe(true);
    const long = await list('?horizon=long&area=applications');
    expect(long.rows.map(({ id }) => id)).toContain('ticket-building-office');
    expect(new Set(long.rows.map(({ horizon }) => horizon))).toEqual(new Set(['long']));
    const restore = (await list('?requirement=vds10000:16.4')).rows.map(({ id }) => id);
    expect(restore).toEqual(['improvement-register', 'restore-tests']);
    const chapter = (await list('?requirement=vds10000:16&limit=200')).rows.map(({ id }) => id);
    expect(chapter).toEqual(expect.arrayContaining(restore));
    expect(chapter.length).toBeGreaterThan(restore.length);
    expect((await list('?requirement=itil:nothing')).rows).toEqual([]);
  });

  test('is ordered as asked, up and down', async () => {
    const most = (await list('?sort=-once&limit=200')).rows.map(({ once }) => once.most);
    expect(most).toEqual([...most].sort((a, b) => b - a));
    const titles = (await list('?sort=title&limit=200')).rows.map(({ title }) => title.de);
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'de')));
  });

  test.each(['?sort=weather', '?cursor=x', '?area=weather', '?horizon=never', '?limit=0'])(
    'bad input is told: %s',
    async (query) => {
      const answer = await ask('rat', 'GET', `/towns/tannau/measure-library${query}`);
      expect([answer.status, answer.json.code]).toEqual([422, 'invalid_input']);
    },
  );

  test('one measure says everything, with names instead of keys', async () => {
    const { status, json } = await ask(
      'kaemmerei',
      'GET',
      '/towns/tannau/measure-library/single-point-of-contact',
    );
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id: 'single-point-of-contact',
      horizon: 'medium',
      needs: [{ id: 'ticket-system-trial', title: { de: 'Ticketsystem als Machbarkeitsnachweis erproben' } }],
      ownDays: { least: 20, most: 40 },
      externalDays: { least: 3, most: 8 },
      indicator: { unit: 'percent', better: 'higher', readFrom: 'tickets' },
    });
    const { serves } = json as unknown as { serves: { name: { de: string }; strength: number }[] };
    expect(serves[0]).toMatchObject({ strength: 3, name: { de: expect.stringMatching(/^ITIL: /) } });
    expect((await ask('rat', 'GET', '/towns/tannau/measure-library/free-lunch')).status).toBe(404);
  });

  test('the requirements it serves are named and counted', async () => {
    const { requirements } = (await ask('rat', 'GET', '/towns/tannau/measure-library-requirements'))
      .json as unknown as { requirements: { key: string; name: { de: string }; measures: number }[] };
    expect(requirements.find(({ key }) => key === 'vds10000:16.4')).toMatchObject({
      name: { de: expect.stringMatching(/^VdS 10000, 16\.4: /) },
      measures: 2,
    });
  });

  test.each(['measure-library', 'measure-library/isms', 'measure-library-requirements'])(
    'is for readers of the town only: %s',
    async (path) => {
      expect((await ask(null, 'GET', `/towns/tannau/${path}`)).status).toBe(401);
      expect((await ask('rat', 'GET', `/towns/nirgendwo/${path}`)).status).toBe(404);
    },
  );
});

describe('measures suggested for a finding', () => {
  interface Suggested {
    finding: { id: string; area: string };
    restsOn: { key: string }[];
    total: number;
    suggestions: {
      measure: { id: string };
      points: number;
      serves: { key: string; strength: number }[];
      area: string | null;
    }[];
  }
  const suggest = async (id: string, user = 'beratung') => {
    const answer = await ask(user, 'GET', `/towns/tannau/findings/${id}/measure-suggestions`);
    return { status: answer.status, json: answer.json as unknown as Suggested };
  };
  const draft = async (area: string): Promise<string> => {
    const week = (await ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0] as unknown as {
      id: string;
    };
    const made = await ask('beratung', 'POST', '/towns/tannau/findings', {
      engagementId: week.id,
      area,
      title: 'Niemand weiß, ob sich Daten zurückholen lassen',
      statement: 'Eine Rücksicherung wurde nie erprobt.',
    });
    return String(made.json.id);
  };

  test('areas of findings are those of the library', async () => {
    const areas = librarySummary.shape.area.options;
    expect(areas).toEqual(findingFields.shape.area.options);
    for (const area of areas) expect((await suggest(await draft(area))).json.finding.area).toBe(area);
  });

  test('come by the area, and by its requirements once a rating is its evidence', async () => {
    const id = await draft('contracts');
    const before = (await suggest(id)).json;
    expect(before.restsOn).toEqual([]);
    expect(before.suggestions[0]).toMatchObject({ points: 2, area: 'own', serves: [] });
    expect(before.suggestions).toHaveLength(Math.min(20, before.total));
    const ratings = (await ask('beratung', 'GET', '/towns/tannau/ratings?limit=200')).json
      .rows as unknown as {
      id: string;
      framework: string;
      requirement: string;
    }[];
    const rating = ratings.find((one) => one.framework === 'itil' && one.requirement === 'supplier');
    await ask('beratung', 'POST', `/towns/tannau/findings/${id}/links`, {
      kind: 'rating',
      targetId: rating?.id,
    });
    const after = (await suggest(id)).json;
    expect(after.restsOn.map(({ key }) => key)).toEqual(['itil:supplier']);
    // Strength 3 and its own area, the earliest first.
    expect(after.suggestions[0]).toMatchObject({
      measure: { id: 'contract-register' },
      points: 11,
      serves: [{ key: 'itil:supplier', strength: 3 }],
      area: 'own',
    });
    const points = after.suggestions.map((one) => one.points);
    expect(points).toEqual([...points].sort((a, b) => b - a));
  });

  test('a draft is suggested for by who carries the week only, others do not learn of it', async () => {
    const id = await draft('security');
    expect((await suggest(id, 'rat')).status).toBe(404);
    expect((await ask(null, 'GET', `/towns/tannau/findings/${id}/measure-suggestions`)).status).toBe(401);
    expect((await suggest('00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await suggest('not-an-id')).status).toBe(422);
  });

  test('a merged finding is answered for the one that says it now', async () => {
    const [kept, other] = [await draft('budget'), await draft('security')];
    const of = async (id: string) =>
      (await ask('beratung', 'GET', `/towns/tannau/findings/${id}`)).json as never as { version: number };
    const merged = await ask('beratung', 'POST', `/towns/tannau/findings/${kept}/merged-findings`, {
      area: 'budget',
      title: 'Zusammen',
      statement: 'Eine Rücksicherung wurde nie erprobt.',
      others: [{ id: other, version: (await of(other)).version }],
    });
    expect(merged.status).toBe(200);
    expect((await suggest(other)).json.finding).toMatchObject({ id: kept, area: 'budget' });
  });
});
