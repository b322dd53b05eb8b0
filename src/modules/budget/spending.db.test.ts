import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouteOutput } from '#kernel/route';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import type { spendingContract } from './contract-spending.ts';

type Overview = RouteOutput<typeof spendingContract.overview>;
type Parts = RouteOutput<typeof spendingContract.parts>;
type Guide = RouteOutput<typeof spendingContract.guide>;

let product: TestInstallation;
const town = '/towns/tannau';
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const ask = (method: string, path: string, body?: unknown, user: string | null = 'beratung') =>
  product.ask(user, method, `${town}${path}`, body);
const read = async <T>(path: string): Promise<T> => (await ask('GET', path)).json as unknown as T;
const rowsOf = async (path: string) =>
  (await read<{ rows: { id: string; amountCents: number; version: number }[] }>(path)).rows;

describe('the view of three years', () => {
  test('ends with the last full year before the week and adds up what is stored', async () => {
    const { until, years, areas } = await read<Overview>('/spending');
    expect([until, years.map(({ year }) => year)]).toEqual([2025, [2023, 2024, 2025]]);
    const posted = (await rowsOf('/postings?year=2025&limit=200')).reduce((n, row) => n + row.amountCents, 0);
    // Given figures of 2025 that are measured: staff 69,240 EUR and training 0 EUR.
    expect(years[2]?.measuredCents).toBe(posted + 69_240_00);
    for (const [at, year] of years.entries())
      expect(areas.reduce((n, { sums }) => n + (sums[at]?.cents ?? 0), 0)).toBe(year.cents);
    // The running costs of the server room are unknown: every total is "at least".
    expect(years.every(({ certainty, atLeast }) => certainty === 'unknown' && atLeast)).toBe(true);
    expect(years[2]?.perResidentCents).toBe(Math.round((years[2]?.cents ?? 0) / 10_400));
    const early = await read<Overview>('/spending?until=2022');
    expect(early.years.map(({ certainty }) => certainty)).toEqual(['estimated', 'estimated', 'estimated']);
  });

  test('every sum opens to its parts, postings, given figures and contracts', async () => {
    const { areas } = await read<Overview>('/spending');
    for (const { area, sums } of areas) {
      const { parts, more } = await read<Parts>(`/spending-parts?year=2024&area=${area}`);
      expect(more).toBe(0);
      expect(
        parts.reduce((n, { cents }) => n + (cents ?? 0), 0),
        area,
      ).toBe(sums[1]?.cents);
    }
    const { parts } = await read<Parts>('/spending-parts?year=2024&area=data_centre');
    // Maintenance of the servers was not posted in 2024: 4,200 EUR of its contract, twelve months.
    expect(parts).toContainEqual(
      expect.objectContaining({ kind: 'contract', cents: 4_200_00, certainty: 'estimated' }),
    );
    const chart = await read<{ title: string; rows: { key: string }[] }>('/charts/spending');
    expect(chart.title).toMatch(/^2025 gab die Stadt mindestens .* für IT aus/);
    expect(chart.rows.map(({ key }) => key)).toEqual(['2023', '2024', '2025']);
  });

  test('is closed to strangers and to other towns, and bad years are told', async () => {
    expect((await ask('GET', '/spending', undefined, null)).status).toBe(401);
    expect((await product.ask('beratung', 'GET', '/towns/anderswo/spending')).status).toBe(404);
    expect((await ask('GET', '/spending?until=abc')).status).toBe(422);
    expect((await ask('GET', '/spending-parts?year=2024&area=everything')).status).toBe(422);
  });
});

describe('postings', () => {
  const one = { year: 2024, document: 'Probebeleg', amountCents: 100, partner: '<b>Firma</b>' };

  test('stand once by year, document and line; like ones beside each other stay apart', async () => {
    expect((await ask('POST', '/postings', one)).json).toMatchObject({ line: '1', costArea: 'unassigned' });
    expect((await ask('POST', '/postings', one)).json).toMatchObject({
      code: 'duplicate',
      fields: [{ path: 'document' }],
    });
    expect((await ask('POST', '/postings', { ...one, line: '2' })).status).toBe(200);
    expect((await ask('POST', '/postings', { ...one, document: '' })).status).toBe(422);
    expect(
      (await ask('POST', '/postings', { ...one, line: '3', contractId: randomUUID() })).json,
    ).toMatchObject({ fields: [{ path: 'contractId', code: 'unknown_reference' }] });
    expect((await ask('POST', '/postings', { ...one, line: '3' }, 'rat')).status).toBe(403);
  });

  test('many are assigned at once, all or none', async () => {
    const ids = (await rowsOf('/postings?year=2024&q=Probebeleg')).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    const stranger = await ask('POST', '/posting-areas', {
      ids: [...ids, randomUUID()],
      costArea: 'network',
    });
    expect(stranger.json).toMatchObject({ fields: [{ path: 'ids', code: 'unknown_reference' }] });
    expect(await rowsOf('/postings?year=2024&area=network&q=Probebeleg')).toHaveLength(0);
    const assign = () => ask('POST', '/posting-areas', { ids: [...ids, ids[0]], costArea: 'network' });
    expect((await assign()).json).toEqual({ changed: 2 });
    expect((await assign()).json).toEqual({ changed: 0 });
    expect((await ask('POST', '/posting-areas', { ids, costArea: 'network' }, 'rat')).status).toBe(403);
    expect((await ask('POST', '/posting-areas', { ids: [], costArea: 'network' })).status).toBe(422);
  });

  test('a finding rests on one, and the posting shows it', async () => {
    const [posting] = await rowsOf('/postings?year=2024&q=Probebeleg');
    const [finding] = await rowsOf('/findings?status=draft&limit=1').then(async (rows) =>
      rows.length > 0 ? rows : rowsOf('/findings?limit=1'),
    );
    const link = (targetId: string) =>
      ask('POST', `/findings/${finding?.id}/links`, { kind: 'posting', targetId });
    const said = (await link(posting?.id ?? '')).json as unknown as {
      links: { kind: string; label: string }[];
    };
    expect(said.links).toContainEqual(
      expect.objectContaining({ kind: 'posting', label: '2024 Probebeleg <b>Firma</b>' }),
    );
    expect((await link(randomUUID())).json).toMatchObject({
      fields: [{ path: 'targetId', code: 'unknown_reference' }],
    });
    const thread = await read<{ down: { kind: string; id: string }[] }>(`/threads/posting/${posting?.id}`);
    expect(thread.down).toContainEqual(expect.objectContaining({ kind: 'finding', id: finding?.id }));
    const removal = await ask('DELETE', `/postings/${posting?.id}`);
    expect([removal.status, removal.json.code]).toEqual([409, 'still_referenced']);
  });
});

describe('given figures', () => {
  test('have an amount exactly when they are not unknown', async () => {
    const figure = { year: 2024, title: 'Kabel', certainty: 'estimated' };
    const send = (more: object) => ask('POST', '/spending-entries', { ...figure, ...more });
    expect((await send({})).json).toMatchObject({ fields: [{ path: 'amountCents', code: 'required' }] });
    expect((await send({ certainty: 'unknown', amountCents: 5 })).json).toMatchObject({
      fields: [{ path: 'amountCents', code: 'amount_of_unknown' }],
    });
    const made = (await send({ amountCents: 5 })).json as unknown as { id: string };
    expect((await ask('PATCH', `/spending-entries/${made.id}`, { certainty: 'unknown' })).status).toBe(422);
    const told = { certainty: 'unknown', amountCents: null };
    expect((await ask('PATCH', `/spending-entries/${made.id}`, told)).json).toMatchObject(told);
  });

  test('the guided entry keeps all or none, again changes nothing, and somebody else is not overwritten', async () => {
    const { items } = await read<Guide>('/spending-guide');
    expect(items.find(({ key }) => key === 'it_staff')?.figures[2]).toMatchObject({
      year: 2025,
      certainty: 'measured',
      amountCents: 69_240_00,
    });
    const put = (figures: object[], user = 'beratung') => ask('PUT', '/spending-guide', { figures }, user);
    const backup = { item: 'backup', year: 2024, version: 0, certainty: 'estimated', amountCents: 900_00 };
    const faulty = await put([
      backup,
      { ...backup, year: 2023, amountCents: null },
      { ...backup, item: 'nonsense' },
      { ...backup, year: 2025, certainty: 'open' },
    ]);
    expect(faulty.json).toMatchObject({
      fields: [
        { path: 'figures.1.amountCents', code: 'required' },
        { path: 'figures.2.item', code: 'unknown_reference' },
        { path: 'figures.3.certainty', code: 'certainty_missing' },
      ],
    });
    expect((await put([backup])).json).toEqual({ changed: 1 });
    expect((await put([backup])).json).toEqual({ changed: 0 });
    expect((await put([{ ...backup, amountCents: 1 }])).json).toMatchObject({ code: 'version_conflict' });
    const unknown = { ...backup, version: 1, certainty: 'unknown', amountCents: null };
    expect((await put([unknown])).json).toEqual({ changed: 1 });
    expect((await put([{ ...unknown, version: 2, certainty: 'open' }])).json).toEqual({ changed: 1 });
    expect((await put([backup], 'rat')).status).toBe(403);
    const both = await Promise.all([put([backup]), put([{ ...backup, amountCents: 7 }])]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
