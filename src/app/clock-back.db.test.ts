import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { clearFolder } from '#platform/database/testing/temporary';
import { readAnchors } from '#platform/journal-chain/anchors';
import { verifyJournal } from '#platform/journal-chain/verify-journal';
import { loadDemo } from './demo.ts';
import { followUp } from './follow-up.ts';
import { openInstallation, root } from './installation.ts';
import { buildApp } from './server.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sollstand-clock-'));
afterAll(() => clearFolder(dataDir));

/** The product with its clock at another time, over the same data. */
async function openAt(clock: string) {
  const config = readConfig({ SOLLSTAND_DATA: dataDir, SOLLSTAND_CLOCK: clock }, root);
  const installation = await openInstallation(config, 'server');
  const app = buildApp(installation, config);
  const ask = async (cookie: string, method: string, path: string, body?: object, more = {}) => {
    const headers = { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...more };
    const answer = await app.request(`/api/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, headers: answer.headers, json: await answer.json() };
  };
  return { installation, ask };
}

test('a clock that was set back breaks nothing, and the journal is sealed on', async () => {
  const later = await openAt('2031-06-01T08:00:00Z');
  const demo = await loadDemo(later.installation, 'http://localhost');
  const login = { login: 'beratung', password: demo.accounts[0]?.password };
  const signedIn = await later.ask('', 'POST', '/session', login);
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const key = { 'idempotency-key': 'einmal-und-nie-wieder' };
  const sites = '/towns/tannau/sites';
  const first = await later.ask(cookie, 'POST', sites, { name: 'Zeitreise' }, key);
  expect(first.status).toBe(200);
  await followUp(later.installation.ground, dataDir).turn();
  await later.installation.close();

  const earlier = await openAt('2026-01-01T08:00:00Z');
  const { ask, installation } = earlier;
  try {
    expect((await ask(cookie, 'GET', '/session')).json.user.login).toBe('beratung');
    expect((await ask('', 'POST', '/session', login)).status).toBe(200);
    expect((await ask(cookie, 'POST', sites, { name: 'Zeitreise' }, key)).json).toEqual(first.json);
    const path = `${sites}/${first.json.id}`;
    const changed = await ask(cookie, 'PATCH', path, { kind: 'Rathaus' }, { 'if-match': '"1"' });
    expect([changed.status, changed.json.version]).toEqual([200, 2]);
    expect((await ask(cookie, 'GET', `/towns/tannau/stories/${first.json.id}`)).json.lines).toHaveLength(2);
    expect(
      (await ask(cookie, 'GET', '/towns/tannau/findings?sort=-updatedAt&limit=5')).json.rows,
    ).toHaveLength(5);
    const following = followUp(installation.ground, dataDir);
    await following.turn();
    expect(following.unsealedSeconds()).toBe(0);
    expect(readAnchors(dataDir)).toHaveLength(2);
    const journals = await verifyJournal(installation.database.ownerUrl, readAnchors(dataDir));
    expect(journals.flatMap(({ damage }) => damage)).toEqual([]);
    expect((await ask(cookie, 'DELETE', path)).status).toBe(200);
  } finally {
    await installation.close();
  }
});
