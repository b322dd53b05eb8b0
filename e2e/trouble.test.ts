import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

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
    await page.getByText('Bitte melden Sie sich an.').first().waitFor();
    expect(await page.getByLabel('Feststellung', { exact: true }).inputValue()).toBe(
      'Dieser Satz darf nicht verloren gehen.',
    );
    await signIn(page, product, 'beratung');
    await page.goto(`${product.address}/t/tannau/feststellungen/neu`);
    await expect
      .poll(() => page.getByLabel('Feststellung', { exact: true }).inputValue())
      .toBe('Dieser Satz darf nicht verloren gehen.');
    expect(await page.getByLabel('Überschrift').inputValue()).toBe('Sitzung läuft ab');
  });

  test('of two writers the second one is told, and what was typed stays', async () => {
    const id = await firstId('items');
    await page.goto(`${product.address}/t/tannau/inventar/${id}/bearbeiten`);
    await page.getByLabel('Hersteller').fill('Zweiter Schreiber');
    const other = await (
      await context.request.get(`${product.address}/api/v1/towns/tannau/items/${id}`)
    ).json();
    const saved = await context.request.patch(`${product.address}/api/v1/towns/tannau/items/${id}`, {
      data: { note: 'Erster Schreiber' },
      headers: { 'if-match': `"${other.version}"`, origin: product.address },
    });
    expect(saved.status()).toBe(200);
    await page.getByRole('button', { name: /speichern/i }).click();
    await page
      .getByText(/Jemand anderes hat in der Zwischenzeit gespeichert/)
      .first()
      .waitFor();
    expect(await page.getByLabel('Hersteller').inputValue()).toBe('Zweiter Schreiber');
    const now = await (
      await context.request.get(`${product.address}/api/v1/towns/tannau/items/${id}`)
    ).json();
    expect(now).toMatchObject({ note: 'Erster Schreiber', vendor: other.vendor });
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
    await page.getByRole('button', { name: 'Tannau' }).click();
    await page.getByRole('link', { name: 'Zweitstadt' }).click();
    await page.waitForURL('**/t/zweitstadt');
    await page.getByText('Noch keine Analysewoche').waitFor();
  });

  test('the search finds by stem and leads to the record by keyboard', async () => {
    await page.goto(`${product.address}/t/tannau`);
    await page.locator('main h1').waitFor();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('Störungsdienste');
    await page.getByRole('option', { name: /F-01/ }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(feststellungen|ziele|massnahmen|vergleich|rundgang)\//);
  });
});
