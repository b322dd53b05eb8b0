import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform/config';
import type { HttpApp } from '#platform/http/context';
import type { DemoResult } from '../demo.ts';
import { type Installation, openInstallation, root } from '../installation.ts';
import { buildApp } from '../server.ts';
import { demoData } from './demo-data.ts';

export interface Answer {
  status: number;
  headers: Headers;
  json: Record<string, never> & { rows: Record<string, never>[] };
}

export interface TestInstallation {
  installation: Installation;
  app: HttpApp;
  demo: DemoResult;
  /** Asks the API as one of the accounts (or nobody), with the headers a page of ours would send. */
  ask(
    user: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** The data folder, also of uploads. */
  dataDir: string;
  /** Accounts beyond the example town's. */
  passwords: Map<string, string>;
  close(): Promise<void>;
}

/** The real application over a real embedded database with the example town. */
export async function openTestInstallation(): Promise<TestInstallation> {
  const data = mkdtempSync(join(tmpdir(), 'sollstand-test-'));
  const demo = await demoData(data);
  const config = readConfig({ SOLLSTAND_DATA: data, PORT: '0' }, root);
  const installation = await openInstallation(config, 'server');
  const app = buildApp(installation, config);
  const passwords = new Map(demo.accounts.map((account) => [account.user, account.password]));
  const cookies = new Map<string, string>();
  const cookieOf = async (user: string): Promise<string> => {
    const known = cookies.get(user);
    if (known) return known;
    const answer = await app.request('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: user, password: passwords.get(user) }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    cookies.set(user, cookie);
    return cookie;
  };
  /** A page changes what it has read before. */
  const versionOf = async (user: string | null, path: string): Promise<Record<string, string>> => {
    const etag = (await ask(user, 'GET', path)).headers.get('etag');
    return etag ? { 'if-match': etag } : {};
  };
  const ask: TestInstallation['ask'] = async (user, method, path, body, headers = {}) => {
    const known = method === 'PATCH' && !('if-match' in headers) ? await versionOf(user, path) : {};
    const response = await app.request(`/api/v1${path}`, {
      method,
      headers: {
        ...(user ? { cookie: await cookieOf(user) } : {}),
        'sec-fetch-site': 'same-origin',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...known,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      json: (await response.json().catch(() => null)) as Answer['json'],
    };
  };
  return {
    installation,
    app,
    demo,
    passwords,
    dataDir: data,
    ask,
    close: async () => {
      await installation.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
