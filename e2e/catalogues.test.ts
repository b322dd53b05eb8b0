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

  test('a catalogue is written by keyboard, finished, and its next version begins as a copy', async () => {
    const press = (name: string, key = 'Enter') => page.getByRole('button', { name, exact: true }).press(key);
    const dialog = page.getByRole('dialog');
    await page.goto(`${product.address}/t/tannau/kataloge`);
    await page.getByRole('link', { name: 'Neuer Katalog' }).press('Enter');
    await page.getByLabel('Titel').fill('Hausregeln');
    await page.getByLabel('Herausgeber').fill('Stadt Tannau');
    await page.getByLabel('Herausgeber').press('Enter');
    await page.getByText('Der Entwurf ist noch leer').waitFor();
    await press('Überschrift anlegen');
    await dialog.getByLabel('Titel').pressSequentially('Konten');
    await dialog.getByLabel('Titel').press('Enter');
    await page.getByRole('heading', { name: '1 Konten' }).waitFor();
    for (const [title, statement] of [
      ['Eigene Konten', 'Jede Person MUSS ein eigenes Konto haben.'],
      ['Überprüfung', 'Rechte SOLLTEN jährlich geprüft werden.'],
    ] as const) {
      await press('Anforderung anlegen');
      await dialog.getByLabel('Text').fill(statement);
      if (title === 'Eigene Konten') await looksWell(page, 'katalog-anforderung');
      await dialog.getByLabel('Titel').pressSequentially(title);
      await dialog.getByLabel('Titel').press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('heading', { name: title }).waitFor();
    }
    await press('Nach oben: 1.2 Überprüfung');
    await page
      .getByRole('heading', { level: 2, name: /^1\.\d/ })
      .first()
      .filter({ hasText: '1.2' })
      .waitFor();
    await looksWell(page, 'katalog-entwurf');
    // Twice the same number: said at the field, and what was typed is kept.
    await press('Bearbeiten: 1.2 Überprüfung');
    await dialog.getByLabel('Nummer').fill('1.1');
    await dialog.getByLabel('Nummer').press('Enter');
    await dialog.getByRole('alert').getByText('Das gibt es schon.').waitFor();
    await dialog.getByLabel('Nummer').fill('2026-05-01');
    await dialog.getByLabel('Nummer').press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: '2026-05-01 Überprüfung' }).waitFor();
    await page.getByRole('link', { name: 'Prüfen und abschließen' }).press('Enter');
    await page.getByText('1 Fehler').waitFor();
    await page.getByRole('link', { name: '2026-05-01 Überprüfung' }).press('Enter');
    await dialog.getByLabel('Nummer').fill('1.2');
    await dialog.getByLabel('Nummer').press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: '1.2 Überprüfung' }).waitFor();
    await page.getByRole('link', { name: 'Prüfen und abschließen' }).press('Enter');
    await page.getByText('Das wird die erste Fassung.').waitFor();
    await page.getByLabel('Name der Fassung').fill('2026');
    await page.getByLabel('Name der Fassung').press('Enter');
    await page.getByText('0 von 2').waitFor();
    await press('Neue Fassung beginnen');
    await dialog.getByRole('button', { name: 'Neue Fassung beginnen' }).press('Enter');
    await press('Bearbeiten: 1.2 Überprüfung');
    await dialog.getByLabel('Text').fill('Rechte MÜSSEN halbjährlich geprüft werden.');
    await dialog.getByRole('button', { name: 'Speichern' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('halbjährlich').first().waitFor();
    await page.getByRole('link', { name: 'Prüfen und abschließen' }).press('Enter');
    await page.locator('ins', { hasText: 'MÜSSEN' }).waitFor();
    await looksWell(page, 'katalog-abschluss');
    await page.getByRole('link', { name: 'Entwurf: Hausregeln' }).press('Enter');
    await press('Entwurf verwerfen');
    await dialog.getByRole('button', { name: 'Entwurf verwerfen' }).press('Enter');
    await page.getByRole('table', { name: 'In Arbeit' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Hausregeln' }).waitFor();
  });
});
