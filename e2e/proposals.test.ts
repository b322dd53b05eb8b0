import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { looksWell } from './looks-well.ts';
import { type Product, signIn, startProduct } from './product.ts';

describe.skipIf(!hasBrowser)('proposals for findings', () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    page = await (await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' })).newPage();
    await signIn(page, product, 'beratung');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test('several become one finding by keyboard, severity follows from the matrix; one is set aside and comes back', async () => {
    await page.goto(`${product.address}/t/tannau/feststellungen`);
    await page.getByRole('link', { name: 'Vorschläge' }).press('Enter');
    const group = page
      .getByRole('region')
      .filter({ has: page.getByRole('checkbox') })
      .first();
    const boxes = group.getByRole('checkbox');
    const other = page
      .getByRole('region')
      .filter({ has: page.getByRole('checkbox') })
      .nth(1);
    await boxes.first().waitFor();
    const before = await page.getByRole('checkbox').count();
    expect(before).toBeGreaterThan(3);
    await looksWell(page, 'vorschlaege');
    await boxes.nth(0).press('Space');
    await other.getByRole('checkbox').first().press('Space');
    const chosen = page.getByRole('region', { name: '2 Vorschläge ausgewählt' });
    await chosen.getByRole('button', { name: 'Feststellung daraus machen' }).press('Enter');
    const dialog = page.getByRole('dialog');
    // Closed and opened again: what was marked still is.
    await dialog.getByRole('button', { name: 'Abbrechen' }).press('Enter');
    await chosen.getByRole('button', { name: 'Feststellung daraus machen' }).press('Enter');
    await dialog.getByLabel('Überschrift').fill('Beides in einem Satz');
    await dialog.getByLabel('Auswirkung').selectOption({ label: 'schwer' });
    await dialog.getByLabel('Eintritt').selectOption({ label: 'gelegentlich' });
    await dialog.getByRole('cell', { name: 'Sehr hoch' }).and(dialog.locator('[aria-current]')).waitFor();
    await dialog.getByText('Folgt aus Auswirkung und Eintritt: Sehr hoch.').waitFor();
    await looksWell(page, 'vorschlag-feststellung');
    await dialog.getByRole('button', { name: 'Feststellung anlegen' }).press('Enter');
    await expect.poll(() => page.getByRole('checkbox').count()).toBe(before - 2);
    await page.getByRole('checkbox').first().press('Space');
    await page.getByRole('button', { name: 'Beiseitelegen' }).first().press('Enter');
    await dialog.getByLabel('Warum keine Feststellung?').fill('Schon behoben.');
    await dialog.getByRole('button', { name: 'Beiseitelegen' }).press('Enter');
    await page.getByText('Schon behoben.').waitFor();
    await expect.poll(() => page.getByRole('checkbox').count()).toBe(before - 3);
    await page.getByRole('button', { name: 'Zurückholen' }).press('Enter');
    await expect.poll(() => page.getByRole('checkbox').count()).toBe(before - 2);
    await page.goto(`${product.address}/t/tannau/feststellungen?q=Beides`);
    await page
      .getByRole('link', { name: /Beides in einem Satz/ })
      .first()
      .press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Beides in einem Satz' }).waitFor();
    await page.getByText('schwer', { exact: true }).waitFor();
    await looksWell(page, 'feststellung-aus-vorschlag');
  });
});
