import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { readConfig } from '#platform/config';
import { type DemoResult, loadDemo } from '../src/app/demo.ts';
import { type RunningServer, startServer } from '../src/app/server.ts';
import { demoData } from '../src/app/testing/demo-data.ts';

export interface Product extends RunningServer {
  demo: DemoResult;
  password(user: string): string;
}

/** The whole product on a free port with the example town, in an embedded database of its own or the one given. */
export async function startProduct(databaseUrl = ''): Promise<Product> {
  const data = mkdtempSync(join(tmpdir(), 'sollstand-'));
  const env = { SOLLSTAND_DATA: data, DATABASE_URL: databaseUrl, PORT: '0', SOLLSTAND_LOG: 'error' };
  const copied = databaseUrl ? null : await demoData(data);
  const server = await startServer(readConfig(env, process.cwd()));
  const demo = copied ?? (await loadDemo(server.installation, server.address));
  return {
    ...server,
    demo,
    password: (user) => demo.accounts.find((account) => account.user === user)?.password ?? '',
    stop: async () => {
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Signs in as one of the example town's accounts and waits for the town's first page. */
export async function signIn(page: Page, product: Product, user: string): Promise<void> {
  await page.goto(`${product.address}/anmelden`);
  await page.getByLabel('Anmeldename').fill(user);
  await page.getByLabel('Passwort').fill(product.password(user));
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.waitForURL('**/t/tannau');
  await answering(page);
}

/** Lists and the overview come drawn: keys and buttons answer once the application has taken the page over. */
export async function answering(page: Page): Promise<void> {
  await page.waitForFunction(() => document.title.endsWith('- Sollstand'));
}
