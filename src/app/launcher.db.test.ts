import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './installation.ts';

const OLD_NODE = `data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.0.0' } }); delete process.execve",
)}`;

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** How the process that serves was called: the launcher itself in its second life, or a child of it. */
function wordsOfServer(launcher: number): string[] {
  const children = readFileSync(`/proc/${launcher}/task/${launcher}/children`, 'utf8').split(' ').map(Number);
  return [launcher, ...children]
    .filter(Boolean)
    .map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'))
    .filter((words) => words.some((word) => word.endsWith('src/app/cli.ts')))
    .flat();
}

test.each([
  ['by a Node that is new enough', []],
  ['by an older Node, which hands over to the pinned one', ['--import', OLD_NODE]],
])(
  'a stop of the launcher, called %s, ends server and database',
  async (_, options) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sollstand-launcher-'));
    const launcher = spawn(
      process.execPath,
      [...options, join(root, 'bin/sollstand.mjs'), 'start', '--json'],
      {
        env: { ...process.env, DATABASE_URL: '', SOLLSTAND_DATA: dataDir, PORT: '0', SOLLSTAND_LOG: 'error' },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const ended = new Promise<number | null>((resolve) => launcher.once('exit', resolve));
    const said = await new Promise<string>((resolve) =>
      launcher.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    );
    const { address } = JSON.parse(said) as { address: string };
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    if (process.platform === 'linux')
      expect(wordsOfServer(launcher.pid ?? 0)).toEqual(
        expect.arrayContaining(['--max-semi-space-size=16', '--heap-growing-percent=50', 'start']),
      );
    const [database] = readFileSync(join(dataDir, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n');
    expect(isRunning(Number(database))).toBe(true);

    launcher.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    // Its parent is gone too: whoever adopted it may take a moment to bury it.
    await expect.poll(() => isRunning(Number(database)), { timeout: 15_000 }).toBe(false);
    await rm(dataDir, { recursive: true });
  },
  60_000,
);
