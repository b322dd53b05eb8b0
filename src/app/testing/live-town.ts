import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fn } from '#kernel/functions';
import { readConfig } from '#platform/config';
import { withClient } from '#platform/database/roles';
import { hashPassword } from '#platform/sign-in/passwords';
import { root } from '../installation.ts';
import { type RunningServer, startServer } from '../server.ts';
import { demoData } from './demo-data.ts';
import { type EventListener, listenTo } from './listener.ts';

export interface Someone {
  cookie: string;
  ask(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; json: { id: string; rows: { id: string }[] } & Record<string, unknown> }>;
  listen(town?: string, after?: string): EventListener;
}

export interface LiveTown {
  server: RunningServer;
  token: string;
  townId: string;
  /** Runs SQL as the owner. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  signIn(login: string): Promise<Someone>;
  /** A further account; its password is known to `signIn`. */
  addPerson(login: string, town: string, fn: Fn, office?: string): Promise<void>;
  stop(): Promise<void>;
}

/** The product behind a real port with the example town, for tests that listen. */
export async function startLiveTown(): Promise<LiveTown> {
  const data = mkdtempSync(join(tmpdir(), 'sollstand-live-'));
  const demo = await demoData(data);
  const server = await startServer(
    readConfig({ SOLLSTAND_DATA: data, PORT: '0', SOLLSTAND_LOG: 'error', DATABASE_URL: '' }, root),
  );
  const passwords = new Map(demo.accounts.map(({ user, password }) => [user, password]));
  const sql: LiveTown['sql'] = (text, values = []) =>
    withClient(
      server.installation.database.ownerUrl,
      async (client) => (await client.query(text, values)).rows,
    );
  return {
    server,
    token: demo.token,
    townId: String((await sql("select id from town where slug = 'tannau'"))[0]?.id),
    sql,
    signIn: (login) => signIn(server.address, login, passwords.get(login) ?? ''),
    async addPerson(login, town, fn, office) {
      const password = `${login} geht gern im Wald spazieren`;
      const id = randomUUID();
      await sql('insert into app_user (id, login, name, password_hash) values ($1, $2, $3, $4)', [
        id,
        login,
        `Frau ${login}`,
        await hashPassword(password),
      ]);
      await sql(
        `insert into membership (town_id, id, user_id, function, only_office_id)
         select id, gen_random_uuid(), $2, $3, $4 from town where slug = $1`,
        [town, id, fn, office ?? null],
      );
      passwords.set(login, password);
    },
    stop: async () => {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function signIn(address: string, login: string, password: string): Promise<Someone> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ login, password }),
  });
  if (answer.status !== 200) throw new Error(`${login} is not let in: ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return {
    cookie,
    async ask(method, path, body) {
      const version = method === 'PATCH' ? await versionOf(address + path, cookie) : {};
      const said = await fetch(`${address}/api/v1${path}`, {
        method,
        headers: {
          cookie,
          origin: address,
          ...version,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: said.status, json: await said.json().catch(() => ({})) };
    },
    listen: (town = 'tannau', after) =>
      listenTo(`${address}/api/v1/towns/${town}/live`, { cookie }, after ? { after } : {}),
  };
}

async function versionOf(url: string, cookie: string): Promise<Record<string, string>> {
  const answer = await fetch(url.replace(/(?<=:\d+)\//, '/api/v1/'), { headers: { cookie } });
  await answer.body?.cancel();
  const etag = answer.headers.get('etag');
  return etag ? { 'if-match': etag } : {};
}
