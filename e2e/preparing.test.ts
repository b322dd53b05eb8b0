import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { isAccessible } from './looks-well.ts';
import { answering, type Product, signIn, startProduct } from './product.ts';

/** Names of machines inside a town hall: to the browser no secure origin. */
const HALL = 'stadt.test';

describe.skipIf(!hasBrowser)('what the team prepares, on a server without TLS', () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  const at = (path: string) => `${product.address}/t/tannau/${path}`;
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    const running = await startProduct();
    product = { ...running, address: running.address.replace('127.0.0.1', HALL) };
    browser = await launch([`--host-resolver-rules=MAP ${HALL} 127.0.0.1`]);
    page = await (await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' })).newPage();
    await signIn(page, product, 'beratung');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test('success factors are added, changed and removed where the goals are, and stand on the target picture', async () => {
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await page.goto(at('ziele'));
    await answering(page);
    await page.getByRole('button', { name: 'Erfolgsfaktor hinzufügen' }).click();
    await dialog().getByRole('button', { name: 'Speichern' }).click();
    await dialog().getByRole('alert').waitFor();
    await dialog().getByLabel('Erfolgsfaktor', { exact: true }).fill('Der Gemeinderat bleibt dabei');
    await isAccessible(page);
    await dialog().getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('button', { name: 'Der Gemeinderat bleibt dabei' }).click();
    await dialog().getByLabel('Bemerkung').fill('Auch nach der Wahl.');
    await dialog().getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Auch nach der Wahl.').waitFor();
    await page.goto(at('analysewoche'));
    await page.getByRole('link', { name: 'Soll-Stand' }).click();
    await page.getByText('Der Gemeinderat bleibt dabei').waitFor();
    await page.goto(at('ziele'));
    await answering(page);
    await page.getByRole('button', { name: 'Der Gemeinderat bleibt dabei' }).click();
    await dialog().getByRole('button', { name: 'Löschen' }).click();
    await page
      .getByRole('dialog', { name: /löschen\?$/ })
      .getByRole('button', { name: 'Löschen' })
      .click();
    await page.getByRole('button', { name: 'Der Gemeinderat bleibt dabei' }).waitFor({ state: 'detached' });
  });

  test('a goal that nothing rests on can be removed, one that measures rest on stays', async () => {
    await page.goto(at('ziele/neu'));
    await page.getByLabel('Ziel', { exact: true }).fill('Aus Versehen angelegt');
    await page.getByRole('combobox', { name: /Verantwortlich/ }).fill('Rieger');
    await page.getByRole('option', { name: /Claudia Rieger/ }).click();
    await page.getByRole('button', { name: 'Ziel anlegen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Aus Versehen angelegt' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('Claudia Rieger');
    const remove = async () => {
      await page.getByRole('button', { name: 'Löschen' }).click();
      await dialog().getByRole('button', { name: 'Löschen' }).click();
    };
    await remove();
    await page.waitForURL('**/t/tannau/ziele');
    await answering(page);
    await page.getByRole('link', { name: /Ausfälle der IT unterbrechen/ }).click();
    await remove();
    await page
      .getByRole('region', { name: 'Meldungen' })
      .getByText('Das wird noch an anderer Stelle verwendet')
      .waitFor();
  });

  test('an appointment is made together with its guests; the people stay known to the pages of the organisation', async () => {
    await page.goto(at('analysewoche'));
    await answering(page);
    await page.getByRole('button', { name: 'Termin für Tag 3' }).click();
    await dialog().getByLabel('Thema').fill('Nachgespräch');
    await dialog().getByText('Eingeladene Personen').click();
    await dialog().getByLabel('Person suchen').fill('mayer');
    await page.keyboard.press('Enter');
    expect(await dialog().getByRole('checkbox').count()).toBe(1);
    await dialog().getByLabel('Stefan Mayer').check();
    await dialog().getByRole('button', { name: 'Speichern' }).click();
    await dialog().waitFor({ state: 'detached' });
    const entry = page.getByRole('listitem').filter({ hasText: 'Nachgespräch' });
    await entry.waitFor();
    await page.getByRole('link', { name: 'Organisation', exact: true }).click();
    await page.getByRole('link', { name: 'Aufgaben und Funktionen' }).click();
    await page.getByRole('link', { name: 'Aufgabe zuweisen' }).click();
    await page.getByRole('combobox', { name: 'Person' }).waitFor();
    await page.getByRole('link', { name: 'Die fünf Tage' }).click();
    await page.getByRole('button', { name: 'Nachgespräch bearbeiten' }).click();
    await dialog().getByText('Eingeladene Personen').click();
    expect(await dialog().getByRole('checkbox', { name: 'Stefan Mayer' }).isChecked()).toBe(true);
    await dialog().getByRole('button', { name: 'Löschen' }).click();
    const sure = page.getByRole('dialog', { name: /löschen\?$/ });
    expect(await sure.textContent()).toContain('Gäste');
    await sure.getByRole('button', { name: 'Löschen' }).click();
    await entry.waitFor({ state: 'detached' });
  });

  test('an item says whose it is; an outage that others stand in for is said as such, and the order of restart is numbered', async () => {
    await page.goto(at('inventar/neu'));
    await page.getByLabel('Bezeichnung').fill('Blitzer Hauptstraße');
    await page.getByLabel('Amt').selectOption({ label: 'Ordnungsamt mit Bürgerbüro und Standesamt' });
    await page.getByRole('button', { name: 'Eintrag anlegen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Blitzer Hauptstraße' }).waitFor();
    await page.getByRole('link', { name: 'Ordnungsamt mit Bürgerbüro und Standesamt' }).waitFor();
    const id = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/towns/tannau/items?limit=1');
      return ((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id;
    });
    await page.goto(at(`inventar/${id}/ausfall`));
    await page.getByText('Alles läuft weiter').waitFor();
    const order = page.locator('ol li').first();
    expect(await order.evaluate((li) => getComputedStyle(li).listStyleType)).toBe('decimal');
    await isAccessible(page);
  });

  test('the delivered table of ends of support can be looked through; a group of interest names its people', async () => {
    await page.goto(at('inventar-agenten'));
    await page.getByText('Mitgelieferte Tabelle ansehen').click();
    await page.getByLabel('Produkt suchen').fill('server 2012 r2');
    const row = page.getByRole('row', { name: /Windows Server 2012 R2/ });
    expect(await row.textContent()).toMatch(/10\.10\.2023.*13\.10\.2026.*Microsoft Lifecycle/);
    await isAccessible(page);
    await page.getByLabel('Produkt suchen').fill('gibt es nicht');
    await page.getByText('steht nicht in der Tabelle').waitFor();
    await page.goto(at('organisation/interessengruppen'));
    await answering(page);
    await page.getByRole('link', { name: 'Verwaltungsspitze' }).click();
    await page.getByRole('link', { name: 'Claudia Rieger' }).waitFor();
  });

  test('whoever may not save reads so before typing, and is led nowhere that is closed', async () => {
    const mayor = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    await signIn(mayor, product, 'buergermeister');
    for (const path of ['ziele/neu', 'inventar/neu', 'ausgaben/buchungen/neu', 'import?art=items']) {
      await mayor.goto(at(path));
      await mayor.locator('.k-reasons', { hasText: 'Ihre Funktion erlaubt das nicht.' }).waitFor();
    }
    await mayor.context().clearCookies();
    await signIn(mayor, product, 'amt');
    await mayor.goto(at('analysewoche'));
    await mayor.getByRole('heading', { name: 'Kennenlernen und Erkunden' }).waitFor();
    expect(await mayor.getByRole('link', { name: 'Ausgaben der letzten Jahre' }).count()).toBe(0);
    await mayor.context().close();
  });
});
