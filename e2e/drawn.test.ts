import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

describe.skipIf(!hasBrowser)('a page comes drawn', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const signedIn = async (options: object = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'de-DE', ...options });
    const page = await context.newPage();
    await signIn(page, product, 'beratung');
    return page;
  };

  test('with its rows and figures before any script has run', async () => {
    const storageState = await (await signedIn()).context().storageState();
    const page = await (await browser.newContext({ storageState, javaScriptEnabled: false })).newPage();
    await page.goto(`${product.address}/t/tannau/feststellungen`);
    expect(await page.locator('tbody tr').count()).toBe(20);
    await page.locator('tbody a').first().click();
    expect(page.url()).toMatch(/feststellungen\/[0-9a-f-]{36}$/);
    await page.goto(`${product.address}/t/tannau`);
    expect(await page.getByRole('heading', { name: 'Überblick' }).count()).toBe(1);
  });

  test.each(['/feststellungen', '/massnahmen', '/inventar', '/haushalt', ''])(
    'and %s is taken over as it stands, without a fault',
    async (path) => {
      const page = await signedIn();
      const faults: string[] = [];
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(error.message));
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route('**/assets/*.js', async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(`${product.address}/t/tannau${path}`, { waitUntil: 'commit' });
      const drawn = await page.waitForSelector(path ? 'tbody tr:nth-child(20), tbody tr:last-child' : 'h1');
      release();
      await page.waitForFunction(() =>
        Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber')),
      );
      await page.waitForLoadState('networkidle');
      expect(await drawn.evaluate((element) => element.isConnected)).toBe(true);
      expect(faults).toEqual([]);
    },
  );

  test('and what somebody does before the application answers is done once it does', async () => {
    const page = await signedIn();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/assets/application-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${product.address}/t/tannau/feststellungen`, { waitUntil: 'domcontentloaded' });
    await page.getByRole('searchbox').fill('Serverraum');
    await page.getByRole('button', { name: 'Suchen' }).first().click();
    expect(await page.getByRole('dialog').count()).toBe(0);
    release();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/Serverraum/);
    expect(await page.getByRole('searchbox').inputValue()).toBe('Serverraum');
  });

  test('in the colours and the density somebody has chosen', async () => {
    const page = await signedIn({ colorScheme: 'light' });
    await page.goto(`${product.address}/t/tannau`);
    await page.waitForLoadState('networkidle');
    await page.evaluate(() =>
      localStorage.setItem('sollstand.preferences', JSON.stringify({ theme: 'dark', density: 'portal' })),
    );
    await page.reload();
    const html = await (await page.context().request.get(`${product.address}/t/tannau`)).text();
    expect(html).toContain('data-density="portal" data-theme="dark"');
  });
});
