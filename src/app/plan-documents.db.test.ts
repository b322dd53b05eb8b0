import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addQuarters, formatQuarter, localDateOf, quarterOf } from '#kernel/dates';
import { withClient } from '#platform/database/roles';
import { startWorker, type Worker } from '#platform/jobs/worker';
import { jobs } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

interface Plan {
  id: string;
  state: string;
  result: {
    measures: { id: string; starts: string | null; fixed: string | null }[];
    years: { year: number; resultCents: number; investmentCents: number; resultFrameCents: number | null }[];
  } | null;
}
interface Document {
  variant: { name: string; inForce: boolean; outdated: boolean } | null;
  sections: { key: string; text: string; edited: boolean; hidesPlan: boolean; version: number }[];
  versions: { number: number; variant: string }[];
}

let product: TestInstallation;
let worker: Worker;
let plan: Plan;
const numbers = new Map<string, string>();
const NAME = 'Mehr Geld, M-16 später';
// Far enough to be free, near enough to be planned, whenever this runs.
const SIXTH = addQuarters(quarterOf(localDateOf(new Date())), 6);
const EIGHTH = addQuarters(SIXTH, 2);
const [SIXTH_WORDS, EIGHTH_WORDS] = [formatQuarter(SIXTH, 'de'), formatQuarter(EIGHTH, 'de')];

const ask = (method: string, path: string, body?: unknown, user: string | null = 'beratung') =>
  product.ask(user, method, `/towns/tannau${path}`, body);
const idOf = (number: string) => [...numbers].find(([, one]) => one === number)?.[0] ?? '';
const document = async (query = `?plan=${plan.id}`) =>
  (await ask('GET', `/documents/council${query}`)).json as unknown as Document;

const begin = async (name: string, what: object) =>
  (await ask('POST', '/roadmap/plans', { name, what })).json as unknown as Plan;
async function reckoned(begun: Plan): Promise<Plan> {
  let at = begun;
  for (let tries = 0; at.state === 'running' && tries < 200; tries++) {
    await pause(150);
    at = (await ask('GET', `/roadmap/plans/${at.id}`)).json as unknown as Plan;
  }
  return at;
}

/** Words of a text document, and its tables row by row. */
async function read(edition: string, query: string): Promise<{ words: string; rows: string[][] }> {
  const answer = await product.app.request(
    `/api/v1/towns/tannau/documents/council/file?edition=${edition}&format=docx${query}`,
    { headers: { authorization: `Bearer ${product.demo.token}`, 'accept-language': 'de' } },
  );
  expect(answer.status).toBe(200);
  const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const plain = (markup: string) => markup.replace(/<[^>]*>/g, '').replace(/\u00a0/g, ' ');
  return {
    words: Object.entries(parts)
      .flatMap(([name, part]) => (name.endsWith('.png') ? [] : [part]))
      .map((part) => plain(strFromU8(part)))
      .join('\n'),
    rows: [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
      [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => plain(cell)),
    ),
  };
}

beforeAll(async () => {
  product = await openTestInstallation();
  const { installation, dataDir } = product;
  const own = jobs(join(dataDir, 'x')).filter(({ name }) => name === 'run_roadmap_plan');
  const { json } = await ask('GET', '/roadmap');
  for (const { id, number } of json.measures as unknown as { id: string; number: number }[])
    numbers.set(id, `M-${String(number).padStart(2, '0')}`);
  await ask('PATCH', `/measures/${idOf('M-16')}`, { confidentiality: 'non_public' });
  await withClient(installation.database.ownerUrl, (client) =>
    client.query("update measure set status = 'postponed' where id = $1", [idOf('M-13')]),
  );
  const what = {
    budgetPercent: 10,
    held: [
      { id: idOf('M-16'), quarter: EIGHTH },
      { id: idOf('M-17'), quarter: SIXTH },
    ],
  };
  plan = await begin(NAME, what);
  for (const kind of ['council', 'results'])
    expect((await ask('GET', `/documents/${kind}?plan=${plan.id}`)).json.code).toBe('plan_not_done');
  worker = await startWorker(installation.database.ownerUrl, installation.ground, own);
  plan = await reckoned(plan);
});
afterAll(async () => {
  await worker?.stop();
  await product?.close();
});

test('the paper tells of the variant, its annex with the figures of the plan by year; the public one names nothing that is not public', async () => {
  const { rows, words: closed } = await read('annex', `&plan=${plan.id}`);
  const euros = (words = '') => Number(words.replace(/[^\d]/g, ''));
  const of = (year: number, budget: string) =>
    rows.find(([first, second]) => first === String(year) && second === budget);
  const years =
    plan.result?.years.filter(({ resultCents, investmentCents }) => resultCents + investmentCents > 0) ?? [];
  expect(years.length).toBeGreaterThan(3);
  for (const { year, resultCents, investmentCents, resultFrameCents } of years) {
    const row = of(year, 'Ergebnishaushalt');
    expect([year, euros(row?.[2])]).toEqual([year, Math.round(resultCents / 100)]);
    if (resultFrameCents !== null)
      expect([year, euros(row?.[3])]).toEqual([year, Math.round(resultFrameCents / 100)]);
    expect([year, euros(of(year, 'Finanzhaushalt (Investitionen)')?.[2])]).toEqual([
      year,
      Math.round(investmentCents / 100),
    ]);
  }

  const open = await read('public', `&plan=${plan.id}`);
  expect(open.words).toMatch(
    /berechneten Variante des Fahrplans: ohne Namensangabe, berechnet am .*nicht der geltende Fahrplan/,
  );
  expect(open.words).toContain(
    `Haushaltsrahmen ab dem Folgejahr 10 % größer; Beginn von M-17 festgelegt auf das ${SIXTH_WORDS}.`,
  );
  expect(open.words).toContain('Entwurf');
  expect(open.words).not.toMatch(/M-16|Notfallplan und/);
  expect(open.words).toContain('Nicht Teil dieser Variante: M-13');
  const decision = (await document()).sections.find(({ key }) => key === 'decision')?.text ?? '';
  expect(decision).toMatch(new RegExp(`M-17.*Beginn ${SIXTH_WORDS}`));
  expect(closed).toContain(`Beginn von M-16 festgelegt auf das ${EIGHTH_WORDS}`);
  expect((await read('public', '')).words).not.toMatch(/Variante/);
});

test('what the variant leaves out is named in every document and part of none', async () => {
  for (const kind of ['results', 'council', 'slides', 'sheets', 'table']) {
    const { sections } = (await ask('GET', `/documents/${kind}?plan=${plan.id}`)).json as unknown as Document;
    expect([kind, sections.some(({ key }) => key === 'variant')]).toEqual([kind, true]);
    const rest = sections.filter(({ key }) => !key.endsWith('variant') && !key.startsWith('findings'));
    expect([kind, rest.filter(({ key, text }) => key === 'M-13' || text.includes('M-13'))]).toEqual([
      kind,
      [],
    ]);
  }
});

test('a text that was rewritten stays and is marked; a version keeps which variant it tells of', async () => {
  const before = (await document('')).sections.find(({ key }) => key === 'decision');
  const words = { text: 'Der Rat beschließt das Paket.', included: true, version: before?.version ?? 0 };
  expect((await ask('PUT', '/documents/council/sections/decision', words)).status).toBe(200);
  const told = await document();
  expect(told.variant).toMatchObject({ name: '', inForce: false, outdated: false });
  expect(told.sections.find(({ key }) => key === 'decision')).toMatchObject({
    edited: true,
    hidesPlan: true,
  });
  expect((await document('')).sections.some(({ hidesPlan }) => hidesPlan)).toBe(false);
  const leftOut = { text: null, included: false, version: 0 };
  const facts = await ask('PUT', '/documents/council/sections/facts', leftOut);
  expect(facts.status).toBe(200);
  expect((await read('public', `&plan=${plan.id}`)).words).toMatch(/Annahmen der Variante.*10 % größer/);

  const issued = await ask('POST', '/documents/council/versions', { plan: plan.id });
  expect(issued).toMatchObject({ status: 200, json: { variant: 'ohne Namensangabe' } });
  await ask('DELETE', `/roadmap/plans/${plan.id}`);
  const version = await read('public', `&version=${issued.json.number}`);
  expect(version.words).toContain('nicht der geltende Fahrplan');
  expect((await document('')).versions[0]).toMatchObject({ variant: 'ohne Namensangabe' });
  // The plan is gone, and with it the draft that rested on it.
  expect((await ask('GET', `/documents/council?plan=${plan.id}`)).status).toBe(404);
});

test('a plan that was accepted is the one in force, though a measure is postponed', async () => {
  const asItIs = await reckoned(await begin('Wie erfasst', {}));
  expect((await document(`?plan=${asItIs.id}`)).variant).toMatchObject({ inForce: false });
  expect((await ask('POST', `/roadmap/plans/${asItIs.id}/accept`)).status).toBe(200);
  expect((await document(`?plan=${asItIs.id}`)).variant).toMatchObject({ inForce: true });
});

test('without sign-in, of another town, or not a plan at all', async () => {
  const path = (id: string) => `/documents/council/file?edition=public&format=docx&plan=${id}`;
  expect((await ask('GET', path(plan.id), undefined, null)).status).toBe(401);
  const [town, theirs] = [randomUUID(), randomUUID()];
  await withClient(product.installation.database.ownerUrl, async (client) => {
    await client.query(`insert into town (id, slug, name) values ($1, 'nachbar', 'Nachbar')`, [town]);
    await client.query(
      `insert into roadmap_plan (town_id, id, name, what, state, result, created_at, updated_at)
        values ($1, $2, 'Ihrer', '{}', 'done', '{}', now(), now())`,
      [town, theirs],
    );
  });
  for (const id of [theirs, randomUUID()]) expect((await ask('GET', path(id))).status).toBe(404);
  expect((await ask('GET', path('nichts'))).status).toBe(422);
});
