import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import {
  emptyDatabase,
  type ForeignServer,
  foreignServer,
  hasForeignServer,
} from '#platform/database/testing/temporary';
import { loadDemo } from './demo.ts';
import { root } from './installation.ts';
import { type RunningServer, startServer } from './server.ts';

/** An existing PostgreSQL that is taken away from a running server and given back. */
describe.skipIf(!hasForeignServer)('a database that is away for a while', () => {
  let database: ForeignServer;
  let server: RunningServer;
  let cookie = '';
  const folder = mkdtempSync(join(tmpdir(), 'sollstand-outage-'));
  const get = (path: string) =>
    fetch(server.address + path, { headers: { cookie, 'accept-language': 'de' }, redirect: 'manual' });

  beforeAll(async () => {
    database = await foreignServer();
    const url = await emptyDatabase(database, 'ausfall');
    const env = { SOLLSTAND_DATA: folder, DATABASE_URL: url, PORT: '0', SOLLSTAND_LOG: 'error' };
    server = await startServer(readConfig(env, root));
    const demo = await loadDemo(server.installation, server.address);
    const signedIn = await fetch(`${server.address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'beratung', password: demo.accounts[0]?.password }),
    });
    cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  });
  afterAll(async () => {
    await server?.stop();
    database?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('pages and interface say so while it is gone, and work again without a restart', async () => {
    expect((await get('/t/tannau')).status).toBe(200);
    const icon = (await get('/icon.svg')).status;
    database.halt();
    try {
      for (const path of ['/', '/t/tannau', '/anmelden']) {
        const answer = await get(path);
        expect([path, answer.status]).toEqual([path, 503]);
        expect(answer.headers.get('content-type')).toContain('text/html');
        expect(answer.headers.get('refresh')).toBe('5');
        const page = await answer.text();
        expect(page).toContain('Die Datenbank ist gerade nicht erreichbar.');
        expect(page).not.toContain('<script');
      }
      const asked = await get('/api/v1/towns/tannau/findings');
      expect([asked.status, asked.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await asked.json()).toMatchObject({ code: 'database_away' });
      const form = await fetch(`${server.address}/einrichten`, { method: 'POST', headers: { cookie } });
      expect([form.status, form.headers.get('refresh')]).toEqual([503, null]);
      for (const path of ['/handbuch', '/handbuch/betrieb', '/barrierefreiheit'])
        expect((await get(path)).status).toBe(200);
      expect((await get('/icon.svg')).status).toBe(icon);
      expect((await get('/gibt-es-nicht')).status).toBe(503);
      const health = await get('/healthz');
      expect([health.status, (await health.json()).status]).toEqual([503, 'down']);
      expect(await (await get('/metrics')).text()).toContain('sollstand_database_up 0');
      // Long enough for everything that works behind the answers to have met it.
      await sleep(4_000);
    } finally {
      database.resume();
    }
    await expect.poll(async () => (await get('/t/tannau')).status, { timeout: 10_000 }).toBe(200);
    const written = await fetch(`${server.address}/api/v1/towns/tannau/sites`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ name: 'Nach dem Ausfall' }),
    });
    expect(written.status).toBe(200);
    const calm = async () => {
      const { status, jobs, unsealedSeconds } = await (await get('/healthz')).json();
      return { status, jobs, sealed: unsealedSeconds < 4 };
    };
    await expect
      .poll(calm, { timeout: 30_000, interval: 500 })
      .toEqual({ status: 'ok', jobs: 'running', sealed: true });
    expect(await (await get('/metrics')).text()).toContain('sollstand_database_up 1');
  });
});
