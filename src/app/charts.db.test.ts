import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChartView } from '#kernel/chart-route';
import { LOCALE_COOKIE } from '#platform/http/cookies';
import { type Actor, inTown } from '#platform/tx';
import { type Answer, openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
let week = '';

beforeAll(async () => {
  product = await openTestInstallation();
  week = String((await product.ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0]?.id);
});
afterAll(() => product?.close());

const PATHS = (id: string) => [
  `/engagements/${id}/charts/levels`,
  '/charts/budget-years',
  '/charts/roadmap-cost',
  '/charts/findings-by-area',
];
const get = (path: string, headers: Record<string, string> = {}, user: string | null = 'beratung') =>
  product.ask(user, 'GET', `/towns/tannau${path}`, undefined, headers);
const viewOf = ({ json }: Answer) => json as unknown as ChartView;

async function rowsOf<T>(query: ReturnType<typeof sql>): Promise<T[]> {
  const { ground } = product.installation;
  const { rows } = await sql<{ id: string }>`select town_id as id from app.door_towns()`.execute(ground.db);
  const actor: Actor = {
    userId: null,
    name: 'x',
    townId: rows[0]?.id ?? '',
    townSlug: 'tannau',
    functions: [],
    offices: 'all',
    via: 'job',
    locale: 'de',
  };
  return inTown(ground, actor, async (tx) => (await query.execute(tx.db)).rows as T[]);
}

/** '1.234 €' -> 1234 */
const figure = (cell: string | undefined): number =>
  Number(cell?.replaceAll(/[^\d,−]/g, '').replace(',', '.'));
/** Lengths of the bars painted in a colour role: what the eye compares. */
const bars = (svg: string, role: string): number[] =>
  [
    ...svg.matchAll(
      new RegExp(`<path d="M[\\d.]+ [\\d.]+l([\\d.]+) 0l0 -?([\\d.]+)[^>]*fill="var\\(--chart-${role},`, 'g'),
    ),
  ].map(([, , height]) => Number(height));

describe('picture and table', () => {
  test('money by year and budget is the sum of the budget lines', async () => {
    const { rows, svg } = viewOf(await get('/charts/budget-years?width=880'));
    const sums = await rowsOf<{ planned: number; actual: number }>(
      sql`select sum(planned_cents + amended_cents) as planned, sum(actual_cents) as actual
        from budget_line group by year, kind order by year, kind desc`,
    );
    expect(rows.map(({ cells }) => [figure(cells[2]), figure(cells[3])])).toEqual(
      sums.map(({ actual, planned }) => [Math.round(actual / 100), Math.round(planned / 100)]),
    );
    // Bars stand panel by panel; one scale, so heights relate as the sums do.
    const heights = bars(svg, 'pale').filter((height) => height > 0);
    const [result, investment] = ['result', 'investment'].map((_, panel) =>
      sums.filter((_sum, at) => at % 2 === panel).map(({ planned }) => planned),
    );
    const planned = [...(result ?? []), ...(investment ?? [])];
    const unit = Math.max(...heights) / Math.max(...planned);
    for (const [at, cents] of planned.entries())
      expect(Math.abs((heights[at] ?? 0) - cents * unit), `bar ${at}`).toBeLessThan(2);
  });

  test('findings by area and severity are the rows of the list', async () => {
    const { rows, title, svg } = viewOf(await get('/charts/findings-by-area'));
    const counts = await rowsOf<{ area: string; n: number }>(
      sql`select area, count(*) as n from finding group by area`,
    );
    expect(Object.fromEntries(rows.map(({ key, cells }) => [key, figure(cells.at(-1))]))).toEqual(
      Object.fromEntries(counts.map(({ area, n }) => [area, n])),
    );
    expect(title).toContain('45');
    for (const { cells } of rows) expect(svg).toContain(`>${cells[0]}</text>`);
  });

  test('cost of the roadmap is what the roadmap says', async () => {
    const { rows } = viewOf(await get('/charts/roadmap-cost'));
    const roadmap = (await get('/roadmap')).json as unknown as {
      years: { year: number; resultCents: number; investmentCents: number }[];
    };
    expect(rows.map(({ cells }) => [cells[0], figure(cells[4])])).toEqual(
      roadmap.years.flatMap(({ year, resultCents, investmentCents }) =>
        [resultCents, investmentCents].map((cents) => [`${year}`, Math.round(cents / 100)]),
      ),
    );
  });

  test('levels are the ratings of the week', async () => {
    const { rows } = viewOf(await get(`/engagements/${week}/charts/levels?framework=itil`));
    const ratings = await rowsOf<{ requirement: string; level: number; target: number }>(
      sql`select requirement, level, target from rating where framework = 'itil'`,
    );
    expect(
      Object.fromEntries(rows.map(({ key, cells }) => [key, [figure(cells[1]), figure(cells[2])]])),
    ).toEqual(
      Object.fromEntries(ratings.map(({ requirement, level, target }) => [requirement, [level, target]])),
    );
  });
});

describe('the answer', () => {
  test('speaks the language of the reader', async () => {
    const columns = async (headers: Record<string, string>) =>
      viewOf(await get('/charts/budget-years', headers)).columns.map(({ title }) => title);
    expect(await columns({})).toContain('Ansatz mit Nachtrag');
    const signedIn = await product.app.request('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'beratung', password: product.passwords.get('beratung') }),
    });
    const cookie = `${signedIn.headers.get('set-cookie')?.split(';')[0]}; ${LOCALE_COOKIE}=en`;
    expect(await columns({ cookie })).toContain('Planned with amendments');
  });

  test('is kept by the asking browser alone and not sent twice', async () => {
    for (const path of PATHS(week)) {
      const first = await get(path);
      expect([path, first.headers.get('cache-control')]).toEqual([path, 'private, no-cache']);
      const tag = first.headers.get('etag') ?? '';
      expect((await get(path, { 'if-none-match': tag })).status).toBe(304);
      expect((await get(`${path}?width=300`, { 'if-none-match': tag })).status).toBe(200);
    }
  });

  test('holds shapes and words only, drawn for the width asked for', async () => {
    for (const path of PATHS(week)) {
      const { svg } = viewOf(await get(`${path}?width=320`));
      expect(svg).toMatch(/^<svg width="320"/);
      expect(svg).not.toMatch(/<style|<script|\sstyle=|\son\w+=|href/);
    }
  });

  test('to a damaged question is a refusal that names the field', async () => {
    for (const path of PATHS(week))
      for (const wrong of ['abc', '10', '99999', '300.5']) {
        const { status, json } = await get(`${path}?width=${wrong}`);
        expect([status, json.fields], `${path} ${wrong}`).toMatchObject([422, [{ path: 'width' }]]);
      }
    const framework = await get(`/engagements/${week}/charts/levels?framework=cobit`);
    expect(framework.json).toMatchObject({ fields: [{ path: 'framework', code: 'not_allowed' }] });
  });

  test('is for readers of the chain alone', async () => {
    for (const path of PATHS(week)) {
      expect((await get(path, {}, null)).status).toBe(401);
      expect((await get(path, {}, 'amt')).status).toBe(403);
      expect((await get(path, {}, 'rat')).status).toBe(200);
      expect((await product.ask('beratung', 'GET', `/towns/nirgends${path}`)).status).toBe(404);
    }
  });
});
