import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorker, type Worker } from '#platform/jobs/worker';
import { jobs } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

interface Served {
  id: string;
  number: number;
  covered: number;
  suggestions: number;
  by: { measureId: string; strength: number; counts: boolean }[];
}
interface Coverage {
  findings: Served[];
  goals: Served[];
  measures: { id: string; number: number; findings: number; goals: number }[];
  findingShare: number;
  goalShare: number;
  drafts: number;
  may: { edit: boolean };
}
interface Span {
  least: number;
  planned: number;
  most: number;
}
interface Why {
  kind: string;
  out?: string[];
  points?: number;
  by?: string[];
}
interface Variant {
  key: string;
  over: { limit: string; by: number }[];
  proven: boolean;
  gap: number;
  points: number;
  findingShare: number;
  goalShare: number;
  onceResultCents: Span;
  yearlyCents: Span;
  ownDays: Span;
  fiveYearCents: Span;
  chosen: { id: string; why: Why }[];
  out: { id: string; why: Why }[];
}
interface Package {
  id: string;
  state: string;
  take: true | string;
  taken: string | null;
  result: { candidates: { id: string; own: boolean; fixed: string | null }[]; variants: Variant[] } | null;
}
interface Limits {
  onceResultCents: number | null;
  onceInvestmentCents: number | null;
  yearlyCents: number | null;
  ownDays: number | null;
  measures: number | null;
}
interface Asked {
  key: string;
  limits: Limits;
  goalFactor: number;
  cautious: boolean;
}
interface Measure {
  id: string;
  number: number;
  title: string;
  status: string;
  library: string;
  version: number;
}

let product: TestInstallation;
let worker: Worker;
beforeAll(async () => {
  product = await openTestInstallation();
  const { installation, dataDir } = product;
  worker = await startWorker(
    installation.database.ownerUrl,
    installation.ground,
    jobs(join(dataDir, 'x')).filter(({ name }) => name === 'run_measure_package'),
  );
});
afterAll(async () => {
  await worker?.stop();
  await product?.close();
});

const ask = (method: string, path: string, body?: unknown, user: string | null = 'beratung') =>
  product.ask(user, method, `/towns/tannau${path}`, body);
const as = <T>(answer: { json: unknown }): T => answer.json as T;
const coverage = async () => as<Coverage>(await ask('GET', '/measure-coverage'));
const measures = async () => (await ask('GET', '/measures?limit=200')).json.rows as unknown as Measure[];
async function ended(id: string): Promise<Package> {
  for (let tries = 0; tries < 300; tries++) {
    const found = as<Package>(await ask('GET', `/measure-packages/${id}`));
    if (found.state !== 'running') return found;
    await pause(100);
  }
  throw new Error('still running');
}

describe('coverage', () => {
  test('findings and goals against measures, both ways, with gaps and how strongly', async () => {
    expect((await ask('GET', '/measure-coverage', undefined, null)).status).toBe(401);
    const found = as<Coverage>(await ask('GET', '/measure-coverage', undefined, 'rat'));
    expect(found.may.edit).toBe(false);
    for (const one of [...found.findings, ...found.goals]) {
      const strengths = one.by.filter(({ counts }) => counts).map(({ strength }) => strength);
      expect(one.covered).toBe(
        Math.min(
          3,
          strengths.reduce((sum, each) => sum + each, 0),
        ),
      );
    }
    const linked = found.findings.reduce((sum, { by }) => sum + by.length, 0);
    expect(found.measures.reduce((sum, one) => sum + one.findings, 0)).toBe(linked);
    expect(found.findingShare).toBeGreaterThan(0.3);
    expect(found.findingShare).toBeLessThan(1);
  });

  test('how strongly a link serves is set by who may, counts at once and stands in the story', async () => {
    const before = await coverage();
    const finding = before.findings.find(({ covered, by }) => covered === 2 && by.length === 1) as Served;
    const id = finding.by[0]?.measureId ?? '';
    const body = { kind: 'finding', targetId: finding.id, strength: 3 };
    expect((await ask('PUT', `/measures/${id}/strength`, body, 'rat')).status).toBe(403);
    expect(await ask('PUT', `/measures/${id}/strength`, { ...body, targetId: id })).toMatchObject({
      status: 422,
      json: { code: 'invalid_input' },
    });
    expect((await ask('PUT', `/measures/${id}/strength`, { ...body, strength: 4 })).status).toBe(422);
    expect((await ask('PUT', `/measures/${id}/strength`, body)).status).toBe(200);
    const after = await coverage();
    expect(after.findings.find((one) => one.id === finding.id)?.covered).toBe(3);
    expect(after.findingShare).toBeGreaterThan(before.findingShare);
    const story = await ask('GET', `/stories/${id}`);
    expect(JSON.stringify(story.json)).toContain('(3/3)');
  });
});

describe('choosing a package', () => {
  let proposed: { variants: Asked[]; library: number; own: number; years: number[] };
  let done: Package;
  const variantOf = (key: string) => done.result?.variants.find((one) => one.key === key) as Variant;

  test('two variants are reckoned with proof, keep their limits, and the larger one is never worth less', async () => {
    proposed = as(await ask('GET', '/measure-packages-proposal', undefined, 'kaemmerei'));
    expect(proposed.own).toBe(20);
    expect(proposed.library).toBeGreaterThan(30);
    expect(proposed.years).toContain(2027);
    expect(proposed.variants.map(({ key }) => key)).toEqual(['cheap', 'balanced', 'thorough']);
    const asked = proposed.variants.slice(1);
    const body = { name: 'Zwei Varianten', variants: asked };
    expect((await ask('POST', '/measure-packages', body, 'kaemmerei')).status).toBe(403);
    const started = as<Package>(await ask('POST', '/measure-packages', body));
    expect(await ask('POST', '/measure-packages', body)).toMatchObject({
      status: 409,
      json: { code: 'package_running' },
    });
    done = await ended(started.id);
    expect(done).toMatchObject({ state: 'done', take: true, taken: null });
    for (const { key, limits } of asked) {
      const found = variantOf(key);
      expect([found.over, found.proven, found.gap]).toEqual([[], true, 0]);
      expect(found.onceResultCents.planned).toBeLessThanOrEqual(limits.onceResultCents ?? 0);
      expect(found.yearlyCents.planned).toBeLessThanOrEqual(limits.yearlyCents ?? 0);
      expect(found.chosen.length).toBeLessThanOrEqual(limits.measures ?? 0);
      for (const span of [found.fiveYearCents, found.ownDays]) {
        expect(span.least).toBeLessThanOrEqual(span.planned);
        expect(span.planned).toBeLessThanOrEqual(span.most);
      }
      const fixed = done.result?.candidates.filter((one) => one.fixed !== null).map(({ id }) => id) ?? [];
      expect(found.chosen.map(({ id }) => id)).toEqual(expect.arrayContaining(fixed));
    }
    expect(variantOf('balanced').points).toBeLessThanOrEqual(variantOf('thorough').points);
  });

  test('each measure has its reason, in or out', () => {
    const balanced = variantOf('balanced');
    expect(balanced.chosen.every(({ why }) => ['fixed', 'needed', 'worth'].includes(why.kind))).toBe(true);
    const displacing = balanced.out.filter(({ why }) => why.kind === 'displaces');
    expect(displacing.length).toBeGreaterThan(0);
    const chosen = new Set(balanced.chosen.map(({ id }) => id));
    for (const { why } of displacing) {
      expect(why.points).toBeGreaterThanOrEqual(0);
      expect(why.out?.every((id) => chosen.has(id))).toBe(true);
    }
    expect(balanced.out.filter(({ why }) => why.kind === 'open')).toEqual([]);
  });

  test('a variant is taken over in one step as proposals with links, and taken back but for what was worked on', async () => {
    const before = await measures();
    const covered = await coverage();
    const { id } = done;
    const fresh = variantOf('thorough').chosen.filter(({ id: one }) => !/^[0-9a-f]{8}-/.test(one));
    expect(fresh.length).toBeGreaterThan(3);
    expect((await ask('POST', `/measure-packages/${id}/take`, { variant: 'thorough' }, 'rat')).status).toBe(
      403,
    );
    expect(await ask('POST', `/measure-packages/${id}/take`, { variant: 'thorough' })).toMatchObject({
      status: 200,
      json: { created: fresh.length },
    });
    const made = (await measures()).filter((one) => !before.some((old) => old.id === one.id));
    expect(made.map(({ library }) => library).sort()).toEqual(fresh.map((one) => one.id).sort());
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set(['proposed']));
    const now = await coverage();
    // As strong in town as it was reckoned, beside what the town's other measures do.
    expect(now.findingShare).toBeGreaterThanOrEqual(variantOf('thorough').findingShare - 1e-9);
    expect(now.findingShare).toBeGreaterThan(covered.findingShare);
    expect(await ask('POST', `/measure-packages/${id}/take`, { variant: 'balanced' })).toMatchObject({
      status: 409,
      json: { code: 'package_taken' },
    });
    const worked = made[0] as Measure;
    const said = await ask('PATCH', `/measures/${worked.id}`, { effortDays: 7 });
    expect(said.status).toBe(200);
    const undone = (await ask('POST', `/measure-packages/${id}/undo`)).json as unknown as {
      removed: number;
      kept: number;
    };
    expect(undone.kept).toBeGreaterThanOrEqual(1);
    expect(undone.removed).toBe(made.length - undone.kept);
    const left = await measures();
    expect(left).toHaveLength(before.length + undone.kept);
    expect(left.some((one) => one.id === worked.id)).toBe(true);
    expect(await ask('POST', `/measure-packages/${id}/undo`)).toMatchObject({
      status: 409,
      json: { code: 'package_not_taken' },
    });
    // What it was reckoned from is another now.
    expect(await ask('POST', `/measure-packages/${id}/take`, { variant: 'balanced' })).toMatchObject({
      status: 409,
      json: { code: 'package_outdated' },
    });
  });

  test('limits below what is fixed: no package, by how much; a reckoning can be ended; bad input is named', async () => {
    const [first] = proposed.variants as [Asked];
    const tight = { ...first, limits: { ...first.limits, yearlyCents: 100, ownDays: 1 } };
    const poor = await ended(
      as<Package>(await ask('POST', '/measure-packages', { name: 'Zu knapp', variants: [tight] })).id,
    );
    expect(poor.result?.variants[0]).toMatchObject({
      chosen: [],
      over: [{ limit: 'yearlyCents' }, { limit: 'ownDays' }],
    });
    expect(await ask('POST', `/measure-packages/${poor.id}/take`, { variant: first.key })).toMatchObject({
      status: 409,
      json: { code: 'package_impossible' },
    });
    const running = as<Package>(
      await ask('POST', '/measure-packages', { name: 'Abgebrochen', variants: proposed.variants }),
    );
    await ask('POST', `/measure-packages/${running.id}/cancel`);
    const end = await ended(running.id);
    expect([end.state, end.result === null]).toEqual(
      end.state === 'done' ? ['done', false] : ['cancelled', true],
    );
    const twice = await ask('POST', '/measure-packages', { name: 'x', variants: [first, first] });
    expect(twice).toMatchObject({ status: 422, json: { fields: [{ path: 'variants.1.key' }] } });
    expect((await ask('POST', '/measure-packages', { name: '', variants: [] })).status).toBe(422);
    expect((await ask('DELETE', `/measure-packages/${running.id}`)).status).toBe(200);
    expect((await ask('GET', `/measure-packages/${running.id}`)).status).toBe(404);
  });
});

describe('economics over five years', () => {
  const path = async () => `/measures/${(await measures())[1]?.id}/economy`;

  test('ranges, rates and what is replaced are carried through; who read an older state is told', async () => {
    const at = await path();
    const before = as<{ version: number; result: { total: Span; missing: number } }>(await ask('GET', at));
    // M-02: 4,000 once, 9,000 a year, ten days of the mayor at 720.
    expect(before).toMatchObject({
      version: 0,
      result: { total: { planned: 5_620_000 }, missing: 0, certainty: 'estimated' },
    });
    const [rate] = (await ask('GET', '/role-rates')).json.rows as unknown as { role: string }[];
    expect(rate?.role).toBe('');
    const other = { role: 'treasurer', dayCents: 40_000, certainty: 'measured' };
    expect((await ask('POST', '/role-rates', other, 'rat')).status).toBe(403);
    expect((await ask('POST', '/role-rates', other, 'kaemmerei')).status).toBe(200);
    expect((await ask('POST', '/role-rates', other)).status).toBe(409);
    expect((await ask('POST', '/role-rates', { ...other, role: 'wizard' })).status).toBe(422);
    const body = {
      version: 0,
      onceLeastCents: 300_000,
      onceMostCents: 600_000,
      yearlyLeastCents: 800_000,
      yearlyMostCents: 1_000_000,
      effortLeastDays: 8,
      effortMostDays: 12,
      onceCertainty: 'measured',
      replacements: [
        { title: 'Externe Leitung', yearlyLeastCents: 200_000, yearlyMostCents: 400_000, fromYear: 2 },
      ],
    };
    const saved = await ask('PUT', at, body, 'kaemmerei');
    expect(saved).toMatchObject({
      status: 200,
      json: {
        version: 1,
        result: {
          // 3,000 + 5 x 8,000 + 8 x 720 - 4 x 4,000, and so on.
          total: { least: 3_276_000, planned: 4_420_000, most: 5_664_000 },
          certainty: 'estimated',
          missing: 0,
        },
      },
    });
    expect(await ask('PUT', at, body)).toMatchObject({ status: 409, json: { code: 'version_conflict' } });
    expect((await ask('PUT', at, { ...body, version: 1 }, 'rat')).status).toBe(403);
    const wrong = await ask('PUT', at, {
      ...body,
      version: 1,
      onceMostCents: 1,
      yearlyMostCents: null,
      replacements: [{ ...body.replacements[0], yearlyMostCents: 1 }],
    });
    expect(wrong).toMatchObject({
      status: 422,
      json: {
        fields: [
          { path: 'onceMostCents' },
          { path: 'yearlyMostCents' },
          { path: 'replacements.0.yearlyMostCents' },
        ],
      },
    });
    const unknown = await ask('PUT', at, {
      ...body,
      version: 1,
      yearlyCertainty: 'unknown',
      replacements: [],
    });
    expect(unknown).toMatchObject({
      json: { version: 2, replacements: [], result: { missing: 1, total: { planned: 1_120_000 } } },
    });
    // Adopted from the library, a measure brings its ranges and how strongly it serves along.
    const gap = (await coverage()).findings.find(
      ({ covered, suggestions }) => covered === 0 && suggestions > 0,
    );
    const [first] = (await ask('GET', `/findings/${gap?.id}/measure-suggestions`)).json
      .suggestions as unknown as { measure: { id: string; once: { least: number; most: number } } }[];
    const adopted = {
      title: 'Übernommen',
      horizon: 'short',
      library: first?.measure.id,
      findingIds: [gap?.id],
    };
    const made = await ask('POST', '/measures', adopted);
    expect(made.status).toBe(200);
    expect((await ask('POST', '/measures', { ...adopted, library: 'no-such' })).status).toBe(422);
    expect((await ask('GET', `/measures/${made.json.id}/economy`)).json).toMatchObject({
      onceLeastCents: (first?.measure.once.least ?? 0) * 100,
      onceMostCents: (first?.measure.once.most ?? 0) * 100,
    });
    const served = (await coverage()).findings.find(({ id }) => id === gap?.id);
    expect(served?.by.map(({ measureId }) => measureId)).toEqual([made.json.id]);
    const all = as<{ measures: unknown[]; total: { missing: number; total: Span } }>(
      await ask('GET', '/measure-economies', undefined, 'rat'),
    );
    expect(all.measures.length).toBeGreaterThanOrEqual(20);
    expect(all.total.missing).toBeGreaterThanOrEqual(2);
  });
});
