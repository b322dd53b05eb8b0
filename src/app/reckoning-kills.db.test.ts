import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoData } from './testing/demo-data.ts';
import { ending, type Running, start } from './testing/faults.ts';

/** Kills of each kind; more by `npm run faults`. */
const ROUNDS = Math.ceil(Number(process.env.SOLLSTAND_FAULT_ROUNDS ?? 20) / 20);
const PATIENCE_MS = 60_000;
const TIMEOUT_MS = 180_000 + ROUNDS * 60_000;
/** Reckonings that may be done before the kill comes. */
const TRIES = 5;
const folder = mkdtempSync(join(tmpdir(), 'sollstand-kills-'));
const env = { SOLLSTAND_DATA: folder, DATABASE_URL: '' };
let token = '';
let product: Running;
beforeAll(async () => {
  token = (await demoData(folder)).token;
  product = await start(env);
});
afterAll(async () => {
  const ended = ending(product?.child);
  product?.child.disconnect();
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

const send = (method: string, path: string, body?: object, key: string = randomUUID()) =>
  fetch(`${product.address}/api/v1/towns/tannau${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const json = async <T>(answer: Response): Promise<T> => {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
};
const get = async <T>(path: string): Promise<T> => json<T>(await send('GET', path));

async function killed(): Promise<void> {
  const ended = ending(product.child);
  product.child.kill('SIGKILL');
  await ended;
  product = await start(env);
}

interface Reckoned {
  id: string;
  state: string;
  result: object | null;
}
async function settled(path: string): Promise<Reckoned> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const row = await get<Reckoned>(path);
    if (row.state !== 'running' || Date.now() > until) return row;
    await sleep(50);
  }
}

/**
 * Kills the product while it reckons, as often as asked for: one that was done before the kill does not count. Every one
 * ends by itself, whole and once.
 */
async function reckonedUnderKills(
  path: string,
  body: object,
  of: (result: object) => unknown,
): Promise<void> {
  const { id: calm } = await json<Reckoned>(await send('POST', path, body));
  const { state, result } = await settled(`${path}/${calm}`);
  expect(state).toBe('done');
  let kills = 0;
  for (let tries = 0; kills < ROUNDS && tries < ROUNDS + TRIES; tries++) {
    const { id } = await json<Reckoned>(await send('POST', path, body));
    await sleep(tries * 20);
    if ((await get<Reckoned>(`${path}/${id}`)).state !== 'running') continue;
    await killed();
    kills++;
    const again = await settled(`${path}/${id}`);
    expect(again.state).toBe('done');
    expect(of(again.result ?? {})).toEqual(of(result ?? {}));
    expect(await endings(id)).toBe(1);
  }
  expect(kills).toBe(ROUNDS);
}

/** How often the journal says that a reckoning has ended. */
async function endings(id: string): Promise<number> {
  const { lines } = await get<{ lines: { changes: { field: string; to: string | null }[] }[] }>(
    `/stories/${id}`,
  );
  return lines.filter(({ changes }) => changes.some(({ field, to }) => field === 'state' && to === 'done'))
    .length;
}

test(
  'a plan whose reckoning is killed begins again and ends as if nothing had been',
  async () => {
    const what = { budgetPercent: 0, role: null, rolePercent: 0, delayedId: null, delayQuarters: 0 };
    await reckonedUnderKills('/roadmap/plans', { name: 'Unter Störung', what }, (result) => {
      const { weighted, proven, measures } = result as {
        weighted: number;
        proven: boolean;
        measures: object[];
      };
      return { weighted, proven, measures: measures.length };
    });
  },
  TIMEOUT_MS,
);

test(
  'a package whose reckoning is killed begins again and ends as if nothing had been',
  async () => {
    const { variants } = await get<{ variants: object[] }>('/measure-packages-proposal');
    const body = { name: 'Unter Störung', variants: variants.slice(0, 1) };
    await reckonedUnderKills('/measure-packages', body, (result) =>
      (result as { variants: { points: number; proven: boolean }[] }).variants.map(({ points, proven }) => ({
        points,
        proven,
      })),
    );
  },
  TIMEOUT_MS,
);

test(
  'a document killed while it is issued or set: a whole version or none, once, and nothing left behind',
  async () => {
    interface Versions {
      versions: { number: number; note: string }[];
    }
    const path = '/documents/results';
    const issue = (note: string) => send('POST', `${path}/versions`, { note }, `key-${note}`);
    const file = (version: number) =>
      send('GET', `${path}/file?edition=technical&format=pdf&version=${version}`);
    const from = performance.now();
    const first = await json<{ number: number }>(await issue('Ruhe'));
    const issuing = performance.now() - from;
    const calm = Buffer.from(await (await file(first.number)).arrayBuffer());
    const setting = performance.now() - from - issuing;
    const lying = readdirSync(folder, { recursive: true }).filter(
      (name) => !String(name).startsWith('postgres'),
    );
    for (let round = 0; round < ROUNDS; round++) {
      const note = `Kill-${round}`;
      const share = (round + 1) / (ROUNDS + 1);
      const gone = issue(note).catch(() => null);
      await sleep(share * issuing);
      await killed();
      await gone;
      // Whoever got no answer asks again under the same key.
      const { number } = await json<{ number: number }>(await issue(note));
      const cut = file(number).catch(() => null);
      await sleep(share * setting);
      await killed();
      await cut;
      const again = Buffer.from(await (await file(number)).arrayBuffer());
      expect(Math.abs(again.length - calm.length)).toBeLessThan(calm.length / 50);
      expect(again.subarray(-8).toString('latin1')).toContain('%%EOF');
    }
    const { versions } = await get<Versions>(path);
    const numbers = versions.map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_one, at) => at + 1));
    for (let round = 0; round < ROUNDS; round++)
      expect(versions.filter(({ note }) => note === `Kill-${round}`)).toHaveLength(1);
    expect(
      readdirSync(folder, { recursive: true }).filter((name) => !String(name).startsWith('postgres')),
    ).toEqual(lying);
  },
  TIMEOUT_MS,
);
