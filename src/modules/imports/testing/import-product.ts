import type { RouteOutput } from '#kernel/route';
import { withClient } from '#platform/database/roles';
import { startWorker, type Worker } from '#platform/jobs/worker';
import { importKinds } from '../../../app/import-kinds.ts';
import { openTestInstallation, type TestInstallation } from '../../../app/testing/installation.ts';
import type { importsContract } from '../contract.ts';
import { importJob } from '../server/run-job.ts';
import { uploadsFolder } from '../server/upload.ts';

export type RunView = RouteOutput<typeof importsContract.get>;
export type ToldFaults = RouteOutput<typeof importsContract.faults>;

export interface ImportProduct extends TestInstallation {
  worker: Worker;
  upload(
    body: BodyInit | null,
    more?: { name?: string; kind?: string; headers?: Record<string, string>; user?: string },
  ): Promise<{ status: number; id: string; code: string }>;
  read(id: string): Promise<RunView>;
  /** Waits until nothing runs any more. */
  settled(id: string): Promise<RunView>;
  faults(id: string, limit?: number): Promise<ToldFaults>;
  send(id: string, verb: 'check' | 'start' | 'cancel', body?: object): Promise<number>;
  /** Uploads, checks and stores in one go; the view at the end. */
  bring(body: BodyInit, kind?: string): Promise<RunView>;
  count(table: string): Promise<number>;
}

const MOVING = ['waiting', 'reading', 'checking', 'importing'];

/** The product with a worker that runs imports, and the calls a page would make, signed in as the consultant. */
export async function openImportProduct(): Promise<ImportProduct> {
  const product = await openTestInstallation();
  const { installation, dataDir, demo } = product;
  const worker = await startWorker(installation.database.ownerUrl, installation.ground, [
    importJob(importKinds, uploadsFolder(dataDir)),
  ]);
  const base = '/towns/tannau/imports';
  const read = async (id: string) =>
    (await product.ask('beratung', 'GET', `${base}/${id}`)).json as unknown as RunView;
  const settled = async (id: string): Promise<RunView> => {
    for (let at = 0; at < 1_200; at++) {
      const run = await read(id);
      if (!MOVING.includes(run.phase)) return run;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error('the import does not end');
  };
  const signedIn = async (user: string) => {
    const answer = await product.app.request('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        login: user,
        password: demo.accounts.find((account) => account.user === user)?.password,
      }),
    });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  const upload: ImportProduct['upload'] = async (
    body,
    { name = 'liste.csv', kind, headers = {}, user = 'beratung' } = {},
  ) => {
    const query = new URLSearchParams({ name, ...(kind ? { kind } : {}) });
    const answer = await product.app.request(`/api/v1${base}?${query}`, {
      method: 'POST',
      headers: { cookie: await signedIn(user), 'sec-fetch-site': 'same-origin', ...headers },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit);
    const said = (await answer.json()) as { id?: string; code?: string };
    return { status: answer.status, id: said.id ?? '', code: said.code ?? '' };
  };
  const send: ImportProduct['send'] = async (id, verb, body = {}) =>
    (await product.ask('beratung', 'POST', `${base}/${id}/${verb}`, body)).status;
  return {
    ...product,
    worker,
    upload,
    read,
    settled,
    send,
    faults: async (id, limit = 5_000) =>
      (await product.ask('beratung', 'GET', `${base}/${id}/faults?limit=${limit}`))
        .json as unknown as ToldFaults,
    async bring(body, kind) {
      const { id } = await upload(body, kind ? { kind } : {});
      const checked = await settled(id);
      if (checked.phase !== 'checked') return checked;
      await send(id, 'start');
      return settled(id);
    },
    count: (table) =>
      withClient(installation.database.ownerUrl, async (client) =>
        Number((await client.query(`select count(*) from ${table}`)).rows[0].count),
      ),
    async close() {
      await worker.stop();
      await product.close();
    },
  };
}

/** What the product would have to lose or double: records, their journal and their entries in the search. */
export async function countAll(product: ImportProduct): Promise<Record<string, number>> {
  const { rows } = await withClient(product.installation.database.ownerUrl, (client) =>
    client.query(`select (select count(*) from item)::int as items, (select count(*) from budget_line)::int as lines,
      (select count(*) from journal)::int as journal, (select count(*) from journal_payload)::int as payloads,
      (select count(*) from search_entry)::int as found`),
  );
  return rows[0];
}
