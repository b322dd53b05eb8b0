import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addQuarters, localDateOf, quarterOf } from '#kernel/dates';
import { withClient } from '#platform/database/roles';
import { startWorker, type Worker } from '#platform/jobs/worker';
import { jobs } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

/** Not past whenever this runs, and within what is planned. */
const LATER = addQuarters(quarterOf(localDateOf(new Date())), 11);
const AS_IT_IS = { budgetPercent: 0, role: null, rolePercent: 0, delayedId: null, delayQuarters: 0 };
interface Condition {
  kind: string;
  measureId: string | null;
  otherId: string | null;
  year: number | null;
  role: string | null;
}
interface Planned {
  id: string;
  starts: string | null;
  before: string | null;
  fixed: string | null;
  quarters: number;
  earlier: { starts: string; conditions: Condition[] } | null;
}
interface Result {
  proven: boolean;
  gap: number | null;
  weighted: number;
  brokenBefore: Condition[];
  measures: Planned[];
  conflict: { proof: string; conditions: Condition[] } | null;
}
interface Plan {
  id: string;
  state: string;
  accept: true | string;
  result: Result | null;
}

let product: TestInstallation;
let worker: Worker;
/** The plan that was taken over. */
let first = '';
const numbers = new Map<string, string>();

beforeAll(async () => {
  product = await openTestInstallation();
  const { installation, dataDir } = product;
  worker = await startWorker(
    installation.database.ownerUrl,
    installation.ground,
    jobs(join(dataDir, 'x')).filter(({ name }) => name === 'run_roadmap_plan'),
  );
  const { json } = await ask('GET', '/roadmap');
  for (const { id, number } of json.measures as unknown as { id: string; number: number }[])
    numbers.set(id, `M-${String(number).padStart(2, '0')}`);
});
afterAll(async () => {
  await worker?.stop();
  await product?.close();
});

const ask = (method: string, path: string, body?: unknown, user = 'beratung') =>
  product.ask(user, method, `/towns/tannau${path}`, body);
const idOf = (number: string) => [...numbers].find(([, one]) => one === number)?.[0] ?? '';
const named = (id: string | null) => numbers.get(id ?? '') ?? null;

async function ended(id: string): Promise<Plan> {
  for (let tries = 0; tries < 200; tries++) {
    const { json } = await ask('GET', `/roadmap/plans/${id}`);
    if ((json as unknown as Plan).state !== 'running') return json as unknown as Plan;
    await pause(150);
  }
  throw new Error('still running');
}
const started = async (what: object = {}) =>
  (await ask('POST', '/roadmap/plans', { name: 'Entwurf', what: { ...AS_IT_IS, ...what } }))
    .json as unknown as Plan;

test('the package of the example town is planned with proof, told beside the plan in force and taken over at once', async () => {
  const plan = await ended((await started()).id);
  expect(plan).toMatchObject({ state: 'done', accept: true });
  const result = plan.result as Result;
  expect(result).toMatchObject({ proven: true, gap: 0, conflict: null });
  expect(result.measures).toHaveLength(20);
  // Drawn by hand, the plan in force is early where nobody has the time.
  expect(result.brokenBefore.map(({ kind, role }) => [kind, role])).toEqual([
    ['capacity', 'isb'],
    ['capacity', 'procurement'],
  ]);
  const fixed = result.measures.filter((one) => one.fixed);
  expect(fixed.map(({ id }) => named(id))).toEqual(['M-01', 'M-05', 'M-06', 'M-07', 'M-08']);
  expect(fixed.every(({ starts, before }) => starts === before)).toBe(true);
  // M-18 must be ready by the third quarter of 2027, and its award comes in the second: two quarters fit exactly.
  const wifi = result.measures.find(({ id }) => named(id) === 'M-18');
  expect(wifi?.starts).toBe('2027-Q2');
  expect(wifi?.earlier).toMatchObject({
    starts: '2027-Q1',
    conditions: expect.arrayContaining([expect.objectContaining({ kind: 'release' })]),
  });

  const reader = await ask('POST', `/roadmap/plans/${plan.id}/accept`, {}, 'kaemmerei');
  expect(reader.status).toBe(403);
  const moved = result.measures.filter(({ starts, before }) => starts !== before);
  const taken = await ask('POST', `/roadmap/plans/${plan.id}/accept`, {});
  expect(taken).toMatchObject({ status: 200, json: { moved: moved.length } });
  const { json } = await ask('GET', '/roadmap');
  const places = new Map((json.measures as unknown as Planned[]).map(({ id, starts }) => [id, starts]));
  for (const { id, starts } of result.measures) expect(places.get(id)).toBe(starts);
  expect(json.conflicts).toEqual([]);
  first = plan.id;
});

test('why each measure of the plan in force does not start earlier, by conditions of this town', async () => {
  const { json } = await ask('GET', '/roadmap/reasons');
  const reasons = json.measures as unknown as Pick<Planned, 'id' | 'earlier'>[];
  const of = (number: string) => reasons.find(({ id }) => named(id) === number)?.earlier;
  expect(of('M-01')).toBeNull();
  expect(of('M-19')?.conditions).toContainEqual(
    expect.objectContaining({ kind: 'needs', measureId: idOf('M-19'), otherId: idOf('M-10') }),
  );
  expect(json.broken).toEqual([]);
  expect(reasons.every(({ earlier }) => earlier === null || earlier.conditions.length > 0)).toBe(true);
});

test('less money: at once a plan of what can still be done, what is decided in its place', async () => {
  const quick = (await ask('POST', '/roadmap/what-if', { ...AS_IT_IS, budgetPercent: -20 }, 'buergermeister'))
    .json;
  const tried = quick as unknown as Result;
  expect(tried.measures.filter(({ fixed }) => fixed).every(({ starts, before }) => starts === before)).toBe(
    true,
  );
  expect(tried.measures.some(({ starts }) => starts === null)).toBe(true);
});

test('measures held at a start: refused by field, kept as a variant, and an older plan reads without them', async () => {
  const tryOut = (held: object[], user: string | null = 'buergermeister', town = 'tannau') =>
    product.ask(user, 'POST', `/towns/${town}/roadmap/what-if`, { held });
  const [town, theirs] = [randomUUID(), randomUUID()];
  await withClient(product.installation.database.ownerUrl, async (client) => {
    await client.query("insert into town (id, slug, name, state) values ($1, 'nachbar', 'Nachbar', 'BW')", [
      town,
    ]);
    await client.query(
      `insert into measure select (jsonb_populate_record(m, jsonb_build_object('town_id', $1::text, 'id', $2::text, 'budget_line_id', null))).*
        from measure m where id = $3`,
      [town, theirs, idOf('M-19')],
    );
  });
  const later = { id: idOf('M-19'), quarter: LATER };
  expect((await tryOut([later], null)).status).toBe(401);
  expect((await tryOut([later], 'beratung', 'nachbar')).status).toBe(404);
  const foreign = await tryOut([{ id: theirs, quarter: LATER }]);
  const wrong = await tryOut([
    { id: idOf('M-01'), quarter: '2027-Q3' },
    { id: idOf('M-19'), quarter: '2026-Q1' },
    later,
  ]);
  const fieldsOf = ({ json }: { json: unknown }) =>
    (json as { fields: { path: string; code: string }[] }).fields.map(({ path, code }) => `${path} ${code}`);
  expect([foreign.status, wrong.status]).toEqual([422, 422]);
  expect(fieldsOf(foreign)).toEqual(['held.0.id unknown_reference']);
  expect(fieldsOf(wrong)).toEqual([
    'held.0.id held_fixed',
    'held.1.quarter quarter_past',
    'held.2.id duplicate',
  ]);
  const quick = (await tryOut([later])).json as unknown as Result;
  expect(quick.measures.find(({ id }) => id === later.id)).toMatchObject({
    starts: LATER,
    fixed: 'held',
  });

  const refused = await ask('POST', '/roadmap/plans', { name: 'Gehalten', what: { held: [later, later] } });
  expect(fieldsOf(refused)).toEqual(['what.held.1.id duplicate']);
  const { id } = await started({ held: [later] });
  expect(await ended(id)).toMatchObject({ accept: 'plan_variant', what: { held: [later] } });
  await withClient(product.installation.database.ownerUrl, (client) =>
    client.query('update roadmap_plan set what = $2 where id = $1', [id, JSON.stringify(AS_IT_IS)]),
  );
  expect((await ask('GET', `/roadmap/plans/${id}`)).json).toMatchObject({ what: { held: [] } });
});

test('a reckoning can be ended, runs once at a time, and leaves nothing half written', async () => {
  const running = await started({ budgetPercent: -30 });
  const second = await ask('POST', '/roadmap/plans', { name: 'Zweiter', what: AS_IT_IS });
  expect(second).toMatchObject({ status: 409, json: { code: 'plan_running' } });
  await ask('POST', `/roadmap/plans/${running.id}/cancel`, {});
  expect(await ended(running.id)).toMatchObject({
    state: 'cancelled',
    result: null,
    accept: 'plan_not_done',
  });
});

test('bad input is named by its field, and a condition that contradicts another is found', async () => {
  const wrong = await ask('POST', '/plan-conditions', {
    kind: 'lag',
    measureId: idOf('M-12'),
    quarter: '2027-Q1',
  });
  expect(wrong.status).toBe(422);
  expect(
    (wrong.json as unknown as { fields: { path: string }[] }).fields.map(({ path }) => path).sort(),
  ).toEqual(['lagQuarters', 'needsId', 'quarter']);
  const span = { role: 'isb', fromQuarter: '2028-Q1', untilQuarter: '2027-Q1', percent: 20 };
  expect((await ask('POST', '/role-times', span)).status).toBe(422);
  const unknown = { ...AS_IT_IS, delayedId: '0198a000-0000-7000-8000-000000000000', delayQuarters: 1 };
  expect((await ask('POST', '/roadmap/what-if', unknown)).status).toBe(422);

  const late = { kind: 'council', measureId: idOf('M-18'), quarter: '2027-Q4' };
  expect((await ask('POST', '/plan-conditions', late)).status).toBe(200);
  // What the first plan was reckoned from has changed.
  const outdated = await ask('POST', `/roadmap/plans/${first}/accept`, {});
  expect(outdated).toMatchObject({ status: 409, json: { code: 'plan_outdated' } });
  const { result } = await ended((await started()).id);
  expect(result?.conflict?.proof).toBe('smallest');
  expect(result?.conflict?.conditions.map(({ kind, measureId }) => [kind, named(measureId)]).sort()).toEqual([
    ['deadline', 'M-18'],
    ['release', 'M-18'],
  ]);
});
