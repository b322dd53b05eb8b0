import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { looksWell } from './looks-well.ts';
import { type Product, signIn, startProduct } from './product.ts';

describe.skipIf(!hasBrowser)('a review round', () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let guest: Page;
  let link = '';
  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    const open = async () =>
      (await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' })).newPage();
    page = await open();
    guest = await open();
    await signIn(page, product, 'beratung');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().press('Enter');

  test('it begins with a deadline, and somebody without an account gets a link, by keyboard', async () => {
    await page.goto(`${product.address}/t/tannau/feststellungen/runde`);
    await looksWell(page, 'runde-leer');
    await press('Runde beginnen');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Antworten bis').fill('2030-01-31');
    await dialog.getByLabel('Hinweis an alle').fill('Fragen beantwortet Frau Reich, Telefon 12.');
    await dialog.getByRole('button', { name: 'Runde beginnen' }).press('Enter');
    await page.getByText('Offen bis 31.01.2030').waitFor();
    await press('Jemanden fragen');
    await dialog.getByLabel('Name').fill('Rosa Kern');
    await dialog.getByLabel('Funktion').fill('Leitung Bauamt');
    await dialog.getByLabel('E-Mail-Adresse').fill('rosa.kern@tannau.example');
    await dialog.getByRole('button', { name: 'Jemanden fragen' }).press('Enter');
    await page.getByRole('dialog', { name: 'Link für Rosa Kern' }).waitFor();
    link = await dialog.getByLabel('Link', { exact: true }).inputValue();
    const letter = await dialog.getByRole('link', { name: 'Nachricht schreiben' }).getAttribute('href');
    expect(letter).toMatch(/^mailto:rosa\.kern%40tannau\.example\?subject=/);
    expect(letter).toContain(encodeURIComponent(link));
    await looksWell(page, 'runde-link');
    await dialog.getByRole('button', { name: 'Fertig' }).press('Enter');
    await page.getByRole('row', { name: /^Rosa Kern/ }).waitFor();
  });

  test('the guest answers, contradicts with a reason, and signs; the page of the round follows by itself', async () => {
    await guest.goto(link);
    await guest.getByText('Fragen beantwortet Frau Reich').waitFor();
    await looksWell(guest, 'rueckblick-offen');
    const forms = guest.locator('details');
    const count = await forms.count();
    expect(count).toBeGreaterThan(2);
    await forms.nth(0).getByRole('radio', { name: 'Stimmt nicht' }).press('Space');
    await forms.nth(0).getByRole('button', { name: 'Antwort speichern' }).press('Enter');
    await forms.nth(0).getByRole('alert').waitFor();
    await looksWell(guest, 'rueckblick-grund-fehlt');
    await forms.nth(0).getByLabel('Begründung').fill('Das Amt hat seit März zwei Vertretungen.');
    await forms.nth(0).getByRole('button', { name: 'Antwort speichern' }).press('Enter');
    await guest.getByText('F-01 ist gespeichert.').waitFor();
    await forms.nth(1).getByRole('radio', { name: 'Stimmt', exact: true }).press('Space');
    await forms.nth(1).getByRole('button', { name: 'Antwort speichern' }).press('Enter');
    await guest.getByText('F-02 ist gespeichert.').waitFor();
    for (let n = 2; n < count; n++) {
      const finding = await forms.nth(n).locator('input[name=finding]').inputValue();
      const form = { finding, answer: 'agrees', comment: '' };
      await guest.request.post(link, { form, headers: { 'sec-fetch-site': 'same-origin' } });
    }
    await guest.reload();
    await page.getByText(`${count} von ${count} beantwortet`).waitFor();
    await guest.getByRole('button', { name: 'Gelesen und beantwortet' }).press('Enter');
    await guest.getByText(/^Gezeichnet am/).waitFor();
    await looksWell(guest, 'rueckblick-gezeichnet');
    await page.getByRole('row', { name: /Rosa Kern.*am \d\d\.\d\d\.\d{4}/ }).waitFor();
    await looksWell(page, 'runde-gezeichnet');
  });

  test('a wording that changes is marked word by word, for the guest and in the story of the finding', async () => {
    await page
      .getByRole('region', { name: 'Strittige Feststellungen' })
      .getByRole('link')
      .first()
      .press('Enter');
    await press('Wortlaut berichtigen');
    const dialog = page.getByRole('dialog');
    const wording = dialog.getByRole('textbox').first();
    await wording.fill(`${await wording.inputValue()} Seit März gibt es Vertretungen.`);
    await dialog.getByLabel('Warum wird berichtigt?').fill('Hinweis von Frau Kern');
    await dialog.getByRole('button', { name: 'Neuen Wortlaut speichern' }).press('Enter');
    await page.locator('ins', { hasText: 'Seit März gibt es Vertretungen.' }).first().waitFor();
    await looksWell(page, 'wortlaute');
    await guest.reload();
    await guest.locator('ins', { hasText: 'Seit März gibt es Vertretungen.' }).waitFor();
    await looksWell(guest, 'rueckblick-geaendert');
  });

  test('closing ends the link', async () => {
    await page.goto(`${product.address}/t/tannau/feststellungen/runde`);
    await press('Runde schließen');
    await page.getByRole('dialog').getByRole('button', { name: 'Runde schließen' }).press('Enter');
    await page.getByText(/^Geschlossen am/).waitFor();
    await guest.reload();
    await guest.getByText('Dieser Link gilt nicht mehr.').waitFor();
    await looksWell(guest, 'rueckblick-ende');
  });
});
