/** Starts the product as people do: its own process, its own data folder, the address it prints. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = join(import.meta.dirname, '..');

export interface Demo {
  accounts: { user: string; password: string }[];
  token: string;
}

export interface RunningProduct {
  address: string;
  pid: number;
  /** From the call to the first 200 of /healthz. */
  startedInMs: number;
  /** What `start --demo` said; accounts and token only at the first loading. */
  demo: Demo;
  stop(): Promise<void>;
}

const PATIENCE_MS = 120_000;

/** What `npm start` runs, without the name of Node. */
function startWords(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').slice(1);
}

/** Runs `start` on a free port with the given data folder and waits until it is healthy. */
export async function startProduct(
  dataDir: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<RunningProduct> {
  const from = performance.now();
  const child = spawn(process.execPath, [...startWords(), '--json', ...args], {
    cwd: root,
    env: {
      ...process.env,
      ...env,
      SOLLSTAND_DATA: dataDir,
      PORT: '0',
      HOST: '127.0.0.1',
      SOLLSTAND_LOG: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const said = JSON.parse(await firstLine(child)) as { address: string } & Partial<Demo>;
    await untilHealthy(said.address);
    return {
      address: said.address,
      pid: child.pid ?? 0,
      startedInMs: performance.now() - from,
      demo: { accounts: said.accounts ?? [], token: said.token ?? '' },
      stop: () => ended(child),
    };
  } catch (error) {
    await ended(child);
    throw error;
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error('The product said nothing for two minutes.')),
      PATIENCE_MS,
    );
    const settle = (act: () => void) => {
      clearTimeout(limit);
      act();
    };
    child.once('exit', (code) => settle(() => reject(new Error(`The product ended with code ${code}.`))));
    if (child.stdout) createInterface(child.stdout).once('line', (line) => settle(() => resolve(line)));
  });
}

async function untilHealthy(address: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const answer = await fetch(`${address}/healthz`).catch(() => null);
    if (answer?.status === 200) return;
    await sleep(10);
  }
  throw new Error(`${address}/healthz did not become 200.`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await gone;
  clearTimeout(limit);
}

/** The report as a client gets it; refuses anything but a PDF. */
export async function fetchReport(address: string, token: string): Promise<{ ms: number; bytes: number }> {
  const from = performance.now();
  const answer = await fetch(`${address}/api/v1/towns/tannau/reports/results.pdf`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const body = new Uint8Array(await answer.arrayBuffer());
  if (answer.status !== 200 || Buffer.from(body.subarray(0, 5)).toString() !== '%PDF-')
    throw new Error(`The report answered ${answer.status} with ${body.length} bytes.`);
  return { ms: performance.now() - from, bytes: body.length };
}
