import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventListener, listenTo, toldIds } from './testing/listener.ts';
import { type LiveTown, startLiveTown } from './testing/live-town.ts';

let town: LiveTown;
let second: { child: ChildProcess; address: string };
const open: EventListener[] = [];

beforeAll(async () => {
  town = await startLiveTown();
  const { ownerUrl, appUrl } = town.server.installation.database;
  second = await startBeside({ DATABASE_URL: ownerUrl, APP_DATABASE_URL: appUrl });
});
afterAll(async () => {
  await Promise.all(open.map((listener) => listener.close()));
  if (second) {
    const ended = new Promise((done) => second.child.once('exit', done));
    second.child.disconnect();
    await ended;
  }
  await town?.stop();
});

/** Another process of the product in front of the same database. */
function startBeside(env: Record<string, string>): Promise<{ child: ChildProcess; address: string }> {
  const child = fork(join(import.meta.dirname, 'testing/fault-product.ts'), {
    env: { ...process.env, ...env, PORT: '0', HOST: '127.0.0.1', SOLLSTAND_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The second process ended with ${code}.`)));
    child.once('message', ({ address }: { address: string }) => resolve({ child, address }));
  });
}

const headers = () => ({ authorization: `Bearer ${town.token}`, 'content-type': 'application/json' });

async function addSite(address: string, name: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/towns/tannau/sites`, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ name }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { id: string }).id;
}

async function listening(address: string, after?: string): Promise<EventListener> {
  const listener = listenTo(`${address}/api/v1/towns/tannau/live`, headers(), after ? { after } : {});
  open.push(listener);
  await listener.until((events) => events.length > 0);
  return listener;
}

test('what is written through one process is told by the other, and a cursor of one is good for the other', async () => {
  const first = town.server.address;
  const [here, there] = [await listening(first), await listening(second.address)];
  const one = await addSite(first, 'Durch den ersten Prozess');
  await there.until(() => toldIds(there).includes(one));
  const two = await addSite(second.address, 'Durch den zweiten Prozess');
  await here.until(() => toldIds(here).includes(two));

  const last = here.events.at(-1)?.id ?? '';
  await Promise.all([here.close(), there.close()]);
  const three = await addSite(first, 'Während niemand zuhört');
  const back = await listening(second.address, last);
  await back.until(() => toldIds(back).includes(three));
  expect(toldIds(back)).toEqual([three]);
});

test('who is at a record is known through both', async () => {
  const hears = await listening(town.server.address);
  const answer = await fetch(`${town.server.address}/api/v1/towns/tannau/sites?limit=1`, {
    headers: headers(),
  });
  const { rows } = (await answer.json()) as { rows: { id: string }[] };
  const at = (mode: string) => ({ kind: 'site', id: rows[0]?.id, mode, tab: crypto.randomUUID() });
  const own = await fetch(`${town.server.address}/api/v1/towns/tannau/presence`, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify(at('reading')),
  });
  expect(own.status).toBe(200);
  await own.body?.cancel();
  const consultant = await town.signIn('beratung');
  const other = await fetch(`${second.address}/api/v1/towns/tannau/presence`, {
    method: 'POST',
    headers: { cookie: consultant.cookie, origin: second.address, 'content-type': 'application/json' },
    body: JSON.stringify(at('writing')),
  });
  expect(other.status).toBe(200);
  await other.body?.cancel();
  await hears.until((events) =>
    events.some(({ data }) =>
      data.people?.some(({ name, mode }) => name === 'Katrin Reich' && mode === 'writing'),
    ),
  );
});
