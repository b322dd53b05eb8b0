import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { looksWell } from './looks-well.ts';
import { type Product, signIn, startProduct } from './product.ts';

const catalogueFile = (edition: string, second: string) => ({
  name: `katalog-${edition}.json`,
  mimeType: 'application/json',
  buffer: Buffer.from(
    JSON.stringify({
      catalog: {
        uuid: '5f0e5b0e-3a0e-4a58-9c0a-0d6f2b6f7c11',
        metadata: {
          title: 'Regeln für kleine Städte',
          'last-modified': '2026-11-01T08:00:00Z',
          version: edition,
          'oscal-version': '1.1.3',
        },
        groups: [
          {
            id: 'k1',
            title: 'Konten und Rechte',
            controls: [
              { id: 'k1.1', title: 'Eigene Konten', prose: 'Jede Person MUSS ein eigenes Konto haben.' },
              { id: 'k1.2', title: 'Überprüfung', prose: second },
            ].map(({ id, title, prose }) => ({
              id,
              title,
              parts: [{ id: `${id}_s`, name: 'statement', prose }],
            })),
          },
        ],
      },
    }),
  ),
});

describe.skipIf(!hasBrowser)('catalogues', () => {
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

  test('a catalogue comes in, is answered by keyboard, and a new version shows what has changed', async () => {
    await page.goto(`${product.address}/t/tannau/kataloge`);
    await page.getByRole('table', { name: 'Mitgeliefert' }).waitFor();
    await looksWell(page, 'kataloge');
    const broken = { name: 'halb.json', mimeType: 'application/json', buffer: Buffer.from('{"catalog": {') };
    await page.locator('input[type=file]').setInputFiles(broken);
    await page.getByRole('alert').filter({ hasText: 'halb.json' }).waitFor();
    await looksWell(page, 'kataloge-fehler');
    await page
      .locator('input[type=file]')
      .setInputFiles(catalogueFile('2025', 'Rechte SOLLTEN jährlich geprüft werden.'));
    await page.getByRole('link', { name: 'Regeln für kleine Städte' }).press('Enter');
    await page.getByText('Rechte SOLLTEN jährlich geprüft werden.').waitFor();
    const card = page
      .locator('section, article, div')
      .filter({ hasText: /^k1\.2 Überprüfung/ })
      .last();
    await card.getByLabel('Erfüllt?').selectOption({ label: 'teilweise' });
    await card.getByLabel('Notiz').fill('Zuletzt 2024.');
    await card.getByRole('button', { name: 'Speichern' }).press('Enter');
    await page.getByText('1 von 2').waitFor();
    await looksWell(page, 'katalog');
    await page
      .locator('input[type=file]')
      .setInputFiles(catalogueFile('2026', 'Rechte MÜSSEN halbjährlich geprüft werden.'));
    await page.getByText('1 Antwort zu früherem Wortlaut').waitFor();
    await page.getByRole('button', { name: 'Mit Fassung 2025 vergleichen' }).press('Enter');
    await page.locator('ins', { hasText: 'MÜSSEN' }).waitFor();
    await looksWell(page, 'katalog-vergleich');
    await page.getByRole('button', { name: 'Katalog entfernen' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Katalog entfernen' }).press('Enter');
    await page.getByText('Noch kein eigener Katalog.').waitFor();
  });
});
