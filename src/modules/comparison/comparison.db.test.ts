import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import { gatherComparison } from './server/take-part.ts';

let product: TestInstallation;
let owner: pg.Pool;
beforeAll(async () => {
  product = await openTestInstallation();
  owner = new pg.Pool({ connectionString: product.installation.database.ownerUrl, max: 3 });
});
afterAll(async () => {
  await owner?.end();
  await product?.close();
});

const path = '/towns/tannau/comparison';
interface Line {
  key: string;
  own: number | null;
  others: { towns: number; year: number; low: number; middle: number; high: number } | null;
  place: string | null;
}
interface Comparison {
  agreedOn: string | null;
  groups: { group: string; lines: Line[] }[];
}
const asOwner = async <T>(text: string, values: unknown[] = []) =>
  (await owner.query(text, values)).rows as T[];
const show = async (user = 'beratung') =>
  (await product.ask(user, 'GET', path)).json as unknown as Comparison;
const lineOf = ({ groups }: Comparison, key: string) =>
  groups.flatMap(({ lines }) => lines).find((line) => line.key === key);
const gather = (towns: { town_id: string }[] = []) => gatherComparison(product.installation.ground, towns);
const year = new Date().getFullYear();
const LEVEL = 'practice_level incident';

const bring = (town: string, figure: string, of: number, value: number) =>
  asOwner(
    `insert into comparison_value (town_id, figure, year, value, taken_on) values ($1, $2, $3, $4, now())
     on conflict (town_id, figure, year) do update set value = excluded.value`,
    [town, figure, of, value],
  );
const newTown = async (n: number): Promise<string> => {
  const id = randomUUID();
  await asOwner('insert into town (id, slug, name) values ($1, $2, $3)', [
    id,
    `vergleich-${n}`,
    `Stadt ${n}`,
  ]);
  return id;
};

test('a town decides for itself; five see quartiles of all, four see nothing, and who leaves sees nothing any more', async () => {
  expect(await show()).toMatchObject({ agreedOn: null, groups: [] });
  for (const user of ['beratung', 'rat'])
    expect((await product.ask(user, 'PUT', path, { agreed: true })).status).toBe(403);
  const at = await Promise.all([1, 2].map(() => product.ask('it', 'PUT', path, { agreed: true })));
  expect(at.map(({ status }) => status)).toEqual([200, 200]);
  const own = lineOf(await show(), LEVEL);
  expect(own).toMatchObject({ others: null, place: null });
  expect(own?.own).toBeGreaterThanOrEqual(0);
  // Practices, chapters, money and operation: the example town has nearly all of them.
  const known = (await show()).groups.map(({ lines }) => lines.filter((line) => line.own !== null).length);
  expect(known[0]).toBe(3);
  expect(known[2]).toBeGreaterThan(10);
  expect(known[3]).toBeGreaterThan(10);

  const others = await Promise.all([1, 2, 3, 4].map(newTown));
  for (const [at, town] of others.slice(0, 3).entries()) await bring(town, LEVEL, year, at + 1);
  expect(await gather()).toBe(0);
  expect(lineOf(await show(), LEVEL)?.others).toBeNull();

  await bring(others[3] ?? '', LEVEL, year, 4);
  expect(await gather()).toBe(1);
  const amounts = [1, 2, 3, 4, own?.own ?? 0].sort((a, b) => a - b);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => Math.round(quantile(amounts, share) * 2) / 2);
  const seen = lineOf(await show('rat'), LEVEL);
  expect(seen?.others).toEqual({ towns: 5, year, low, middle, high });
  expect(seen?.place).not.toBeNull();

  // The night takes the town's figures anew; what is in a pool is not brought again.
  const [{ id = '' } = {}] = await asOwner<{ id: string }>("select id from town where slug = 'tannau'");
  expect(await gather([{ town_id: id }])).toBe(0);
  expect((await product.ask('it', 'PUT', path, { agreed: false })).json).toMatchObject({ agreedOn: null });
  expect(await show()).toMatchObject({ agreedOn: null, groups: [] });
  const left = await asOwner('select from comparison_value where town_id = $1', [id]);
  expect(left).toEqual([]);
  // Back again with the same year: nothing of it enters a second pool, so the number of towns stays.
  await product.ask('it', 'PUT', path, { agreed: true });
  for (const town of await Promise.all([5, 6, 7, 8].map(newTown))) await bring(town, LEVEL, year, 5);
  expect(await gather()).toBe(0);
  expect(lineOf(await show(), LEVEL)?.others?.towns).toBe(5);
});

/** Harrell and Davis (1982): amounts weighed by the density of a Beta distribution, here in 4,000 strips for each. */
function quantile(sorted: readonly number[], share: number): number {
  const n = sorted.length;
  let [sum, whole] = [0, 0];
  for (let k = 0; k < 4000 * n; k++) {
    const x = (k + 0.5) / (4000 * n);
    const weight = x ** ((n + 1) * share - 1) * (1 - x) ** ((n + 1) * (1 - share) - 1);
    sum += weight * (sorted[Math.floor(x * n)] ?? 0);
    whole += weight;
  }
  return sum / whole;
}

/** The smallest sets that can be told apart by adding and subtracting what was shown. */
function atoms(shown: readonly ReadonlySet<string>[]): string[][] {
  const everything = [...new Set(shown.flatMap((set) => [...set]))];
  const apart = Map.groupBy(everything, (one) => shown.map((set) => (set.has(one) ? 1 : 0)).join(''));
  return [...apart.values()];
}

test('every town weighs in every figure: none of the five can be left out of any of the three', async () => {
  for (const n of [5, 6, 17, 50, 400])
    for (const share of [0.25, 0.5, 0.75]) {
      const [row] = await asOwner<{ weights: number[] }>('select app.quantile_weights($1, $2) as weights', [
        n,
        share,
      ]);
      expect(row?.weights).toHaveLength(n);
      expect(row?.weights.reduce((sum, one) => sum + one)).toBeCloseTo(1, 9);
      expect(Math.min(...(row?.weights ?? []))).toBeGreaterThan(0);
      expect(Math.max(...(row?.weights ?? []))).toBeLessThan(0.5);
    }
  const asApp = new pg.Client({ connectionString: product.installation.database.appUrl });
  await asApp.connect();
  await expect(asApp.query('select app.quantile_weights(5, 0.5)')).rejects.toThrow(/permission denied/);
  await asApp.end();
});

test('fifty towns that come, change, leave and are restored: nothing shown or worked out tells of fewer than five', async () => {
  const FIGURES = ['measures_done', 'strategic_time'];
  const towns = await Promise.all(Array.from({ length: 50 }, (_none, n) => newTown(100 + n)));
  let seed = 20_261_130;
  const draw = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const shown = new Map<string, Set<string>[]>();
  const pooled = new Map<string, Map<string, number>>();
  let pools = 0;
  for (let step = 0; step < 60; step++) {
    for (let n = 0; n < 12; n++) {
      const town = towns[draw(50)] ?? '';
      const figure = FIGURES[draw(2)] ?? '';
      // One in five leaves, and may come back with what it had, as a restored town would.
      if (draw(5) === 0) await asOwner('delete from comparison_value where town_id = $1', [town]);
      else await bring(town, figure, step < 40 ? year - 1 : year, draw(101));
    }
    const waiting = await asOwner<{ town: string; figure: string; year: number; value: number }>(
      `select v.town_id as town, v.figure, v.year, v.value from comparison_value v where v.figure = any ($1)
       and not exists (select from comparison_taken t where (t.of_town, t.figure, t.year) = (v.town_id, v.figure, v.year))`,
      [FIGURES],
    );
    const taken = await gather();
    const fresh = await asOwner<{ town: string; figure: string; year: number }>(
      'select of_town as town, figure, year from comparison_taken where figure = any ($1)',
      [FIGURES],
    );
    const isTaken = new Set(fresh.map((row) => `${row.figure} ${row.year} ${row.town}`));
    const now = waiting.filter((row) => isTaken.has(`${row.figure} ${row.year} ${row.town}`));
    const groups = Map.groupBy(now, (row) => `${row.figure} ${row.year}`);
    expect(groups.size).toBe(taken);
    for (const [key, rows] of groups) {
      pools++;
      expect(new Set(rows.map(({ town }) => town)).size).toBeGreaterThanOrEqual(5);
      const known = pooled.get(key) ?? new Map<string, number>();
      // Nobody is in two pools of one figure and year.
      for (const { town, value } of rows) {
        expect(known.has(town)).toBe(false);
        known.set(town, value);
      }
      pooled.set(key, known);
    }
    const rows = await asOwner<{
      figure: string;
      year: number;
      towns: number;
      low: number;
      middle: number;
      high: number;
    }>('select * from app.door_comparison($1) where figure = any ($2)', [year, FIGURES]);
    for (const row of rows) {
      const values = pooled.get(`${row.figure} ${row.year}`) ?? new Map<string, number>();
      expect(row.towns).toBe(values.size);
      const sorted = [...values.values()].sort((a, b) => a - b);
      const due = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
      for (const [at, value] of [row.low, row.middle, row.high].entries())
        expect(Math.abs(value - (due[at] ?? Number.NaN))).toBeLessThan(0.02);
      const sets = shown.get(row.figure) ?? [];
      sets.push(new Set([...values.keys()].map((town) => `${row.year} ${town}`)));
      shown.set(row.figure, sets);
    }
  }
  for (const sets of shown.values())
    for (const atom of atoms(sets))
      expect(new Set(atom.map((one) => one.slice(5))).size).toBeGreaterThanOrEqual(5);
  console.info(`comparison: ${pools} pools, ${[...shown.values()].flat().length} states shown`);
  expect(pools).toBeGreaterThan(10);
});
