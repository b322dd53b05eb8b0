import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../app/server.ts';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';

const TOKEN = 'ein-langes-geheimes-wort';
let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const open = (metricsToken?: string) =>
  buildApp(product.installation, {
    secureCookies: false,
    dataDir: product.dataDir,
    trustedProxies: [],
    ...(metricsToken ? { metricsToken } : {}),
  });
const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

test('figures are for this machine, or for whoever knows the token', async () => {
  const app = open();
  expect((await app.request('/metrics', {}, from('127.0.0.1'))).status).toBe(200);
  expect((await app.request('/metrics', {}, from('10.1.2.3'))).status).toBe(403);
  const forwarded = { headers: { 'x-forwarded-for': '127.0.0.1' } };
  expect((await app.request('/metrics', forwarded, from('127.0.0.1'))).status).toBe(403);
  const guarded = open(TOKEN);
  expect((await guarded.request('/metrics', {}, from('127.0.0.1'))).status).toBe(403);
  const bearer = { headers: { authorization: `Bearer ${TOKEN}` } };
  expect((await guarded.request('/metrics', bearer, from('10.1.2.3'))).status).toBe(200);
});

test('requests are counted by route, whatever ids and invented addresses they carry', async () => {
  const app = open();
  for (const id of ['0191d5c0-1111-7111-8111-111111111111', '0191d5c0-2222-7222-8222-222222222222'])
    await app.request(`/api/v1/towns/tannau/findings/${id}`);
  await app.request('/api/v1/towns/tannau/charts/findings-by-area');
  for (let n = 0; n < 500; n += 1)
    for (const path of ['/erfunden/', '/api/v1/erfunden/', '/t/', '/api/v1/towns/'])
      await app.request(`${path}${n}`, {}, from(`198.51.100.${n % 250}`));
  const text = await (await app.request('/metrics', {}, from('::1'))).text();
  expect(text).toContain('route="/api/v1/towns/{town}/findings/{id}",status="401"} 2');
  expect(text).toContain(
    'sollstand_http_request_duration_seconds_count{method="GET",route="none",status="404"} 1000',
  );
  const routes = new Set([...text.matchAll(/_count\{method="GET",route="([^"]+)"/g)].map(([, name]) => name));
  expect([...routes].sort()).toEqual([
    '/api/v1/towns/{town}',
    '/api/v1/towns/{town}/charts/findings-by-area',
    '/api/v1/towns/{town}/findings/{id}',
    '/t/*',
    'none',
  ]);
  expect(text).not.toContain('erfunden');
  expect(text).toMatch(/sollstand_parked 0\n/);
  expect(text).toMatch(/sollstand_live_streams 0\n/);
  expect(text).toMatch(/sollstand_unsealed \d+\n/);
  expect(text).toMatch(/process_resident_memory_bytes \d+/);
});
