import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { hasBrowser, launch } from './browser.ts';
import { answering, type Product, signIn, startProduct } from './product.ts';

/** What goes wrong in an office every day: a session ends, two people write, the network is gone. */
describe.skipIf(!hasBrowser)('trouble in the middle of work', () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    context = await browser.newContext({ locale: 'de-DE' });
    page = await context.newPage();
    await signIn(page, product, 'beratung');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const firstId = async (list: string) =>
    String(
      (await (await context.request.get(`${product.address}/api/v1/towns/tannau/${list}?limit=1`)).json())
        .rows[0].id,
    );

  test('a session that ends while a form is open loses nothing', async () => {
    await page.goto(`${product.address}/t/tannau/feststellungen/neu`);
    await page.getByLabel('Überschrift').fill('Sitzung läuft ab');
    await page.getByLabel('Feststellung', { exact: true }).fill('Dieser Satz darf nicht verloren gehen.');
    await withClient(product.installation.database.ownerUrl, (client) => client.query('delete from session'));
    await page.getByRole('button', { name: 'Feststellung anlegen' }).click();
    await page.getByText('Ihre Anmeldung ist abgelaufen.').first().waitFor();
    expect(await page.getByLabel('Feststellung', { exact: true }).inputValue()).toBe(
      'Dieser Satz darf nicht verloren gehen.',
    );
    await page.getByRole('link', { name: 'Neu anmelden' }).click();
    await page.getByLabel('Anmeldename').fill('beratung');
    await page.getByLabel('Passwort').fill(product.password('beratung'));
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.waitForURL('**/feststellungen/neu');
    await expect
      .poll(() => page.getByLabel('Feststellung', { exact: true }).inputValue())
      .toBe('Dieser Satz darf nicht verloren gehen.');
    expect(await page.getByLabel('Überschrift').inputValue()).toBe('Sitzung läuft ab');
  });

  test('what is typed beside a rating stays when the level is saved, and leaving asks', async () => {
    const id = await firstId('ratings');
    await page.goto(`${product.address}/t/tannau/vergleich/${id}`);
    await page.getByLabel('Nachweis').fill('Noch nicht gespeichert.');
    await page.getByRole('radio', { name: /^2 / }).check();
    await page.getByText('Gespeichert').first().waitFor();
    expect(await page.getByLabel('Nachweis').inputValue()).toBe('Noch nicht gespeichert.');
    await page.getByRole('radio', { name: /^2 / }).press('3');
    await expect
      .poll(() => page.getByRole('radio', { name: /^3 / }).isChecked(), { timeout: 10_000 })
      .toBe(true);
    await page.getByRole('link', { name: 'Weiter' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Bleiben' }).click();
    expect(await page.getByLabel('Nachweis').inputValue()).toBe('Noch nicht gespeichert.');
    await page.getByLabel('Nachweis').fill('x'.repeat(4001));
    await page.getByRole('button', { name: 'Nachweis speichern' }).click();
    await page.getByText('Höchstens 4000 Zeichen.').first().waitFor();
    await page.getByLabel('Nachweis').fill('Protokoll vom Oktober.');
    await page.getByRole('button', { name: 'Nachweis speichern' }).click();
    await page.getByRole('button', { name: /zurücksetzen/ }).click();
    await expect.poll(() => page.getByRole('radio', { name: /^3 / }).isChecked()).toBe(false);
    expect(await page.getByLabel('Nachweis').inputValue()).toBe('Protokoll vom Oktober.');
  });

  const item = async (id: string) =>
    (await context.request.get(`${product.address}/api/v1/towns/tannau/items/${id}`)).json();
  /** Somebody else saves while the page is open. */
  const saveElsewhere = async (id: string, data: object) => {
    const { version } = await item(id);
    const saved = await context.request.patch(`${product.address}/api/v1/towns/tannau/items/${id}`, {
      data,
      headers: { 'if-match': `"${version}"`, origin: product.address },
    });
    expect(saved.status()).toBe(200);
  };
  const save = () => page.getByRole('button', { name: /speichern/i }).click();
  const told = () => page.getByText(/Jemand anderes hat in der Zwischenzeit gespeichert/).first();

  test('an amount that cannot be read is not sent, and what was stored stays', async () => {
    const id = await firstId('contracts');
    const cost = async () =>
      (await (await context.request.get(`${product.address}/api/v1/towns/tannau/contracts/${id}`)).json())
        .yearlyCostCents;
    const before = await cost();
    await page.goto(`${product.address}/t/tannau/vertraege/${id}/bearbeiten`);
    const field = page.getByLabel('Kosten je Jahr');
    await field.fill('1.2x4');
    await field.press('Enter');
    await page.getByRole('alert').getByText('Kosten je Jahr: Geben Sie einen Betrag ein').waitFor();
    expect(await field.inputValue()).toBe('1.2x4');
    expect(await cost()).toBe(before);
    await field.fill('1.234,50');
    await field.press('Enter');
    await expect.poll(cost).toBe(123_450);
  });

  test('a form names what the last try met, all of it and nothing of an earlier one', async () => {
    await page.goto(`${product.address}/t/tannau/wirksamkeit/umsetzung?f.report=missing`);
    await page.locator('tbody a').first().click();
    await page.getByRole('button', { name: 'Monatsstand melden' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('input[type=radio]:checked').count()).toBe(0);
    const told = () => dialog.getByRole('alert').getByRole('listitem').allInnerTexts();
    const send = () => dialog.getByRole('button', { name: 'Monatsstand speichern' }).click();
    await send();
    await expect
      .poll(told)
      .toEqual(['Ampel: Diese Angabe fehlt.', 'Stand in einem Satz: Diese Angabe fehlt.']);
    await dialog.getByLabel('Stand in einem Satz').fill('Läuft.');
    await dialog.getByLabel('Fertig zu').fill('150');
    await dialog.getByLabel('Kosten des Monats').fill('abc');
    await dialog.getByLabel('Eigene Tage des Monats').fill('-3');
    // Leaving the field must not move the button away from under the click.
    await send();
    const labels = async () => (await told()).map((line) => line.split(':')[0]);
    await expect.poll(labels).toEqual(['Fertig zu', 'Kosten des Monats', 'Eigene Tage des Monats']);
    await page.keyboard.press('Escape');
  });

  test('of two writers the second one sees what the other changed and chooses per field', async () => {
    const id = await firstId('items');
    await page.goto(`${product.address}/t/tannau/inventar/${id}/bearbeiten`);
    const vendor = page.getByRole('textbox', { name: 'Hersteller' });
    await vendor.fill('Zweiter Schreiber');
    await page.getByLabel('Modell').fill('Nur hier geändert');
    await saveElsewhere(id, { vendor: 'Erster Schreiber', note: 'Vom ersten Schreiber', quantity: 7 });
    await save();
    await told().waitFor();
    expect(await vendor.inputValue()).toBe('Zweiter Schreiber');
    expect(await item(id)).toMatchObject({ vendor: 'Erster Schreiber', quantity: 7 });
    const summary = page.getByRole('alert');
    await summary
      .getByText('Hersteller: gespeichert „Erster Schreiber“, bei Ihnen „Zweiter Schreiber“')
      .waitFor();
    // What only the other changed is taken over; it can be taken back.
    expect(await page.getByRole('textbox', { name: 'Bemerkung' }).inputValue()).toBe('Vom ersten Schreiber');
    const choices = page.getByRole('group', { name: 'Hersteller: zwei Fassungen' });
    const choose = (which: string) => choices.getByRole('button', { name: which }).click();
    await choose('Gespeicherte Fassung');
    expect(await vendor.inputValue()).toBe('Erster Schreiber');
    await choose('Meine Fassung');
    expect(await vendor.inputValue()).toBe('Zweiter Schreiber');
    await save();
    await page.waitForURL(`**/inventar/${id}`);
    expect(await item(id)).toMatchObject({
      vendor: 'Zweiter Schreiber',
      model: 'Nur hier geändert',
      note: 'Vom ersten Schreiber',
      quantity: 7,
    });
  });

  test('a draft of yesterday meets what was saved since', async () => {
    const id = await firstId('items');
    await page.goto(`${product.address}/t/tannau/inventar/${id}/bearbeiten`);
    await page.getByLabel('Modell').fill('Gestern getippt');
    await page.getByText(/Entwurf gespeichert/).waitFor();
    await saveElsewhere(id, { note: 'Heute gespeichert' });
    await page.reload();
    await told().waitFor();
    expect(await page.getByLabel('Modell').inputValue()).toBe('Gestern getippt');
    expect(await page.getByRole('textbox', { name: 'Bemerkung' }).inputValue()).toBe('Heute gespeichert');
    await save();
    await page.waitForURL(`**/inventar/${id}`);
    expect(await item(id)).toMatchObject({ model: 'Gestern getippt', note: 'Heute gespeichert' });
  });

  afterEach(() => context.setOffline(false));

  test('without network the form says so, keeps the text and works again afterwards', async () => {
    await page.goto(`${product.address}/t/tannau/organisation/standorte/neu`);
    await page
      .getByLabel(/Name|Bezeichnung/)
      .first()
      .fill('Ohne Netz');
    await context.setOffline(true);
    await page.getByRole('button', { name: /anlegen/i }).click();
    await page
      .getByText(/nicht erreichbar/)
      .first()
      .waitFor();
    await context.setOffline(false);
    await page.getByRole('button', { name: /anlegen/i }).click();
    await page.getByRole('heading', { name: 'Ohne Netz' }).waitFor();
    const { rows } = await (
      await context.request.get(`${product.address}/api/v1/towns/tannau/sites?q=Ohne%20Netz`)
    ).json();
    expect(rows.filter((row: { name: string }) => row.name === 'Ohne Netz')).toHaveLength(1);
  });

  test('a consultant with two towns switches at the top', async () => {
    await withClient(product.installation.database.ownerUrl, async (client) => {
      const town = randomUUID();
      await client.query("insert into town (id, slug, name) values ($1, 'zweitstadt', 'Zweitstadt')", [town]);
      await client.query(
        "insert into membership (town_id, id, user_id, function) select $1, $2, id, 'consultant' from app_user where login = 'beratung'",
        [town, randomUUID()],
      );
    });
    await page.goto(`${product.address}/t/tannau`);
    await page.reload();
    await answering(page);
    await page.getByRole('button', { name: 'Tannau' }).click();
    await page.getByRole('link', { name: 'Zweitstadt' }).click();
    await page.waitForURL('**/t/zweitstadt');
    await page.getByText('Noch keine Analysewoche').waitFor();
  });

  test('the search finds by stem and leads to the record by keyboard', async () => {
    await page.goto(`${product.address}/t/tannau`);
    await answering(page);
    await page.locator('main h1').waitFor();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Störungsdienste');
    await page.getByRole('option', { name: /F-01/ }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(feststellungen|ziele|massnahmen|vergleich|rundgang)\//);
  });
});
