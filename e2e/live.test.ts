import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { answering, type Product, signIn, startProduct } from './product.ts';

/** Two people in two browsers, one of them with two tabs. */
describe.skipIf(!hasBrowser)('pages stay up to date', () => {
  let product: Product;
  let browser: Browser;
  let contexts: BrowserContext[];
  let reader: Page;
  let writer: Page;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    contexts = [await browser.newContext({ locale: 'de-DE' }), await browser.newContext({ locale: 'de-DE' })];
    reader = (await contexts[0]?.newPage()) as Page;
    writer = (await contexts[1]?.newPage()) as Page;
    await Promise.all([signIn(reader, product, 'beratung'), signIn(writer, product, 'admin')]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const api = (path: string) => `${product.address}/api/v1/towns/tannau/${path}`;
  const items = async (): Promise<{ id: string; name: string; version: number }[]> =>
    (await (await (contexts[1] as BrowserContext).request.get(api('items?limit=100'))).json()).rows;
  /** Somebody else saves, as from a third window. */
  const saveElsewhere = async (id: string, data: object) => {
    const { version } = (await items()).find((item) => item.id === id) ?? { version: 0 };
    const saved = await (contexts[1] as BrowserContext).request.patch(api(`items/${id}`), {
      data,
      headers: { 'if-match': `"${version}"`, origin: product.address },
    });
    expect(saved.status()).toBe(200);
  };
  const goto = async (page: Page, path: string) => {
    await page.goto(`${product.address}/t/tannau/${path}`);
    await answering(page);
  };
  /** So many browsers hear of the town. */
  const listening = (browsers: number) => expect.poll(() => product.installation.live.size).toBe(browsers);

  test('a list shows what somebody else has saved, and focus, mark and place stay', async () => {
    await goto(reader, 'inventar');
    await listening(2);
    const rows = await items();
    const [first, , , fourth] = rows;
    if (!first || !fourth) throw new Error('the example has items');
    const link = reader.locator(`tr[data-id="${fourth.id}"] th a`);
    await link.focus();
    await reader.evaluate(() => {
      window.scrollTo(0, 240);
      (window as { untouched?: boolean }).untouched = true;
    });
    const placeOf = () => link.evaluate((row) => Math.round(row.getBoundingClientRect().top));
    const before = await placeOf();
    await saveElsewhere(first.id, { name: 'Umbenannt von nebenan' });
    await reader.getByRole('link', { name: 'Umbenannt von nebenan' }).waitFor();
    expect(await reader.evaluate(() => (window as { untouched?: boolean }).untouched)).toBe(true);
    expect(await link.evaluate((row) => row === document.activeElement)).toBe(true);
    expect(await reader.locator(`tr[data-id="${fourth.id}"]`).getAttribute('aria-current')).toBe('true');
    expect(Math.abs((await placeOf()) - before)).toBeLessThan(3);
  });

  test('two people at one record see each other, and who is writing', async () => {
    const [, second] = await items();
    await goto(reader, `inventar/${second?.id}`);
    await goto(writer, `inventar/${second?.id}`);
    await reader.getByText('Administration Tannau sieht sich das an').waitFor();
    await writer.getByText('Katrin Reich sieht sich das an').waitFor();
    await goto(writer, `inventar/${second?.id}/bearbeiten`);
    await reader.getByText('Administration Tannau bearbeitet das gerade').waitFor();
    await goto(writer, 'inventar');
    await expect.poll(() => reader.locator('.k-presence').count()).toBe(0);
  });

  test('a form that is being filled in is left alone until its author wants the new state', async () => {
    const [, , third] = await items();
    if (!third) throw new Error('the example has items');
    await goto(reader, `inventar/${third.id}/bearbeiten`);
    const vendor = reader.getByRole('textbox', { name: 'Hersteller' });
    await vendor.fill('Hier getippt');
    await listening(2);
    await saveElsewhere(third.id, { vendor: 'Nebenan gespeichert', note: 'Auch von nebenan' });
    const note = reader.getByText('Inzwischen von Administration Tannau geändert.');
    await note.waitFor();
    expect(await vendor.inputValue()).toBe('Hier getippt');
    await reader.getByRole('button', { name: 'Neu laden' }).click();
    await reader.getByRole('group', { name: 'Hersteller: zwei Fassungen' }).waitFor();
    expect(await vendor.inputValue()).toBe('Hier getippt');
    expect(await reader.getByRole('textbox', { name: 'Bemerkung' }).inputValue()).toBe('Auch von nebenan');
    expect(await note.count()).toBe(0);
    await reader.getByRole('button', { name: /speichern/i }).click();
    await reader.waitForURL(`**/inventar/${third.id}`);
    expect(await reader.locator('.k-live-note').count()).toBe(0);
  });

  test('tabs of one browser share one connection, and another tab takes over when the first closes', async () => {
    await writer.close();
    await goto(reader, 'inventar');
    await listening(1);
    const [first, second] = await items();
    const tab = (await contexts[0]?.newPage()) as Page;
    await goto(tab, 'inventar');
    await saveElsewhere(first?.id ?? '', { name: 'In beiden Fenstern' });
    await Promise.all(
      [reader, tab].map((page) => page.getByRole('link', { name: 'In beiden Fenstern' }).waitFor()),
    );
    expect(product.installation.live.size).toBe(1);
    await reader.close();
    await saveElsewhere(second?.id ?? '', { name: 'Nach dem Wechsel' });
    await tab.getByRole('link', { name: 'Nach dem Wechsel' }).waitFor();
    expect(product.installation.live.size).toBe(1);
    await tab.close();
  });

  test('a connection that stays away is told after some seconds, and not after it is back', async () => {
    const page = (await contexts[0]?.newPage()) as Page;
    await goto(page, 'inventar');
    await listening(1);
    await contexts[0]?.setOffline(true);
    await page.waitForTimeout(2_000);
    expect(await page.locator('.k-live-note').count()).toBe(0);
    await page.getByText(/Keine Verbindung zum Server seit/).waitFor();
    await contexts[0]?.setOffline(false);
    await expect.poll(() => page.locator('.k-live-note').count(), { timeout: 60_000 }).toBe(0);
  });
});
