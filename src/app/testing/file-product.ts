import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { FileView } from '#kernel/file-routes';
import { withClient } from '#platform/database/roles';
import type { FileSettings } from '#platform/tx';
import { buildApp } from '../server.ts';
import { openTestInstallation, type TestInstallation } from './installation.ts';

export interface Sent {
  status: number;
  code: string;
  text: string;
  view: FileView;
}

export interface SendOptions {
  name: string;
  user?: string;
  type?: string;
  headers?: Record<string, string>;
}

export interface FileProduct extends TestInstallation {
  port: number;
  folder: string;
  /** Sends a file over the line, as a page of ours would. */
  send(record: string, body: BodyInit, options: SendOptions): Promise<Sent>;
  /** Fetches a path below /api/v1/towns/tannau. */
  fetch(path: string, user?: string): Promise<Response>;
  cookieOf(user: string): Promise<string>;
  /** Id of the first record of a list, e.g. `items`. */
  first(list: string, query?: string): Promise<string>;
  rows(where?: string): Promise<{ name: string; sha256: string; office_id: string | null }[]>;
  /** Every file below the folder of files, relative to it. */
  onDisk(): string[];
}

/** The product behind a real HTTP server, with other settings for files on request. */
export async function openFileProduct(settings: Partial<FileSettings> = {}): Promise<FileProduct> {
  const product = await openTestInstallation();
  const { installation, passwords } = product;
  const files = { ...installation.ground.files, ...settings };
  const changed = { ...installation, ground: { ...installation.ground, files } };
  const app = buildApp(changed, { secureCookies: false, trustedProxies: [], dataDir: product.dataDir });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((done) => server.once('listening', () => done()));
  const { port } = server.address() as { port: number };
  const base = `http://127.0.0.1:${port}`;
  const cookies = new Map<string, Promise<string>>();
  const signIn = async (user: string): Promise<string> => {
    const answer = await fetch(`${base}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: user, password: passwords.get(user) }),
    });
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  };
  const cookieOf = (user: string): Promise<string> => {
    const known = cookies.get(user) ?? signIn(user);
    cookies.set(user, known);
    return known;
  };
  const town = `${base}/api/v1/towns/tannau`;
  return {
    ...product,
    port,
    folder: files.folder,
    cookieOf,
    async send(record, body, { name, user = 'beratung', type = '', headers = {} }) {
      const answer = await fetch(`${town}/${record}/files?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: {
          cookie: await cookieOf(user),
          'sec-fetch-site': 'same-origin',
          'content-type': type,
          ...headers,
        },
        body,
        duplex: 'half',
      } as RequestInit);
      const view = (await answer.json()) as FileView & { code?: string; text?: string };
      return { status: answer.status, code: view.code ?? '', text: view.text ?? '', view };
    },
    fetch: async (path, user = 'beratung') =>
      fetch(`${town}/${path}`, { headers: { cookie: await cookieOf(user) } }),
    first: async (list, query = '') =>
      String(
        (await product.ask('beratung', 'GET', `/towns/tannau/${list}?limit=1${query}`)).json.rows[0]?.id,
      ),
    rows: (where = 'true') =>
      withClient(
        installation.database.ownerUrl,
        async (client) => (await client.query(`select * from file where ${where} order by name`)).rows,
      ),
    onDisk: () => allFiles(files.folder),
    async close() {
      await new Promise<void>((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await product.close();
    },
  };
}

const allFiles = (folder: string): string[] =>
  existsSync(folder)
    ? (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
        statSync(join(folder, name)).isFile(),
      )
    : [];
