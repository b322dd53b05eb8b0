import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

describe.skipIf(!hasBrowser)('in a real browser', () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  const asked = new Set<string>();

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test('a wrong password is refused in words and the login stays filled in', async () => {
    await page.goto(product.address);
    await page.getByLabel('Anmeldename').fill('beratung');
    await page.getByLabel('Passwort').fill('falsch');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.getByRole('alert').getByText('Anmeldename oder Passwort stimmen nicht.').waitFor();
    expect(await page.getByLabel('Anmeldename').inputValue()).toBe('beratung');
  });

  test('signing in leads to the town, without a request to a foreign host', async () => {
    await page.getByLabel('Passwort').fill(product.password('beratung'));
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.waitForURL('**/t/tannau');
    await page.getByRole('navigation').first().waitFor();
    expect([...asked].filter((origin) => origin !== product.address && !origin.startsWith('data'))).toEqual(
      [],
    );
  });

  test('public pages have no accessibility fault and do not scroll sideways at 320 px', async () => {
    const visitor = await (
      await browser.newContext({ locale: 'de-DE', viewport: { width: 320, height: 700 } })
    ).newPage();
    for (const path of ['/anmelden', '/einladung/unbekannt', '/api/v1/reference']) {
      await visitor.goto(product.address + path);
      const { violations } = await new AxeBuilder({ page: visitor as never })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map((v) => `${path} ${v.id} ${v.nodes[0]?.target}`)).toEqual([]);
      expect(await visitor.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(
        320,
      );
    }
  });

  test('who only answers is led to the findings', async () => {
    const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    await signIn(page, product, 'amt');
    await page.getByText('Ihre Antwort ist gefragt').waitFor();
    await page.getByRole('link', { name: 'Zu den Feststellungen' }).click();
    await page.getByRole('heading', { name: 'Feststellungen', level: 1 }).waitFor();
  });
});
