import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { looksWell } from './looks-well.ts';
import { type Product, signIn, startProduct } from './product.ts';

describe.skipIf(!hasBrowser)('the package of measures', () => {
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
  const at = (path: string) => `${product.address}/t/tannau/massnahmen${path}`;

  test('what nobody answers comes first and leads to suggestions; strength is set where it is read', async () => {
    await page.goto(at(''));
    await page.getByRole('link', { name: 'Abdeckung' }).click();
    const gaps = page.getByRole('region', { name: 'Feststellungen ohne Maßnahme' });
    await gaps.getByRole('link', { name: 'Vorschläge ansehen' }).first().waitFor();
    await page.getByRole('button', { name: 'Stärke: F-03' }).click();
    await page.getByRole('dialog').getByText('3: ist dafür gemacht').click();
    await page.getByRole('button', { name: 'Änderungen speichern' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('details.k-details > summary').click();
    const row = page.getByRole('row', { name: /F-03/ }).first();
    await row.getByText('Voll abgedeckt').waitFor();
    await looksWell(page, 'abdeckung');
    await gaps.getByRole('link', { name: 'Vorschläge ansehen' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Passende Maßnahmen' }).waitFor();
  });

  test('variants are reckoned, compared, taken over and taken back', { timeout: 90_000 }, async () => {
    await page.goto(at('/pakete'));
    await page.getByRole('link', { name: 'Paket berechnen' }).click();
    await page.getByLabel('Bezeichnung').fill('Für den Haushalt 2027');
    await page.getByRole('button', { name: 'Varianten berechnen' }).click();
    await page.getByRole('heading', { name: 'Varianten im Vergleich' }).waitFor({ timeout: 60_000 });
    expect(await page.getByText('Bewiesen: Kein Paket ist besser').count()).toBe(3);
    await page
      .getByText(/Maßnahmen sind nicht dabei/)
      .first()
      .click();
    await page
      .getByText(/Das Paket verlöre/)
      .first()
      .waitFor();
    await looksWell(page, 'paket');
    await page.getByRole('button', { name: 'Variante übernehmen' }).click();
    const sure = page.getByRole('dialog');
    await sure.getByRole('button', { name: 'Variante übernehmen' }).click();
    await page.getByText('Variante „Ausgewogen“ übernommen').waitFor();
    await page.getByRole('button', { name: 'Übernahme rückgängig machen' }).click();
    await sure.getByRole('button', { name: 'Übernahme rückgängig machen' }).click();
    await page.getByText('Variante „Ausgewogen“ übernommen').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Variante übernehmen' }).isDisabled()).toBe(false);
  });
});
