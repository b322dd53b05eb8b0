import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import type { HttpApp } from '#platform/http/context';
import { type Installation, openInstallation, root } from './installation.ts';
import { buildApp } from './server.ts';
import { demoData } from './testing/demo-data.ts';
import { visitor } from './testing/visitor.ts';

const data = mkdtempSync(join(tmpdir(), 'sollstand-security-'));
let installation: Installation;
let app: HttpApp;
const passwords = new Map<string, string>();

/** As behind a TLS proxy at 192.0.2.1. */
beforeAll(async () => {
  const config = readConfig(
    {
      SOLLSTAND_DATA: data,
      PORT: '0',
      SOLLSTAND_URL: 'https://it.tannau.example',
      SOLLSTAND_PROXIES: '192.0.2.1',
    },
    root,
  );
  const demo = await demoData(data);
  installation = await openInstallation(config, 'server');
  app = buildApp(installation, config);
  for (const { user, password } of demo.accounts) passwords.set(user, password);
});
afterAll(async () => {
  await installation?.close();
  rmSync(data, { recursive: true, force: true });
});

const credentials = (login: string) => ({ login, password: passwords.get(login) ?? '' });

describe('headers', () => {
  const PAGES = [
    '/anmelden',
    '/handbuch',
    '/api/v1/openapi.json',
    '/api/v1/reference',
    '/healthz',
    '/nirgends',
    '/barrierefreiheit',
  ];
  test.each(PAGES)('%s carries all of them', async (path) => {
    const { headers } = await visitor(app, '198.51.100.1').send('GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/script-src[^;]*('unsafe|http|\*)/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'permissions-policy': expect.stringContaining('microphone=()'),
      'cache-control': expect.any(String),
    });
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.has('x-powered-by')).toBe(false);
  });

  test('what belongs to somebody is kept in no cache', async () => {
    const who = visitor(app, '198.51.100.1');
    await who.send('POST', '/api/v1/session', credentials('beratung'));
    const { headers } = await who.send('GET', '/api/v1/towns/tannau/findings');
    expect(headers.get('cache-control')).toMatch(/no-store|private/);
  });
});

test('signing out empties what the browser keeps', async () => {
  const who = visitor(app, '198.51.100.5');
  await who.send('POST', '/api/v1/session', credentials('beratung'));
  const { headers } = await who.send('DELETE', '/api/v1/session');
  expect(headers.get('clear-site-data')).toBe('"cache", "storage"');
  expect(who.cookies.has('__Host-sollstand_session')).toBe(false);
});

test('captures that are not sent stay only when the page says that it has removed the rest', async () => {
  const who = visitor(app, '198.51.100.6');
  await who.send('POST', '/api/v1/session', credentials('beratung'));
  const { headers } = await who.send('DELETE', '/api/v1/session', { keepUnsent: true });
  expect(headers.get('clear-site-data')).toBe('"cache"');
  expect(who.cookies.has('__Host-sollstand_session')).toBe(false);
});

test('TRACE is answered by nothing of ours', async () => {
  const { serve } = await import('@hono/node-server');
  const { request } = await import('node:http');
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address() as { port: number };
  const status = await new Promise<number | undefined>((resolve) => {
    const asked = request({ port, method: 'TRACE', path: '/anmelden', headers: { cookie: 'geheim=1' } });
    asked.once('response', (answer) => resolve(answer.statusCode));
    asked.once('error', () => resolve(undefined));
    asked.end();
  });
  expect([undefined, 400, 404, 405, 501]).toContain(status);
  await new Promise((closed) => server.close(closed));
});

describe('cookies', () => {
  test('are tied to this host, out of reach of scripts, sent by TLS and not across sites', async () => {
    const who = visitor(app, '198.51.100.2');
    await who.send('POST', '/api/v1/session', credentials('beratung'));
    expect(who.set.length).toBeGreaterThan(1);
    for (const line of who.set) {
      expect(line).toMatch(/^__Host-sollstand_/);
      for (const flag of ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure'])
        expect(line).toContain(`; ${flag}`);
      expect(line).not.toContain('Domain');
    }
    const plain = visitor(app, '198.51.100.2');
    plain.cookies.set('sollstand_session', who.cookies.get('__Host-sollstand_session') ?? '');
    expect((await plain.send('GET', '/api/v1/session')).status).toBe(401);
  });
});

describe('requests from foreign pages', () => {
  const FOREIGN = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://boese.example' },
    { 'sec-fetch-site': 'same-site', origin: 'https://andere.tannau.example' },
    { 'sec-fetch-site': 'none', origin: 'null' },
  ];
  test.each(FOREIGN)('change nothing, signed in or not: %o', async (headers) => {
    const who = visitor(app, '198.51.100.3');
    await who.send('POST', '/api/v1/session', credentials('beratung'));
    const measure = { title: 'Untergeschoben', horizon: 'short' };
    expect((await who.send('POST', '/api/v1/towns/tannau/measures', measure, headers)).status).toBe(403);
    expect((await who.send('DELETE', '/api/v1/session', undefined, headers)).status).toBe(403);
    const stranger = visitor(app, '198.51.100.3');
    const form = new URLSearchParams(credentials('beratung'));
    expect((await stranger.send('POST', '/anmelden', form, headers)).status).toBe(403);
    expect(
      (await stranger.send('POST', '/einrichten', new URLSearchParams({ login: 'x' }), headers)).status,
    ).toBe(403);
    expect(stranger.cookies.size).toBe(0);
  });

  test('a session without any sign of its page is refused; a program without cookies is not', async () => {
    const who = visitor(app, '198.51.100.3');
    await who.send('POST', '/api/v1/session', credentials('beratung'));
    const cookie = [...who.cookies].map((pair) => pair.join('=')).join('; ');
    const bare = (headers: Record<string, string>, body: unknown) =>
      app.request('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    expect((await bare({ cookie }, credentials('beratung'))).status).toBe(403);
    expect((await bare({}, credentials('beratung'))).status).toBe(200);
  });
});

describe('rate limits', () => {
  const knock = (peer: string, forwarded?: string) =>
    visitor(app, peer).send(
      'GET',
      '/barrierefreiheit',
      undefined,
      forwarded ? { 'x-forwarded-for': forwarded } : {},
    );

  test('count per address, and a forged forwarded address does not help', async () => {
    const answers = await Promise.all(
      Array.from({ length: 700 }, (_, n) => knock('203.0.113.1', `198.18.${n % 250}.${n % 199}`)),
    );
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(100);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await knock('203.0.113.2')).status).toBe(200);
  });

  test('behind the configured proxy the address before it counts, not what its client claims', async () => {
    const answers = await Promise.all(
      Array.from({ length: 650 }, (_, n) => knock('192.0.2.1', `198.18.${n % 250}.7, 203.0.113.3`)),
    );
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(50);
    expect((await knock('192.0.2.1', '203.0.113.4')).status).toBe(200);
  });

  test('a delicate call is answered 60 times a minute', async () => {
    const who = visitor(app, '198.51.100.4');
    await who.send('POST', '/api/v1/session', credentials('admin'));
    const ask = () => who.send('POST', '/api/v1/towns/tannau/tokens', { name: 'Viele', scope: 'read' });
    const answers = await Promise.all(Array.from({ length: 65 }, ask));
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(5);
  });
});
