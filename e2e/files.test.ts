import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  if (!hasBrowser) return;
  product = await startProduct();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
const withBrowser = test.skipIf(!hasBrowser);

const PDF = {
  name: 'Lageplan Größe.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
};
const TEXT = { name: 'Notiz.txt', mimeType: 'text/plain', buffer: Buffer.from('Grüße') };
const LIE = {
  name: 'bild.png',
  mimeType: 'image/png',
  buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
};
const LONG = { name: 'lang.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(25_000_001) };

async function open(user: string, path: string, list: string, size = { width: 1440, height: 900 }) {
  const context: BrowserContext = await browser.newContext({ locale: 'de-DE', viewport: size });
  const page: Page = await context.newPage();
  await signIn(page, product, user);
  const { rows } = await (
    await context.request.get(`${product.address}/api/v1/towns/tannau/${list}?limit=1`)
  ).json();
  await page.goto(`${product.address}/t/tannau/${path}/${rows[0].id}`);
  const section = page.getByRole('region', { name: 'Anlagen' });
  await section.waitFor();
  return { page, section, context };
}

withBrowser(
  'files are added with the keyboard, several at once; what is refused says why beside its name',
  async () => {
    const { page, section } = await open('beratung', 'inventar', 'items');
    const chosen = page.waitForEvent('filechooser');
    await section.getByText('Noch keine Anlagen.').waitFor();
    await section.getByLabel('Datei anlegen').focus();
    await page.keyboard.press('Space');
    const chooser = await chosen;
    expect(chooser.isMultiple()).toBe(true);
    await chooser.setFiles([PDF, LIE, TEXT, LONG]);
    await section.getByText('lang.pdf wurde nicht angelegt').waitFor();
    const said = await section.getByRole('alert').allInnerTexts();
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(/^bild\.png wurde nicht angelegt\n+Diese Art von Datei nehmen wir nicht an/);
    expect(said[1]).toMatch(/^lang\.pdf wurde nicht angelegt\n+Die Datei ist zu groß\. Höchstens 25 MB\./);
    await page.getByText('2 Dateien angelegt.').first().waitFor();
    const table = section.getByRole('table', { name: 'Anlagen' });
    expect(await table.getByRole('row').count()).toBe(3);
    expect(await table.getByRole('row').nth(1).textContent()).toMatch(
      /^Lageplan Größe\.pdf15 ByteKatrin Reich/,
    );
    await section.getByRole('button', { name: 'Meldung zu bild.png schließen' }).click();
    expect(await section.getByRole('alert').count()).toBe(1);
    await page.getByText('Anlage hinzugefügt').first().waitFor();
    const { violations } = await new AxeBuilder({ page }).include('main').analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);

    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      table.getByRole('link', { name: 'Lageplan Größe.pdf' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('Lageplan Größe.pdf');

    await table.getByRole('button', { name: 'Notiz.txt entfernen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Notiz.txt entfernen?' });
    await dialog.getByRole('button', { name: 'Abbrechen' }).click();
    expect(await table.getByRole('row').count()).toBe(3);
    await table.getByRole('button', { name: 'Notiz.txt entfernen' }).click();
    await dialog.getByRole('button', { name: 'Entfernen', exact: true }).click();
    await table.getByRole('link', { name: 'Notiz.txt' }).waitFor({ state: 'detached' });
    await page.getByText('Anlage entfernt').first().waitFor();
  },
);

withBrowser(
  'how far it is stands in words, a lost line too, and the page warns before it is left',
  async () => {
    const { page, section, context } = await open('beratung', 'massnahmen', 'measures', {
      width: 390,
      height: 844,
    });
    let go: () => void = () => undefined;
    const waiting = new Promise<void>((done) => {
      go = done;
    });
    await context.route('**/files?name=*', async (route) => {
      await waiting;
      await route.abort('connectionreset');
    });
    await section.getByLabel('Datei anlegen').setInputFiles([PDF, TEXT]);
    await section.getByText('Notiz.txt: wartet').waitFor();
    await section.getByText(/Lageplan Größe\.pdf: (\d+\s% übertragen|übertragen, wird geprüft)/).waitFor();
    await page.getByRole('link', { name: 'Maßnahmen' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Hier bleiben' }).click();
    go();
    await section.getByText('Notiz.txt wurde nicht angelegt').waitFor();
    expect(await section.getByRole('alert').first().textContent()).toContain('Die Übertragung brach ab.');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.unroute('**/files?name=*');
    await section.getByLabel('Datei anlegen').setInputFiles([PDF]);
    await section.getByRole('link', { name: 'Lageplan Größe.pdf' }).waitFor();
  },
);

withBrowser('who only reads finds the list and the reason', async () => {
  const { section } = await open('rat', 'massnahmen', 'measures');
  await section.getByRole('link', { name: 'Lageplan Größe.pdf' }).waitFor();
  const button = section.getByRole('button', { name: 'Datei anlegen' });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  expect(await button.getAttribute('title')).toContain('IT-Leitung');
});
