import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorker, type Worker } from '#platform/jobs/worker';
import { jobs } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

const AS_IT_IS = { budgetPercent: 0, role: null, rolePercent: 0, delayedId: null, delayQuarters: 0 };
const NOBODY = '0198a000-0000-7000-8000-000000000000';

interface Way {
  id: string | null;
  name: string;
  quarters: number;
  onceCents: number;
}
interface Line {
  id: string;
  starts: string | null;
  before: string | null;
  fixed: string | null;
  quarters: number;
  horizon: string;
  way: Way | null;
  otherWays: (Way & { ends: string | null; conditions: object[] })[];
  departure: { by: string; said: string; why: string; conditions: object[] } | null;
}
interface Measure {
  id: string;
  version: number;
  number: number;
  starts: string | null;
  quarters: number;
  status: string;
  onceCostCents: number;
  yearlyCostCents: number;
  effortDays: number;
  externalDays: number;
}
interface Simulation {
  seed: number;
  draws: number;
  end: { planned: string; p50: string; p80: string; inTime: number };
  measures: {
    id: string;
    planned: string;
    p50: string;
    p80: string;
    inTime: number;
    basis: string;
    deadline: object | null;
  }[];
  horizons: { horizon: string; count: number; share: number; expected: number }[];
  years: { share: number }[];
  once: { ranged: number; p80: number; planned: number };
}
interface Progress {
  baselines: { id: string; version: number; name: string; setBy: string }[];
  baselineId: string | null;
  rows: {
    number: number;
    shift: number | null;
    percent: number | null;
    spentCents: number;
    baseline: { starts: string } | null;
    current: { starts: string } | null;
    status: string;
    doneIn: string | null;
  }[];
  sums: Record<string, number>;
  may: { keep: boolean };
}

let product: TestInstallation;
let worker: Worker;
let measures: Measure[];

beforeAll(async () => {
  product = await openTestInstallation();
  const { installation, dataDir } = product;
  worker = await startWorker(
    installation.database.ownerUrl,
    installation.ground,
    jobs(join(dataDir, 'x')).filter(({ name }) => name === 'run_roadmap_plan'),
  );
  measures = (await ask('GET', '/measures?limit=200')).json.rows as unknown as Measure[];
});
afterAll(async () => {
  await worker?.stop();
  await product?.close();
});

const ask = (method: string, path: string, body?: unknown, user: string | null = 'beratung') =>
  product.ask(user, method, `/towns/tannau${path}`, body);
const byNumber = (number: number): Measure => measures.find((one) => one.number === number) as Measure;
const codeOf = async (answer: ReturnType<typeof ask>) => {
  const { status, json } = await answer;
  return [status, (json as unknown as { code: string }).code];
};
const paths = (json: unknown) =>
  (json as { fields: { path: string }[] }).fields.map(({ path }) => path).sort();
const progress = async (query = '') =>
  (await ask('GET', `/roadmap/progress${query}`)).json as unknown as Progress;

async function reckoned(
  what: object = {},
): Promise<{ id: string; result: { measures: Line[] }; accept: true | string }> {
  const started = await ask('POST', '/roadmap/plans', { name: 'Entwurf', what: { ...AS_IT_IS, ...what } });
  const { id } = started.json as unknown as { id: string };
  for (let tries = 0; tries < 200; tries++) {
    const { json } = await ask('GET', `/roadmap/plans/${id}`);
    if ((json as unknown as { state: string }).state !== 'running') return json as never;
    await pause(150);
  }
  throw new Error('still running');
}

describe('who may', () => {
  test.each([
    ['GET', '/measure-ways'],
    ['GET', '/roadmap/simulation'],
    ['GET', `/roadmap/plans/${NOBODY}/simulation`],
    ['GET', '/roadmap/progress'],
    ['POST', '/roadmap/baselines'],
    ['PUT', `/roadmap/baselines/${NOBODY}`],
    ['DELETE', `/roadmap/baselines/${NOBODY}`],
  ])('%s %s: signed in, of this town, and for what is there', async (method, path) => {
    const body = { POST: { name: 'Stand' }, PUT: { name: 'Stand', version: 1 } }[method];
    expect((await ask(method, path, body, null)).status).toBe(401);
    expect((await product.ask('beratung', method, `/towns/anderswo${path}`, body)).status).toBe(404);
    if (path.includes(NOBODY)) expect((await ask(method, path, body)).status).toBe(404);
  });

  test('readers read and do not keep', async () => {
    expect((await progress()).may.keep).toBe(true);
    const read = await ask('GET', '/roadmap/progress', undefined, 'buergermeister');
    expect(read).toMatchObject({ status: 200, json: { may: { keep: false } } });
    expect((await ask('GET', '/roadmap/simulation', undefined, 'buergermeister')).status).toBe(200);
    expect((await ask('POST', '/roadmap/baselines', { name: 'x' }, 'kaemmerei')).status).toBe(403);
    const way = { measureId: byNumber(9).id, name: 'x', quarters: 1 };
    expect((await ask('POST', '/measure-ways', way, 'kaemmerei')).status).toBe(403);
  });
});

describe('ways', () => {
  test('bad input is named by its field, and six are too many', async () => {
    const measureId = byNumber(9).id;
    const bare = await ask('POST', '/measure-ways', { measureId, name: 'Anders' });
    expect([bare.status, paths(bare.json)]).toEqual([422, ['quarters']]);
    const both = await ask('POST', '/measure-ways', {
      measureId,
      name: 'Eigen',
      own: true,
      quarters: 2,
      effortDays: 3,
    });
    expect([both.status, paths(both.json)]).toEqual([422, ['effortDays', 'quarters']]);
    const second = await ask('POST', '/measure-ways', {
      measureId: byNumber(12).id,
      name: 'Noch eine',
      own: true,
    });
    expect([second.status, paths(second.json)]).toEqual([422, ['own']]);
    const far = await ask('POST', '/measure-ways', { measureId, name: '', quarters: 41, onceCostCents: -1 });
    expect([far.status, paths(far.json)]).toEqual([422, ['name', 'onceCostCents', 'quarters']]);
    const unknown = await ask('POST', '/measure-ways', { measureId: NOBODY, name: 'x', quarters: 1 });
    expect([unknown.status, paths(unknown.json)]).toEqual([422, ['measureId']]);

    const made: string[] = [];
    for (const name of ['A', 'B', 'C', 'D', 'E']) {
      const { json } = await ask('POST', '/measure-ways', { measureId, name, quarters: 9 });
      made.push((json as unknown as { id: string }).id);
    }
    expect(await codeOf(ask('POST', '/measure-ways', { measureId, name: 'F', quarters: 1 }))).toEqual([
      409,
      'way_limit',
    ]);
    const same = await ask('PATCH', `/measure-ways/${made[0]}`, { name: 'B' });
    expect([same.status, paths(same.json)]).toEqual([409, ['name']]);
    for (const id of made) expect((await ask('DELETE', `/measure-ways/${id}`)).status).toBe(200);
  });

  test('a plan that chooses another way says so, draws its likelihood and carries it into the measure, nothing lost', async () => {
    const before = byNumber(14);
    const plan = await reckoned();
    const lines = plan.result.measures;
    const line = lines.find(({ id }) => id === before.id) as Line;
    // The register is worth more early: the contractor takes one quarter instead of two, and the frame allows it.
    expect(line).toMatchObject({
      quarters: 1,
      way: { name: 'Dienstleister, schnell', onceCents: 1_550_000 },
    });
    expect(line.otherWays).toHaveLength(1);
    expect(line.otherWays[0]).toMatchObject({ id: null, name: '', quarters: 2, onceCents: 700_000 });
    expect(lines.filter(({ way }) => way).length).toBe(3);

    const drawn = (await ask('GET', `/roadmap/plans/${plan.id}/simulation`)).json as unknown as Simulation;
    const own = drawn.measures.find(({ id }) => id === before.id);
    expect(own).toMatchObject({ basis: 'assumed', planned: line.starts });
    expect(drawn.measures.some(({ basis }) => basis === 'library')).toBe(true);
    // Pressed twice at once: taken over once.
    const both = await Promise.all([1, 2].map(() => ask('POST', `/roadmap/plans/${plan.id}/accept`, {})));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const taken = both.find(({ status }) => status === 200) as (typeof both)[0];
    expect(taken).toMatchObject({ json: { baseline: 'Entwurf' } });
    expect((taken.json as unknown as { ways: number }).ways).toBe(lines.filter(({ way }) => way?.id).length);

    const { json } = await ask('GET', `/measures/${before.id}`);
    const now = json as unknown as Measure;
    expect(now).toMatchObject({
      starts: line.starts,
      quarters: 1,
      onceCostCents: 1_550_000,
      effortDays: 8,
      externalDays: 12,
    });
    const { rows } = (await ask('GET', `/measure-ways?measureId=${before.id}`)).json as unknown as {
      rows: {
        name: string;
        own: boolean;
        quarters: number | null;
        onceCostCents: number;
        effortDays: number;
      }[];
    };
    expect(
      rows
        .map(({ name, own: stands, quarters, onceCostCents, effortDays }) => [
          name,
          stands,
          quarters,
          onceCostCents,
          effortDays,
        ])
        .sort(),
    ).toEqual([
      ['Bisherige Weise', false, before.quarters, before.onceCostCents, before.effortDays],
      ['Dienstleister, schnell', true, null, 0, 0],
    ]);
    const story = (await ask('GET', `/stories/${before.id}`)).json as unknown as {
      lines: { event: string; note?: string }[];
    };
    const placed = story.lines.find(
      ({ event, note }) => event === 'measure.placed' && note === 'Dienstleister, schnell',
    );
    expect(placed).toBeDefined();
    // What it was reckoned from has changed by its own taking over.
    expect(await codeOf(ask('POST', `/roadmap/plans/${plan.id}/accept`, {}))).toEqual([409, 'plan_outdated']);
    expect(await codeOf(ask('GET', `/roadmap/plans/${plan.id}/simulation`))).toEqual([409, 'plan_outdated']);
  });

  test('a measure that is ready in another horizon than it says is told with what pushes it', async () => {
    const { json } = await ask('GET', '/roadmap/reasons');
    const told = (json.measures as unknown as Pick<Line, 'id' | 'departure'>[]).filter(
      ({ departure }) => departure,
    );
    expect(told.length).toBeGreaterThan(0);
    for (const { departure } of told)
      if (departure?.why === 'pushed') expect(departure.conditions.length).toBeGreaterThan(0);
  });
});

describe('the likelihood of the plan in force', () => {
  const simulated = async (query = '') =>
    (await ask('GET', `/roadmap/simulation${query}`)).json as unknown as Simulation;

  test('holds for every measure with a place, is the same when asked again, and worse with a wider spread', async () => {
    const told = await simulated();
    const placed = measures.filter(({ status }) => status !== 'rejected').length;
    expect(told.measures.length).toBe(placed);
    expect(told.horizons.reduce((sum, { count }) => sum + count, 0)).toBe(placed);
    for (const one of told.measures) {
      expect(one.p50 <= one.p80).toBe(true);
      expect(one.inTime).toBeGreaterThanOrEqual(0);
      expect(one.inTime).toBeLessThanOrEqual(1);
    }
    expect(told.end.p50 <= told.end.p80).toBe(true);
    expect(told.once.ranged).toBeGreaterThan(0);
    expect(told.once.p80).toBeGreaterThanOrEqual(told.once.planned);
    expect(new Set(told.measures.map(({ basis }) => basis)).has('effort')).toBe(true);
    expect(await simulated()).toEqual(told);
    const wide = await simulated('?leastPercent=100&mostPercent=300');
    expect(wide.end.inTime).toBeLessThanOrEqual(told.end.inTime);
    expect(wide.end.p80 >= told.end.p80).toBe(true);
    const wrong = await ask('GET', '/roadmap/simulation?leastPercent=0&mostPercent=900');
    expect([wrong.status, paths(wrong.json)]).toEqual([422, ['leastPercent', 'mostPercent']]);
  });

  test('what a monthly report says is done counts from then on', async () => {
    const running = byNumber(7);
    const of = async () => (await simulated()).measures.find(({ id }) => id === running.id);
    expect((await of())?.basis).toBe('running');
    const now = new Date();
    const month = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-01`;
    const report = {
      measureId: running.id,
      month,
      light: 'green',
      sentence: 'Fast fertig.',
      percent: 95,
      costCents: 120_000,
    };
    expect((await ask('POST', '/measure-reports', report)).status).toBe(200);
    expect(await of()).toMatchObject({ basis: 'reported', inTime: 1 });
  });
});

describe('baseline and progress', () => {
  test('the first one came with the plan; the same is not kept twice, and what moves since is told', async () => {
    const start = await progress();
    expect(start.baselines).toMatchObject([{ name: 'Entwurf' }]);
    expect(start.baselines[0]?.setBy).not.toBe('');
    expect(start.sums).toMatchObject({ later: 0, earlier: 0, dropped: 0, added: 0 });
    const twice = await Promise.all(
      [1, 2].map(() => codeOf(ask('POST', '/roadmap/baselines', { name: 'Noch einmal' }))),
    );
    expect(twice).toEqual([
      [409, 'baseline_unchanged'],
      [409, 'baseline_unchanged'],
    ]);
    const empty = await ask('POST', '/roadmap/baselines', { name: '  ' });
    expect([empty.status, paths(empty.json)]).toEqual([422, ['name']]);

    const { json } = await ask('GET', '/roadmap');
    const now = json.measures as unknown as Measure[];
    const moved = now.find(({ number }) => number === 15) as Measure;
    const [year, quarter] = [Number(moved.starts?.slice(0, 4)), moved.starts?.slice(5)];
    await product.ask(
      'beratung',
      'PUT',
      `/towns/tannau/roadmap/${moved.id}`,
      { starts: `${year + 1}-${quarter}`, quarters: moved.quarters },
      { 'if-match': `"${moved.version}"` },
    );
    const out = now.find(({ number }) => number === 17) as Measure;
    await product.ask(
      'beratung',
      'PUT',
      `/towns/tannau/roadmap/${out.id}`,
      { starts: null, quarters: out.quarters },
      { 'if-match': `"${out.version}"` },
    );

    const later = await progress();
    expect(later.sums).toMatchObject({ all: start.sums.all, later: 1, dropped: 1, added: 0 });
    const row = (number: number) => later.rows.find((one) => one.number === number);
    expect(row(15)).toMatchObject({ shift: 4 });
    expect(row(17)).toMatchObject({ shift: null, current: null });
    expect(row(7)).toMatchObject({ percent: 95, spentCents: 120_000 });
    expect(later.sums.spentCents).toBe(120_000);
  });

  test('a new one is compared with first, the older one on demand; what is done counts by the day of its decision', async () => {
    const both = await Promise.all(
      [1, 2].map(() => ask('POST', '/roadmap/baselines', { name: 'Nach dem Beschluss' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { baselines, baselineId, sums } = await progress();
    expect(baselines.map(({ name }) => name)).toEqual(['Nach dem Beschluss', 'Entwurf']);
    expect(baselineId).toBe(baselines[0]?.id);
    expect(sums).toMatchObject({ later: 0, dropped: 0 });
    const older = await progress(`?baseline=${baselines[1]?.id}`);
    expect(older.sums).toMatchObject({ later: 1, dropped: 1 });
    expect((await ask('GET', `/roadmap/progress?baseline=${NOBODY}`)).status).toBe(404);
    expect((await ask('GET', '/roadmap/progress?baseline=x')).status).toBe(422);

    const [, { id = '', version = 0 } = {}] = baselines;
    const rename = (name: string, at: number) =>
      ask('PUT', `/roadmap/baselines/${id}`, { name, version: at });
    expect(await rename('Stand der Klausur', version)).toMatchObject({ json: { name: 'Stand der Klausur' } });
    expect(await codeOf(rename('Zu spät', version))).toEqual([409, 'version_conflict']);
    expect((await rename(' ', version + 1)).status).toBe(422);
    expect((await ask('DELETE', `/roadmap/baselines/${id}`, undefined, 'kaemmerei')).status).toBe(403);
    expect((await ask('DELETE', `/roadmap/baselines/${id}`)).status).toBe(200);
    expect((await progress()).baselines.map(({ name }) => name)).toEqual(['Nach dem Beschluss']);

    const one = byNumber(7);
    const done = await ask('POST', `/measures/${one.id}/steps`, { to: 'done', note: 'Protokoll der Probe' });
    expect(done.status).toBe(200);
    const row = (await progress()).rows.find(({ number }) => number === 7);
    const now = new Date();
    const quarter = `${now.getFullYear()}-Q${Math.floor(now.getMonth() / 3) + 1}`;
    expect(row).toMatchObject({ status: 'done', doneIn: quarter, percent: 100 });
  });

  test('is read quickly', async () => {
    const times: number[] = [];
    for (let n = 0; n < 7; n++) {
      const from = performance.now();
      await ask('GET', '/roadmap/progress');
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    console.info(`progress of the example town: median ${times[3]?.toFixed(1)} ms`);
    expect(times[0]).toBeLessThan(250);
  });
});
