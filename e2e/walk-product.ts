import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { readConfig } from '#platform/config';
import { withClient } from '#platform/database/roles';
import { type RunningServer, startServer } from '../src/app/server.ts';
import { demoData } from '../src/app/testing/demo-data.ts';
import type { Product } from './product.ts';

/** The product on one address, which can be switched off and on again with all it holds. */
export interface WalkProduct extends Product {
  down(): Promise<void>;
  up(): Promise<void>;
  sql<R>(text: string, values?: unknown[]): Promise<R[]>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

export async function startWalkProduct(): Promise<WalkProduct> {
  const data = mkdtempSync(join(tmpdir(), 'sollstand-rundgang-'));
  const env = { SOLLSTAND_DATA: data, PORT: String(await freePort()), SOLLSTAND_LOG: 'error' };
  const start = () => startServer(readConfig(env, process.cwd()));
  const demo = await demoData(data);
  let server: RunningServer | null = await start();
  const { address } = server;
  const down = async () => {
    await server?.stop();
    server = null;
  };
  const installation = () => {
    if (!server) throw new Error('the server is off');
    return server.installation;
  };
  return {
    address,
    demo,
    get installation() {
      return installation();
    },
    password: (user) => demo.accounts.find((account) => account.user === user)?.password ?? '',
    sql: (text, values = []) =>
      withClient(installation().database.ownerUrl, async (client) => (await client.query(text, values)).rows),
    down,
    up: async () => {
      server ??= await start();
    },
    stop: async () => {
      await down();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Opens the walk-through and waits until it shows rooms. */
export async function openWalk(context: BrowserContext, product: WalkProduct): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${product.address}/rundgang`);
  await page.locator('.w-room').first().waitFor();
  return page;
}

/** Waits until the page would start without a network. */
export const keptOnDevice = (page: Page): Promise<unknown> =>
  page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.state));

/** Ends when the device has nothing left to send. */
export const allSent = (page: Page): Promise<void> =>
  page.locator('.w-state', { hasText: 'Alles gesendet' }).waitFor({ timeout: 60_000 });

/** Notes an observation outside any room, with photos. */
export async function capture(page: Page, statement: string, pictures: Buffer[] = []): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#neu/-';
  });
  await page.getByLabel('Beobachtung', { exact: true }).fill(statement);
  await page.getByRole('radio', { name: 'Sehr hoch' }).check();
  for (const [n, buffer] of pictures.entries()) {
    await page
      .getByLabel('Bilder auswählen')
      .setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByRole('img', { name: `Foto ${n + 1}`, exact: true }).waitFor();
  }
  await page.getByRole('button', { name: 'Festhalten' }).click();
  await page.getByRole('heading', { level: 1, name: 'Rundgang' }).waitFor();
}

/** The page says how much waits. */
export const unsent = (page: Page, count: number) =>
  page.locator('.w-state', { hasText: `${count} noch nicht gesendet` }).waitFor();

/** A photo so full of detail that it stays large. */
export const largePhoto = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 2400,
      height: 1800,
      channels: 3,
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
      background: '#808080',
    },
  })
    .jpeg({ quality: 90 })
    .toBuffer();

/** A small photo with words of the camera in it; every one another. */
export const photo = (n: number): Promise<Buffer> =>
  sharp({
    create: { width: 800, height: 600, channels: 3, background: { r: n * 6, g: 255 - n * 6, b: 90 } },
  })
    .withExif({ IFD0: { Make: 'Kamerawerk', Artist: 'Erika Muster' } })
    .jpeg({ quality: 60 })
    .toBuffer();
