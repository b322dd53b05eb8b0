import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

const LISTS = [
  'feststellungen',
  'massnahmen',
  'ziele',
  'rundgang',
  'inventar',
  'vertraege',
  'haushalt',
  'organisation/aemter',
  'organisation/standorte',
  'organisation/raeume',
  'organisation/personen',
  'organisation/aufgaben',
  'organisation/interessengruppen',
];

/** A page comes with what it shows first: its rows, its scripts, its fonts. */
describe.skipIf(!hasBrowser)('the first view of a list', () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    context = await browser.newContext({ locale: 'de-DE' });
    await signIn(await context.newPage(), product, 'beratung');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test.each(LISTS)('%s shows rows without asking for them', async (list) => {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url().replace(product.address, '')));
    await page.goto(`${product.address}/t/tannau/${list}`);
    await page.locator('tbody tr').first().waitFor();
    const named = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')].map((link) => link.href),
    );
    expect(named.length).toBeGreaterThan(3);
    const rows = `/api/v1/towns/tannau/${await page.evaluate(
      () =>
        (
          JSON.parse(document.getElementById('first-answers')?.textContent ?? '[]') as { key: string[] }[]
        ).find(({ key }) => key.length === 3 && key[0] !== 'saved-views' && typeof key[2] === 'object')
          ?.key[0],
    )}`;
    expect(asked).not.toContain(rows);
    await page.close();
  });

  test('words of a town cannot end the block of data they stand in', async () => {
    const page = await context.newPage();
    const title = '</script><script>document.title = "fremd"</script><!--';
    const api = `${product.address}/api/v1/towns/tannau`;
    const { rows } = await (await context.request.get(`${api}/engagements`)).json();
    const made = await context.request.post(`${api}/findings`, {
      data: { engagementId: rows[0].id, area: 'operations', title, statement: 'Ein Satz.' },
      headers: { origin: product.address },
    });
    expect(made.status()).toBe(200);
    await page.goto(`${product.address}/t/tannau/feststellungen`);
    await page.getByRole('link', { name: title }).first().waitFor();
    expect(await page.title()).not.toBe('fremd');
    await page.close();
  });

  test('the block holds nothing of a town one has no function in', async () => {
    const html = await (await context.request.get(`${product.address}/t/fremdstadt/feststellungen`)).text();
    const block = /<script type="application\/json" id="first-answers">(.*?)<\/script>/.exec(html)?.[1] ?? '';
    expect((JSON.parse(block) as { key: string[] }[]).map(({ key }) => key)).toEqual([['session']]);
  });
});
