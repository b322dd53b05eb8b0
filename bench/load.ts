/** Lists, records, writes and search at 100,000 findings through HTTP, and whether every write is kept. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { quantile, quiet } from './conditions.ts';
import type { LoadJob, LoadResult } from './load-worker.ts';
import { BIG_TOWN, type Seeded, unsealed } from './seed.ts';
import { SEARCHES } from './sentences.ts';
import { note } from './table.ts';

const CLIENTS = 8;

interface Run {
  kind: LoadJob['kind'];
  name: string;
  goalMs: number | null;
}

const RUNS: Run[] = [
  { kind: 'list', name: 'list', goalMs: 25 },
  { kind: 'record', name: 'record', goalMs: 25 },
  { kind: 'write', name: 'write', goalMs: null },
  { kind: 'search', name: 'search', goalMs: null },
  { kind: 'list_sorted', name: 'list sorted by title', goalMs: null },
  { kind: 'list_words', name: 'list with search words', goalMs: null },
];

export async function measureLoad(
  address: string,
  ownerUrl: string,
  seeded: Seeded,
  only: string | null = null,
): Promise<void> {
  for (const { kind, name, goalMs } of RUNS.filter((run) => !only || run.kind === only)) {
    await quiet(`${name}, ${CLIENTS} clients`, 30_000);
    const before = kind === 'write' ? await written(ownerUrl, seeded.townId) : null;
    const result = await loadProcess({
      address,
      token: seeded.token,
      town: BIG_TOWN,
      clients: CLIENTS,
      // The state of a working day: what is asked often has been compiled.
      warmMs: 10_000,
      runMs: 10_000,
      kind,
      ids: seeded.ids,
      words: SEARCHES,
    });
    if (result.errors > 0)
      throw new Error(`${name}: ${result.errors} requests failed, first with ${result.firstError}.`);
    note(`${name} p50`, quantile(result.times, 0.5), 'ms', null, 1);
    note(`${name} p95`, quantile(result.times, 0.95), 'ms', goalMs, 1);
    process.stdout.write(
      `   ${result.times.length} requests in 10 s, ${Math.round(result.bytes / Math.max(1, result.times.length))} bytes each as sent\n`,
    );
    if (before) await checkKept(ownerUrl, seeded.townId, before, result.acknowledged);
  }
}

function loadProcess(job: LoadJob): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./load-worker.ts', import.meta.url)), { execArgv: [] });
    child.once('message', (result) => {
      child.disconnect();
      resolve(result as LoadResult);
    });
    child.once('exit', (code) => code && reject(new Error(`The load process ended with code ${code}.`)));
    child.send(job);
  });
}

interface Written {
  versions: number;
  lines: number;
}

async function written(ownerUrl: string, town: string): Promise<Written> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select (select sum(version) from finding where town_id = $1)::int as versions,
         (select count(*) from journal j join journal_payload p on p.town_id = j.town_id and p.journal_id = j.id
           where j.town_id = $1 and j.event = 'finding.changed')::int as lines`,
      [town],
    );
    return rows[0] as Written;
  } finally {
    await client.end();
  }
}

/** Every acknowledged change must be one version and one journal line, and the chain must take them all. */
async function checkKept(
  ownerUrl: string,
  town: string,
  before: Written,
  acknowledged: number,
): Promise<void> {
  const after = await written(ownerUrl, town);
  const versions = after.versions - before.versions;
  const lines = after.lines - before.lines;
  if (versions !== acknowledged || lines !== acknowledged)
    throw new Error(
      `${acknowledged} writes acknowledged, ${versions} versions and ${lines} journal lines kept.`,
    );
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const from = performance.now();
    while ((await unsealed(client)) > 0) {
      if (performance.now() - from > 60_000) throw new Error('Journal lines stay unsealed for a minute.');
      await new Promise((next) => setTimeout(next, 100));
    }
    note('journal sealed after the writes', (performance.now() - from) / 1000, 's', null, 1);
  } finally {
    await client.end();
  }
  process.stdout.write(`   all ${acknowledged} acknowledged writes are kept, each with its journal line\n`);
}
