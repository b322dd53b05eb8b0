import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { freePort } from '#platform/database/cluster';
import { withClient } from '#platform/database/roles';
import { clearFolder } from '#platform/database/testing/temporary';
import { openInstallation, root } from './installation.ts';
import { startServer } from './server.ts';

let dataDir: string;
let started: ChildProcess | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sollstand-start-'));
});
afterEach(() => {
  started?.kill('SIGKILL');
  clearFolder(dataDir);
});

const env = (more: Record<string, string> = {}) => ({ SOLLSTAND_DATA: dataDir, DATABASE_URL: '', ...more });
const databaseRuns = () => existsSync(join(dataDir, 'postgres', '18', 'postmaster.pid'));

function startDemo(port: number) {
  const child = spawn(process.execPath, [join(root, 'src/app/cli.ts'), 'start', '--demo', '--json'], {
    env: { ...process.env, ...env({ PORT: String(port), SOLLSTAND_LOG: 'error' }) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started = child;
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, said: () => said };
}

test('a start that finds its port taken leaves no database behind', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as { port: number };
  const config = readConfig(env({ PORT: String(port), SOLLSTAND_LOG: 'error' }), root);
  await expect(startServer(config)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(databaseRuns()).toBe(false);
  await new Promise((done) => other.close(done));
});

test('a signal while the example town is loaded ends everything at once', async () => {
  const port = (await freePort()) ?? 0;
  const { child, ended, said } = startDemo(port);
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(answers, { timeout: 30_000, interval: 5 }).toBe(200);
  expect(said()).toBe('');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(databaseRuns()).toBe(false);
});

test('a start whose example cannot be loaded ends with server and database closed', async () => {
  const installation = await openInstallation(readConfig(env(), root), 'command');
  await withClient(installation.database.ownerUrl, (client) =>
    client.query("alter table site add constraint nobody check (name = '') not valid"),
  );
  await installation.close();
  const { ended } = startDemo(0);
  expect(await ended).toBe(1);
  expect(databaseRuns()).toBe(false);
});
