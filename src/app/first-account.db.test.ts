import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import type { HttpApp } from '#platform/http/context';
import { importTown } from './import/import-town.ts';
import { type Installation, openInstallation, root } from './installation.ts';
import { buildApp } from './server.ts';

const data = mkdtempSync(join(tmpdir(), 'sollstand-first-'));
let installation: Installation;
let app: HttpApp;

beforeAll(async () => {
  const config = readConfig({ SOLLSTAND_DATA: data, PORT: '0' }, root);
  installation = await openInstallation(config, 'server');
  app = buildApp(installation, config);
  await importTown(installation, join(root, 'examples/tannau'), false);
});
afterAll(async () => {
  await installation?.close();
  rmSync(data, { recursive: true, force: true });
});

const post = (path: string, form: Record<string, string>) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(form) });
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const countFindings = async (cookie: string) => {
  const answer = await app.request('/api/v1/towns/tannau/findings?limit=1', { headers: { cookie } });
  return (await answer.json()).total;
};

test('an imported town gets its first account by the set-up page, once', async () => {
  const form = {
    townName: 'Tannau',
    townSlug: 'tannau',
    state: 'BW',
    name: 'Erika Erste',
    login: 'erika',
    password: 'ein langes Passwort für alle',
  };
  const made = await post('/einrichten', form);
  expect(made.status).toBe(303);
  expect(await countFindings(cookieOf(made))).toBe(45);
  expect((await post('/einrichten', { ...form, login: 'zweite' })).status).toBe(409);
});

test('the command line invites into a town, and the link opens it', async () => {
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [join(root, 'src/app/cli.ts'), 'user', 'invite', ...args], {
      env: { ...process.env, SOLLSTAND_DATA: data, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).toString();
  const { path } = JSON.parse(run('--town', 'tannau', '--user', 'neu', '--name', 'Nora Neu', '--json'));
  const taken = await post(path, { password: 'noch ein langes Passwort' });
  expect(taken.status).toBe(303);
  expect(await countFindings(cookieOf(taken))).toBe(45);
  expect(() => run('--town', 'nirgends', '--user', 'neu', '--name', 'Nora Neu')).toThrow(
    'gibt es hier nicht',
  );
});
