/**
 * `npm run bench`: measures what the README claims; `npm run bench live` the live updates alone,
 * `npm run bench week` the pages of the analysis week, `npm run bench agents` the reports of inventory agents, `npm run bench import`
 * tables, `npm run bench plan` the planner (on projects of PSPLIB too, where BENCH_PSPLIB names their folder), `npm run bench documents` the documents in all formats, `npm run bench rest` the memory at
 * rest. Ends with 1 only when something fails or is lost, never for slowness.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readConfig } from '#platform/config';
import { type DatabaseHandle, openDatabase } from '#platform/database/open';
import { measureAgents } from './agents.ts';
import { measureBrowser, signIn } from './browser.ts';
import { machine, median, quiet } from './conditions.ts';
import { measureDocuments } from './documents.ts';
import { measureImport } from './import.ts';
import { measureLive } from './live.ts';
import { measureLoad } from './load.ts';
import { memoryOf } from './memory.ts';
import { measurePlanning } from './planning.ts';
import { printPlans } from './plans.ts';
import { fetchReport, type RunningProduct, startProduct } from './product.ts';
import { measurePsplib } from './psplib.ts';
import { measureSearch } from './search.ts';
import { seed } from './seed.ts';
import { note, noteMissing, printTable } from './table.ts';
import { measureWeek } from './week.ts';

const FINDINGS = Number(process.env.BENCH_FINDINGS ?? 100_000);
const LIVE_ALONE = process.argv[2] === 'live';
const WEEK_ALONE = process.argv[2] === 'week';
const AGENTS_ALONE = process.argv[2] === 'agents';
const IMPORT_ALONE = process.argv[2] === 'import';
const REST_ALONE = process.argv[2] === 'rest';
const PLAN_ALONE = process.argv[2] === 'plan';
const DOCUMENTS_ALONE = process.argv[2] === 'documents';
const ALONE =
  LIVE_ALONE || WEEK_ALONE || AGENTS_ALONE || IMPORT_ALONE || REST_ALONE || PLAN_ALONE || DOCUMENTS_ALONE;
const REST_MS = Number(process.env.BENCH_REST_MS ?? 60_000);

const data = mkdtempSync(join(tmpdir(), 'sollstand-bench-'));
for (const line of machine()) process.stdout.write(`${line}\n`);

let product: RunningProduct | null = null;
try {
  await quiet('start');
  product = await startProduct(data, ['--demo']);
  note('cold start with the example town', product.startedInMs / 1000, 's', 5, 2);
  const { demo } = product;
  await product.stop();
  product = await startProduct(data, []);
  note('second start', product.startedInMs / 1000, 's', 5, 2);
  product.demo.accounts = demo.accounts;
  product.demo.token = demo.token;

  if (!ALONE) await measurePages(product);
  if (REST_ALONE) await measureRest(product);
  if (IMPORT_ALONE) await measureImport(product, data);
  if (DOCUMENTS_ALONE) await measureDocuments(product, data);

  const database = await openDatabase(readConfig({ SOLLSTAND_DATA: data }, process.cwd()), {
    role: 'command',
  });
  try {
    if (!ALONE || LIVE_ALONE) await measureLive(product, database, data);
    if (!ALONE || AGENTS_ALONE) await measureAgents(product, database.ownerUrl);
    if (!ALONE || WEEK_ALONE) await measureWeek(product, database.ownerUrl);
    if (!ALONE || PLAN_ALONE) {
      await measurePlanning(product, database.ownerUrl);
      measurePsplib(process.env.BENCH_PSPLIB, data);
    }
    if (!ALONE) await measureMany(product.address, database);
  } finally {
    await database.close();
  }
  printTable();
} finally {
  await product?.stop();
  rmSync(data, { recursive: true, force: true });
}

/** Report, memory, the first list and an import with the example town. */
async function measurePages(product: RunningProduct): Promise<void> {
  await measureRest(product);
  await measureBrowser(product);
  await measureImport(product, data);
  await measureDocuments(product, data);
}

/** Memory when nobody asks, after a report and a list. */
async function measureRest(product: RunningProduct): Promise<void> {
  const reports: number[] = [];
  for (let run = 0; run < 3; run++) reports.push((await fetchReport(product.address, product.demo.token)).ms);
  note('report as PDF, first', (reports[0] ?? 0) / 1000, 's', 3, 2);
  note('report as PDF, median of 3', median(reports) / 1000, 's', 3, 2);

  // Drawing pages is loaded with the first one.
  await fetch(`${product.address}/t/tannau/inventar`, {
    headers: { cookie: `sollstand_session=${await signIn(product)}` },
  });
  await sleep(REST_MS);
  const shares = memoryOf(product.pid, data);
  if (!shares) noteMissing('memory at rest', 'PSS is known on Linux only');
  else {
    for (const share of shares)
      note(`memory at rest: ${share.name}, ${share.processes} processes`, share.megabytes, 'MB', null, 1);
    note(
      'memory at rest, whole tree',
      shares.reduce((sum, share) => sum + share.megabytes, 0),
      'MB',
      250,
      1,
    );
  }
}

/** Lists, records, writes and search with very many findings. */
async function measureMany(address: string, database: DatabaseHandle): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  process.stdout.write(`-- seeding ${FINDINGS} findings in one of fifty towns\n`);
  const seeded = await seed(client, FINDINGS);
  await client.end();
  await measureLoad(address, database.ownerUrl, seeded);
  await measureSearch(address, database.ownerUrl, seeded);
  if (process.env.BENCH_PLANS) await printPlans(database, seeded);
}
