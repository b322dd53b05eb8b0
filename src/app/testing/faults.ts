import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

export interface FaultSetup {
  env: Record<string, string>;
  /** Processes in front of the one database. */
  processes: number;
  rounds: number;
  /** Folder of the embedded database, when its server is to be killed now and then as well. */
  dataDir?: string;
  token: string;
}

export interface FaultReport {
  kills: number;
  databaseKills: number;
  slowestStartMs: number;
  /** Changes sent over HTTP that were answered with 200. */
  acknowledged: string[];
  /** Numbers whose transaction with a job was reported as committed. */
  asked: number[];
}

const WRITERS = 4;
const START_PATIENCE_MS = 60_000;

export interface Running {
  child: ChildProcess;
  address: string;
}

/** Kills processes of the product at random moments under a load of writes with jobs, and starts them again. */
export async function killUnderLoad(
  setup: FaultSetup,
): Promise<{ report: FaultReport; stop(): Promise<void> }> {
  const report: FaultReport = { kills: 0, databaseKills: 0, slowestStartMs: 0, acknowledged: [], asked: [] };
  const running: Running[] = [];
  const startOne = async (): Promise<Running> => {
    const from = performance.now();
    const one = await start(setup.env);
    report.slowestStartMs = Math.max(report.slowestStartMs, performance.now() - from);
    one.child.on('message', (said: { acknowledged?: number }) => {
      if (said.acknowledged !== undefined) report.asked.push(said.acknowledged);
    });
    return one;
  };
  for (let n = 0; n < setup.processes; n++) running.push(await startOne());

  const load = { on: true };
  const writers = Array.from({ length: WRITERS }, () => write(setup.token, running, load, report));
  const asker = ask(running, load);
  for (let round = 0; round < setup.rounds; round++) {
    // One time at any moment after the start, the next in the middle of writing, however slow the machine.
    if (round % 2 === 1) await written(report);
    await sleep(100 + Math.random() * 500);
    const at = Math.floor(Math.random() * running.length);
    const ended = ending(running[at]?.child);
    if (setup.dataDir && Math.random() < 0.3) {
      killDatabase(setup.dataDir);
      report.databaseKills++;
    }
    running[at]?.child.kill('SIGKILL');
    report.kills++;
    await ended;
    running[at] = await startOne();
  }
  load.on = false;
  await Promise.all([...writers, asker]);
  return {
    report,
    stop: async () => {
      for (const { child } of running) {
        const ended = ending(child);
        child.disconnect();
        await ended;
      }
    },
  };
}

/** Ends with the next write that is acknowledged. */
async function written({ acknowledged }: FaultReport): Promise<void> {
  const before = acknowledged.length;
  const until = performance.now() + START_PATIENCE_MS;
  while (acknowledged.length === before && performance.now() < until) await sleep(10);
}

/** The product in a process of its own, once it answers. */
export function start(env: Record<string, string>): Promise<Running> {
  const child = fork(join(import.meta.dirname, 'fault-product.ts'), {
    env: { ...process.env, ...env, PORT: '0', HOST: '127.0.0.1', SOLLSTAND_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`No start within a minute. ${errors}`)),
      START_PATIENCE_MS,
    );
    child.once('exit', (code) => reject(new Error(`The start ended with code ${code}. ${errors}`)));
    child.once('message', (said: { address: string }) => {
      clearTimeout(limit);
      resolve({ child, address: said.address });
    });
  });
}

/** Settles when the process has ended. */
export const ending = (child: ChildProcess | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

function killDatabase(dataDir: string): void {
  try {
    const [pid] = readFileSync(join(dataDir, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
  } catch {
    // It is just starting or has gone already.
  }
}

/** Sends one new finding after the other, each again under the same key until somebody answers. */
async function write(
  token: string,
  running: Running[],
  load: { on: boolean },
  report: FaultReport,
): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const week = await askUntilAnswered(running, async (address) => {
    const answer = await fetch(`${address}/api/v1/towns/tannau/engagements`, { headers });
    return ((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id;
  });
  while (load.on) {
    const title = `Versuch ${randomUUID()}`;
    const body = JSON.stringify({
      engagementId: week,
      area: 'operations',
      title,
      statement: 'Unter Störung geschrieben.',
    });
    await askUntilAnswered(running, async (address) => {
      const answer = await fetch(`${address}/api/v1/towns/tannau/findings`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': title },
        body,
      });
      if (answer.status >= 500) throw new Error(String(answer.status));
      if (answer.status !== 200) throw new Error(`refused with ${answer.status}: ${await answer.text()}`);
      return true;
    });
    report.acknowledged.push(title);
    await sleep(5);
  }
}

async function askUntilAnswered<T>(running: Running[], once: (address: string) => Promise<T>): Promise<T> {
  for (;;) {
    const { address } = running[Math.floor(Math.random() * running.length)] ?? { address: '' };
    try {
      return await once(address);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('refused')) throw error;
      await sleep(30);
    }
  }
}

/** Asks for a write with a job, over and over, of whichever process is there. */
async function ask(running: Running[], load: { on: boolean }): Promise<void> {
  for (let n = 1; load.on; n++) {
    const { child } = running[n % running.length] ?? {};
    if (child?.connected) child.send({ n, record: randomUUID() }, () => undefined);
    await sleep(10);
  }
}

export interface Kept {
  /** Titles of findings that exist, each as often as it exists. */
  titles: string[];
  asked: number[];
  ran: number[];
  waiting: number;
}

/** What the database holds after a fault run. */
export async function keptAfter(client: pg.Client): Promise<Kept> {
  const probes = async (event: string) =>
    (
      await client.query<{ n: number }>(
        `select ((p.payload::jsonb) #>> '{changes,n,1}')::int as n from journal j
         join journal_payload p on p.town_id = j.town_id and p.journal_id = j.id where j.event = $1`,
        [event],
      )
    ).rows.map((row) => row.n);
  const titles = await client.query<{ title: string }>(
    "select title from finding where title like 'Versuch %'",
  );
  const waiting = await client.query<{ n: number }>(
    "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'probe'",
  );
  return {
    titles: titles.rows.map((row) => row.title),
    asked: await probes('probe.asked'),
    ran: await probes('probe.ran'),
    waiting: waiting.rows[0]?.n ?? 0,
  };
}
