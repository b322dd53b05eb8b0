import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

/** A consultancy writes a measure in its own town; the town that it advises takes it, adopts it and decides on it. */
describe.skipIf(!hasBrowser)('the library of a consultancy', () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    page = await (await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' })).newPage();
    await signIn(page, product, 'beratung');
    await withClient(product.installation.database.ownerUrl, async (client) => {
      const id = randomUUID();
      await client.query("insert into town (id, slug, name) values ($1, 'reich', 'Beratung Reich')", [id]);
      await client.query(
        `insert into membership (town_id, id, user_id, function)
          select $1, $2, id, 'consultant' from app_user where login = 'beratung'`,
        [id, randomUUID()],
      );
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  const library = (town: string) => `${product.address}/t/${town}/massnahmen/bibliothek`;
  const TITLE = 'Wiederanlauf mit den Nachbarn üben';

  test('a measure is written and released in the town of the consultancy', async () => {
    await page.goto(`${library('reich')}/eigene/neu`);
    await page.getByRole('heading', { level: 1, name: 'Maßnahme für die Bibliothek schreiben' }).waitFor();
    await page.getByLabel('Bezeichnung').fill(TITLE);
    await page.getByLabel('Was zu tun ist').fill('Zwei Kommunen üben den Ausfall zusammen.');
    await page.getByLabel('Warum').fill('Allein geübt bleibt unentdeckt, was gemeinsam fehlt.');
    await page.getByLabel('Wie Sie vorgehen').fill('Nachbarn fragen.\nAblauf schreiben.\nÜben.');
    await page.getByLabel('Nachweis').fill('Protokoll der Übung.');
    await page.getByLabel('Verantwortlich').selectOption({ index: 1 });
    await page.getByLabel('Rolle', { exact: true }).selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Anforderung hinzufügen' }).click();
    await page.getByLabel('Anforderung', { exact: true }).selectOption('vds10000:16.4');
    await page.getByLabel('Was gemessen wird').fill('Übungen im Jahr');
    await page.getByLabel('Für andere Kommunen freigeben').check();
    await page.getByRole('button', { name: 'In der Bibliothek speichern' }).click();
    const kept = page.getByRole('table', { name: 'In dieser Bibliothek' });
    await kept.waitFor();
    expect(await kept.textContent()).toMatch(/Wiederanlauf[\s\S]*Eigene Bibliothek, Stand[\s\S]*freigegeben/);
  });

  test('the advised town takes it, sees its origin and makes a measure of it', async () => {
    await page.goto(`${library('tannau')}/eigene`);
    const offers = page.getByRole('table', { name: 'Angeboten von Beratung Reich' });
    await offers.getByText('noch nicht übernommen').waitFor();
    await page.getByRole('button', { name: `${TITLE} übernehmen` }).click();
    await offers.getByText('übernommen', { exact: true }).waitFor();
    await page
      .getByRole('table', { name: 'In dieser Bibliothek' })
      .getByRole('link', { name: TITLE })
      .click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await page.getByText(/Bibliothek von Beratung Reich, Stand/).waitFor();
    await page
      .getByRole('link', { name: /übernehmen/i })
      .first()
      .click();
    await page.getByRole('button', { name: 'Maßnahme anlegen' }).click();
    await page.waitForURL(/massnahmen\/[0-9a-f-]{36}$/);
    await page.getByRole('link', { name: /Bibliothek von Beratung Reich, Stand/ }).waitFor();
  });

  test('a decision recorded wrongly is corrected and withdrawn at the measure', async () => {
    await page.getByRole('button', { name: 'Beschluss nachtragen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Wortlaut').fill('Der Gemeinderat beschlisst.');
    await dialog.getByRole('button', { name: 'Beschluss speichern' }).click();
    await page.getByRole('button', { name: /^Beschluss vom .* berichtigen$/ }).click();
    await dialog.getByLabel('Wortlaut').fill('Der Gemeinderat beschließt.');
    await dialog.getByRole('button', { name: 'Beschluss speichern' }).click();
    const decisions = page.getByRole('table', { name: 'Beschlüsse' });
    await decisions.getByText('Der Gemeinderat beschließt.').waitFor();
    await page.getByRole('button', { name: /^Beschluss vom .* zurücknehmen$/ }).click();
    await dialog.getByLabel('Grund').fill('Gehört zu einer anderen Maßnahme.');
    await dialog.getByRole('button', { name: 'Zurücknehmen' }).click();
    await decisions.getByText(/Zurückgenommen am .*: Gehört zu einer anderen Maßnahme\./).waitFor();
    expect(await page.getByRole('button', { name: /^Beschluss vom/ }).count()).toBe(0);
  });
});
