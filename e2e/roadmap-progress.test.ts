import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { looksWell } from './looks-well.ts';
import { type Product, signIn, startProduct } from './product.ts';

describe.skipIf(!hasBrowser)('the roadmap with ways, likelihood and baseline', () => {
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
  const at = (path: string) => `${product.address}/t/tannau/fahrplan${path}`;

  test('a further way is entered, a missing length named at its field, and nothing entered is lost', async () => {
    await page.goto(at('/planung'));
    await page.getByRole('button', { name: 'Weise eintragen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel('Maßnahme')
      .first()
      .selectOption({ label: 'M-13 IT-Haushalt in einem Überblick führen' });
    await dialog.getByLabel('Bezeichnung').fill('Mit Beratung, schnell');
    await dialog.getByRole('textbox', { name: 'Dauer' }).fill('1');
    await dialog.getByRole('textbox', { name: 'Einmalige Kosten' }).fill('12000');
    await dialog.getByLabel('Externer Aufwand').fill('9');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await dialog.waitFor({ state: 'detached' });
    const ways = page.getByRole('region', { name: 'Weisen der Ausführung' });
    await ways.getByText('Mit Beratung, schnell', { exact: true }).waitFor();
    await ways.getByRole('button', { name: /Weise ändern: M-13/ }).click();
    await dialog.getByRole('textbox', { name: 'Dauer' }).fill('99');
    await dialog.getByLabel('Bemerkung').fill('Angebot liegt vor');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    expect(await dialog.getByLabel('Bemerkung').inputValue()).toBe('Angebot liegt vor');
    await dialog.getByRole('textbox', { name: 'Dauer' }).fill('2');
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await dialog.waitFor({ state: 'detached' });
    await ways.getByText('Angebot liegt vor').waitFor();
  });

  test('a measure is held by keyboard, what that breaks is named, and let go it is free again', async () => {
    await page.goto(at('/planung'));
    const board = page.getByRole('table', { name: 'Fahrplan zum Ausprobieren' });
    await board.getByRole('button', { name: /^M-19 / }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await board
      .getByText(/gehalten im/)
      .first()
      .waitFor();
    await board.getByRole('button', { name: /^M-19 .*gehalten im/ }).waitFor();
    await page.getByText(/Warum nicht früher: M-19/).waitFor();
    await page
      .getByText(/M-19 steht im .* fest \(gehalten\)/)
      .first()
      .waitFor();
    await page
      .getByLabel('Maßnahme', { exact: true })
      .selectOption({ label: 'M-10 Service Desk zur einzigen Anlaufstelle ausbauen' });
    await page.getByLabel('Beginn halten im').selectOption({ index: 1 });
    await page.getByText('Dazu gibt es keinen Fahrplan.').waitFor();
    await page.getByRole('button', { name: 'Loslassen: M-10' }).click();
    await page.getByText('Dazu gibt es keinen Fahrplan.').waitFor({ state: 'detached' });
    await looksWell(page, 'fahrplan-ausprobieren');
    await page.getByRole('button', { name: 'Alle loslassen' }).click();
    await page.getByText('Es wird nichts gehalten.').waitFor();
  });

  test('a plan says how likely it is; taken over it becomes the first baseline, and what moves shows', {
    timeout: 90_000,
  }, async () => {
    await page.goto(at('/soll-ist'));
    await page.getByText('Noch kein Stand festgehalten').waitFor();
    await page.goto(at('/planung'));
    await page.getByRole('button', { name: 'Fahrplan berechnen' }).click();
    await page.getByText(/Wahrscheinlichkeit ist alles bis Ende/).waitFor({ timeout: 60_000 });
    await page.getByText('Dienstleister, schnell').first().waitFor();
    await looksWell(page, 'plan-wahrscheinlichkeit');
    await page.getByRole('button', { name: 'Als Fahrplan übernehmen' }).click();
    const sure = page.getByRole('dialog');
    await sure.getByText(/Anders ausgeführt als bisher: .*M-14/).waitFor();
    await sure.getByRole('button', { name: 'Als Fahrplan übernehmen' }).click();
    await page
      .getByText(/Als Stand festgehalten/)
      .first()
      .waitFor();

    await page.goto(at(''));
    await page.getByRole('link', { name: 'Soll und Ist' }).click();
    await page.getByText('0 von 20 Maßnahmen sind später').waitFor();
    const moved = await page.evaluate(async () => {
      const url = '/api/v1/towns/tannau/roadmap';
      const { measures } = await (await fetch(url)).json();
      const one = measures.find(({ number }: { number: number }) => number === 9);
      const next = Number(one.starts.slice(0, 4)) + 1;
      const answer = await fetch(`${url}/${one.id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'if-match': `"${one.version}"` },
        body: JSON.stringify({ starts: `${next}${one.starts.slice(4)}`, quarters: one.quarters }),
      });
      return answer.status;
    });
    expect(moved).toBe(200);
    // The open page follows by itself.
    await page.getByText('1 von 20 Maßnahmen ist später').waitFor();
    await page.getByRole('link', { name: /^später/ }).click();
    await page.waitForURL(/zeige=spaeter/);
    const table = page.getByRole('table', { name: 'Maßnahmen' });
    expect(await table.getByRole('row').count()).toBe(2);
    await table.getByText('4 Quartale später').waitFor();
    await looksWell(page, 'soll-ist');

    await page.getByRole('button', { name: 'Stand festhalten' }).click();
    await sure.getByLabel('Bezeichnung').fill('Nach der Klausur');
    await sure.getByRole('button', { name: 'Stand festhalten' }).click();
    await page.getByText(/0 von 20 Maßnahmen sind später als in „Nach der Klausur“/).waitFor();
    await page.getByLabel('Vergleichen mit').selectOption({ index: 1 });
    await page.getByText('1 von 20 Maßnahmen ist später').waitFor();
    await page.goBack();
    await page.getByText('0 von 20 Maßnahmen sind später').waitFor();

    await page.goto(at('/wahrscheinlichkeit'));
    await page.getByText('Fristen in Gefahr').waitFor();
    const longest = page.getByLabel('Längste Dauer ohne Spanne');
    await longest.focus();
    for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
    await page.getByText(/zwischen 75 % und 200 % der geplanten/).waitFor();
    await looksWell(page, 'wahrscheinlichkeit');
  });
});
