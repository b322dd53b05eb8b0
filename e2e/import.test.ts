import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { answering, type Product, signIn, startProduct } from './product.ts';

const LINK = '=HYPERLINK("http://example.invalid";"Klick")';
const rows = (count: number, day = '15.03.2024') =>
  `Bezeichnung;Art;Angeschafft am;Farbe;Bemerkung\n${Array.from({ length: count }, (_, at) => `Tastatur-PC ${at};Notebook;${day};blau;"${LINK.replaceAll('"', '""')}"`).join('\n')}\n`;

/** Walks with Tab until the control has the focus. */
async function tabTo(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  await wanted.waitFor();
  for (let step = 0; step < 300; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${role} „${name}“ is not reached by Tab`);
}
const press = async (page: Page, role: 'button' | 'link', name: string | RegExp) => {
  await tabTo(page, role, name);
  await page.keyboard.press('Enter');
};

describe.skipIf(!hasBrowser)('a table is imported by keyboard', () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    context = await browser.newContext({ locale: 'de-DE', acceptDownloads: true });
    page = await context.newPage();
    await signIn(page, product, 'beratung');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const choose = async (text: string) => {
    await page
      .getByLabel('Datei')
      .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await press(page, 'button', 'Datei prüfen');
  };

  test('faults are listed with row and column, and nothing is stored', async () => {
    await page.goto(`${product.address}/t/tannau/inventar`);
    await answering(page);
    await press(page, 'link', 'Importieren');
    await page.getByRole('heading', { name: 'Importieren' }).waitFor();
    await choose(rows(3, '31.02.2026'));
    await page.getByText('3 Fehler, nichts wurde gespeichert').waitFor();
    const line = page.getByRole('table', { name: 'Fehler' }).getByRole('row').nth(1);
    expect(await line.textContent()).toMatch(/2[\s\S]*Angeschafft am[\s\S]*31\.02\.2026.*ist kein Datum/);
    expect(await page.getByLabel('Farbe').inputValue()).toBe('');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('3 Fehler');
  });

  test('another file is checked, previewed, stored; the list has its rows', async () => {
    await press(page, 'button', 'Andere Datei wählen');
    await choose(rows(2));
    await page.getByText('Geprüft, ohne Fehler').waitFor();
    expect(await page.getByRole('table', { name: 'Vorschau' }).textContent()).toContain(
      'Arbeitsplatzrechner',
    );
    await press(page, 'button', 'Übernehmen');
    await page.getByText('Übernommen').waitFor();
    await page.getByText('2 neu').waitFor();
    await press(page, 'link', 'Zur Liste: Inventar');
    await page
      .getByRole('link', { name: /Tastatur-PC 1/ })
      .first()
      .waitFor();
  });

  test('a cell that looks like a formula is kept as text and leaves as text', async () => {
    await page.goto(`${product.address}/t/tannau/inventar?q=Tastatur-PC`);
    await answering(page);
    const { rows: found } = await (
      await context.request.get(`${product.address}/api/v1/towns/tannau/items?q=Tastatur-PC`)
    ).json();
    expect(found[0].note).toBe(LINK);
    await choose2(`Bezeichnung;Art\n"${LINK.replaceAll('"', '""')}";Server\n`);
    await page.goto(`${product.address}/t/tannau/inventar?q=HYPERLINK`);
    await answering(page);
    await page
      .getByRole('link', { name: /HYPERLINK/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Exportieren' }).click();
    const waiting = page.waitForEvent('download');
    await page
      .getByRole('menuitem', { name: 'CSV-Datei' })
      .or(page.getByRole('button', { name: 'CSV-Datei' }))
      .click();
    const text = readFileSync(await (await waiting).path(), 'utf8');
    expect(text).toContain(`"'=HYPERLINK(`);
  });

  /** Imports without looking at the pages again. */
  async function choose2(text: string): Promise<void> {
    await page.goto(`${product.address}/t/tannau/import?art=items`);
    await answering(page);
    await choose(text);
    await page.getByText('Geprüft, ohne Fehler').waitFor();
    await press(page, 'button', 'Übernehmen');
    await page.getByText('Übernommen').waitFor();
  }

  test('a running import shows how far it is and ends at once when cancelled', async () => {
    await page.goto(`${product.address}/t/tannau/import?art=items`);
    await answering(page);
    await choose(rows(30_000).replaceAll('Tastatur-PC', 'Lang'));
    await page.getByText('Geprüft, ohne Fehler').waitFor({ timeout: 30_000 });
    await press(page, 'button', 'Übernehmen');
    const bar = page.getByRole('progressbar', { name: 'Zeilen werden übernommen' });
    await bar.waitFor();
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
    expect(await bar.getAttribute('aria-valuetext')).toMatch(/von 30\.\d{3} Zeilen/);
    await press(page, 'button', 'Abbrechen');
    await page.getByText('Abgebrochen, nichts wurde gespeichert').waitFor();
    const { rows: found } = await (
      await context.request.get(`${product.address}/api/v1/towns/tannau/items?q=Lang`)
    ).json();
    expect(found.filter(({ name }: { name: string }) => name.startsWith('Lang '))).toEqual([]);
  });

  test('who may not create has no button', async () => {
    const other = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    await signIn(other, product, 'rat');
    await other.goto(`${product.address}/t/tannau/inventar`);
    await answering(other);
    expect(await other.getByRole('link', { name: 'Importieren' }).count()).toBe(0);
  });
});
