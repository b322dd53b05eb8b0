import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { openDatabase } from '#platform/database/open';
import { foreignServer, hasForeignServer } from '#platform/database/testing/temporary';
import { verifyJournal } from '#platform/journal-chain/verify-journal';
import { loadDemo } from './demo.ts';
import { openInstallation, root } from './installation.ts';
import { demoData } from './testing/demo-data.ts';
import { type FaultSetup, type Kept, keptAfter, killUnderLoad } from './testing/faults.ts';

/** Twenty here, more by `npm run faults`. */
const ROUNDS = Number(process.env.SOLLSTAND_FAULT_ROUNDS ?? 20);
const TIMEOUT_MS = 120_000 + ROUNDS * 20_000;
const PATIENCE_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'sollstand-faults-'));
const cleanUp: (() => void)[] = [];
afterAll(() => {
  for (const step of cleanUp) step();
  rmSync(folder, { recursive: true, force: true });
});

async function prepare(env: Record<string, string>): Promise<string> {
  if (!env.DATABASE_URL) return (await demoData(env.SOLLSTAND_DATA ?? '')).token;
  const installation = await openInstallation(readConfig(env, root), 'command');
  const demo = await loadDemo(installation, 'http://localhost');
  await installation.close();
  return demo.token;
}

async function settled(client: pg.Client): Promise<Kept> {
  const until = Date.now() + PATIENCE_MS;
  let kept = await keptAfter(client);
  while (kept.waiting > 0 && Date.now() < until) {
    await sleep(500);
    kept = await keptAfter(client);
  }
  return kept;
}

const doubled = <T>(list: readonly T[]): T[] => list.filter((one, at) => list.indexOf(one) !== at);

async function runAndCount(setup: FaultSetup): Promise<void> {
  const { report, stop } = await killUnderLoad(setup);
  const database = await openDatabase(readConfig(setup.env, root), { role: 'command' });
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const kept = await settled(client);
    console.info(
      `faults: ${report.kills} kills of the product, ${report.databaseKills} of the database; ${report.acknowledged.length} writes acknowledged, ${kept.titles.length} kept; ${report.asked.length} jobs asked for, ${kept.ran.length} ran; slowest start ${Math.round(report.slowestStartMs)} ms`,
    );
    expect(report.kills).toBe(setup.rounds);
    expect(report.acknowledged.length).toBeGreaterThan(setup.rounds);
    expect(kept.waiting).toBe(0);
    expect(doubled(kept.titles)).toEqual([]);
    expect(report.acknowledged.filter((title) => !kept.titles.includes(title))).toEqual([]);
    expect(doubled(kept.ran)).toEqual([]);
    expect(report.asked.filter((n) => !kept.asked.includes(n))).toEqual([]);
    const journals = await verifyJournal(database.ownerUrl, []);
    expect(journals.flatMap((journal) => journal.damage)).toEqual([]);
    expect([...kept.ran].sort((a, b) => a - b)).toEqual([...kept.asked].sort((a, b) => a - b));
  } finally {
    await client.end();
    await stop();
    await database.close();
  }
}

describe('hard kills under a load of writes with jobs', () => {
  test('one process and the embedded database', { timeout: TIMEOUT_MS }, async () => {
    const dataDir = join(folder, 'embedded');
    const env = { SOLLSTAND_DATA: dataDir, DATABASE_URL: '' };
    const token = await prepare(env);
    await runAndCount({ env, processes: 1, rounds: ROUNDS, dataDir, token });
  });

  test.skipIf(!hasForeignServer)(
    'two processes and an existing PostgreSQL',
    { timeout: TIMEOUT_MS },
    async () => {
      const server = await foreignServer();
      cleanUp.push(() => server.stop());
      const admin = new pg.Client({ connectionString: server.admin });
      await admin.connect();
      await admin.query("create role betrieb login createrole password 'geheim'");
      await admin.query('create database stoerung owner betrieb');
      await admin.end();
      const { port } = new URL(server.admin);
      const env = {
        SOLLSTAND_DATA: join(folder, 'external'),
        DATABASE_URL: `postgresql://betrieb:geheim@127.0.0.1:${port}/stoerung`,
      };
      const token = await prepare(env);
      await runAndCount({ env, processes: 2, rounds: ROUNDS, token });
    },
  );
});
