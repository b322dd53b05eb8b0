import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  if (!hasBrowser) return;
  product = await startProduct();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
const withBrowser = test.skipIf(!hasBrowser);

const codeNow = (secret: string, shift = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + shift });

withBrowser('a second factor is set up, asked for, and other sessions are seen and ended', async () => {
  const elsewhere = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await signIn(elsewhere, product, 'it');
  const page = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await signIn(page, product, 'it');
  await page.goto(`${product.address}/t/tannau/konto`);
  await page.getByRole('heading', { name: 'Mein Konto' }).waitFor();
  const sessions = page.getByRole('table', { name: 'Wo Sie angemeldet sind' });
  await sessions.waitFor();
  expect(await sessions.getByRole('row').count()).toBe(3);

  await page.getByRole('button', { name: 'Zweiten Faktor einrichten' }).click();
  await page.getByLabel('Jetziges Passwort').fill('falsch geraten');
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByText('Das ist nicht Ihr jetziges Passwort.').first().waitFor();
  await page.getByLabel('Jetziges Passwort').fill(product.password('it'));
  await page.getByRole('button', { name: 'Weiter' }).click();
  const secret = await page.getByLabel('Geheimnis').inputValue();
  expect(
    await page
      .getByRole('img', { name: 'QR-Code' })
      .evaluate((img) => (img as HTMLImageElement).naturalWidth),
  ).toBeGreaterThan(0);
  await page.getByLabel('Code aus der App').fill(codeNow(secret, -30_000));
  await page.getByRole('button', { name: 'Einschalten' }).click();
  await page.getByText('Der zweite Faktor ist eingeschaltet').first().waitFor();
  expect(((await page.locator('.k-secret').textContent()) ?? '').trim().split('\n')).toHaveLength(10);
  await page.getByRole('button', { name: 'Fertig' }).click();
  await page.getByText('Übrige Ersatzcodes: 10').waitFor();
  // Whoever was signed in with the password alone is out.
  await elsewhere.goto(`${product.address}/t/tannau/massnahmen`);
  await elsewhere.waitForURL('**/anmelden**');

  await elsewhere.getByLabel('Anmeldename').fill('it');
  await elsewhere.getByLabel('Passwort').fill(product.password('it'));
  await elsewhere.getByRole('button', { name: 'Anmelden' }).click();
  await elsewhere.getByLabel('Code').fill(codeNow(secret));
  await elsewhere.keyboard.press('Enter');
  await elsewhere.waitForURL('**/t/tannau/massnahmen');
  await page.reload();
  await page.getByRole('button', { name: 'Überall sonst abmelden' }).click();
  await page.getByText('Beendete Anmeldungen: 1.').first().waitFor();
  await elsewhere.reload();
  await elsewhere.waitForURL('**/anmelden**');
});
