import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import {
  emptyDatabase,
  type ForeignServer,
  foreignServer,
  hasForeignServer,
} from '#platform/database/testing/temporary';
import { hasBrowser, launch } from './browser.ts';
import { answering, type Product, signIn, startProduct } from './product.ts';

describe.skipIf(!hasBrowser || !hasForeignServer)('a database that goes away while somebody works', () => {
  let database: ForeignServer;
  let product: Product;
  let browser: Browser;
  let page: Page;
  const unhandled: string[] = [];

  beforeAll(async () => {
    database = await foreignServer();
    product = await startProduct(await emptyDatabase(database, 'ausfall'));
    browser = await launch();
    page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    page.on('pageerror', (error) => unhandled.push(error.message));
    await signIn(page, product, 'beratung');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    database?.stop();
  });
  const told = () => page.getByRole('alert').filter({ hasText: 'Server oder Datenbank antworten nicht' });

  test('the page says so and shows its rows by itself when it is back', async () => {
    await page.goto(`${product.address}/t/tannau/massnahmen`);
    await answering(page);
    database.halt();
    await page.getByRole('link', { name: 'Feststellungen' }).first().click();
    await told().waitFor();
    database.resume();
    await told().waitFor({ state: 'detached' });
    await page.getByRole('row').nth(5).waitFor();
  });

  test('a page that is opened meanwhile waits and comes by itself', async () => {
    database.halt();
    const answer = await page.goto(`${product.address}/t/tannau/massnahmen`);
    expect(answer?.status()).toBe(503);
    await page.getByRole('heading', { name: 'Gerade nicht erreichbar' }).waitFor();
    database.resume();
    await page.getByRole('row').nth(5).waitFor({ timeout: 20_000 });
    await answering(page);
  });

  test('leaving after the session has ended leads to the sign-in', async () => {
    await withClient(product.installation.database.ownerUrl, (client) => client.query('delete from session'));
    await page.getByRole('button', { name: 'Katrin Reich' }).click();
    await page.getByRole('button', { name: 'Abmelden' }).click();
    await page.waitForURL('**/anmelden*');
    expect(unhandled).toEqual([]);
  });

  test('an application that cannot read who is signed in says so and starts with another try', async () => {
    await signIn(page, product, 'beratung');
    await page.route('**/t/tannau/massnahmen', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(
        /<script type="application\/json" id="first-answers">.*?<\/script>/,
        '',
      );
      await route.fulfill({ response: answer, body });
    });
    await page.route('**/api/v1/session', (route) => route.abort());
    await page.goto(`${product.address}/t/tannau/massnahmen`);
    const again = page.getByRole('button', { name: 'Jetzt noch einmal versuchen' });
    await again.waitFor();
    await page.unroute('**/api/v1/session');
    await again.click();
    await page.getByRole('row').nth(5).waitFor();
    expect(unhandled).toEqual([]);
  });
});
