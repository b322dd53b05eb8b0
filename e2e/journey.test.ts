import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { answering, type Product, signIn, startProduct } from './product.ts';

const hasPoppler = existsSync('/usr/bin/pdftotext');

/** How the hands work: a mouse, or nothing but the keyboard. */
interface Hands {
  /** Presses a button or follows a link by its words. */
  press: (page: Page, role: 'button' | 'link', name: string | RegExp) => Promise<void>;
  choose: (page: Page, role: 'radio' | 'checkbox', name: string | RegExp) => Promise<void>;
}

const mouse: Hands = {
  press: async (page, role, name) => page.getByRole(role, { name }).first().click(),
  choose: async (page, role, name) => page.getByRole(role, { name }).first().check(),
};

/** Walks with Tab until the wanted control has the focus, so that what cannot be reached by key fails. */
async function tabTo(
  page: Page,
  role: 'button' | 'link' | 'radio' | 'checkbox',
  name: string | RegExp,
): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  await wanted.waitFor();
  for (let step = 0; step < 400; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    // Within a radio group Tab reaches the group; the arrows move inside it.
    await page.keyboard.press('Tab');
    if (
      role === 'radio' &&
      (await wanted.evaluate(
        (element) =>
          (document.activeElement as HTMLInputElement | null)?.name === (element as HTMLInputElement).name,
      ))
    ) {
      await wanted.focus();
      return;
    }
  }
  throw new Error(`${role} „${name}“ is not reached by Tab`);
}

const keyboard: Hands = {
  press: async (page, role, name) => {
    await tabTo(page, role, name);
    await page.keyboard.press('Enter');
  },
  choose: async (page, role, name) => {
    await tabTo(page, role, name);
    await page.keyboard.press('Space');
  },
};

describe.skipIf(!hasBrowser || !hasPoppler).each([
  { by: 'mouse', hands: mouse },
  { by: 'keyboard only', hands: keyboard },
])('the journey by $by', ({ by, hands }) => {
  let product: Product;
  let browser: Browser;
  let consultant: Page;
  let mayor: Page;
  const title = `Notstrom ist nicht geprüft (${by})`;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    consultant = await (await browser.newContext({ locale: 'de-DE', acceptDownloads: true })).newPage();
    mayor = await (await browser.newContext({ locale: 'de-DE' })).newPage();
    await signIn(consultant, product, 'beratung');
    await signIn(mayor, product, 'buergermeister');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test('a rating of the comparison is changed', async () => {
    const town = `${product.address}/api/v1/towns/tannau`;
    const { rows } = await (await consultant.request.get(`${town}/ratings?framework=itil&limit=1`)).json();
    await consultant.goto(`${product.address}/t/tannau/vergleich/${rows[0].id}`);
    await hands.choose(consultant, 'radio', /^4\b/);
    await expect
      .poll(async () => (await (await consultant.request.get(`${town}/ratings/${rows[0].id}`)).json()).level)
      .toBe(4);
  });

  test('a finding is written and put before those responsible', async () => {
    await consultant.goto(`${product.address}/t/tannau/feststellungen`);
    await answering(consultant);
    await hands.press(consultant, 'link', 'Feststellung anlegen');
    await consultant.getByLabel('Überschrift').fill(title);
    await consultant
      .getByLabel('Feststellung', { exact: true })
      .fill('Die Notstromversorgung wurde seit drei Jahren nicht geprüft.');
    await hands.choose(consultant, 'radio', 'Hoch');
    await hands.press(consultant, 'button', 'Feststellung anlegen');
    await consultant.getByRole('heading', { name: title }).waitFor();
    await hands.press(consultant, 'button', 'Zum Rückblick geben');
    await consultant.getByText('Im Rückblick').first().waitFor();
  });

  test('somebody else confirms it in the review round', async () => {
    await mayor.goto(`${product.address}/t/tannau/feststellungen/rueckblick`);
    await mayor.getByRole('heading', { name: new RegExp(title.slice(0, 20)) }).waitFor();
    await hands.press(mayor, 'button', 'Stimmt');
    await mayor.getByText('Nichts offen').waitFor();
  });

  test('it becomes a measure with a place on the roadmap', async () => {
    await consultant.reload();
    await consultant.getByText('Bestätigt').first().waitFor();
    await hands.press(consultant, 'link', 'Maßnahme daraus machen');
    await consultant
      .getByLabel(/Bezeichnung|Überschrift|Titel/)
      .first()
      .fill(`Notstrom prüfen (${by})`);
    await hands.press(consultant, 'button', 'Maßnahme anlegen');
    await consultant.getByRole('heading', { name: `Notstrom prüfen (${by})` }).waitFor();
    await consultant
      .getByRole('link', { name: new RegExp(title.slice(0, 20)) })
      .first()
      .waitFor();
    await hands.press(consultant, 'button', 'Einplanen');
    const dialog = consultant.getByRole('dialog');
    await dialog
      .getByLabel(/Beginn|Quartal/)
      .first()
      .selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'In den Fahrplan stellen' }).focus();
    await consultant.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await consultant.goto(`${product.address}/t/tannau/fahrplan`);
    await consultant
      .getByRole('link', { name: new RegExp(`Notstrom prüfen \\(${by}`) })
      .first()
      .waitFor();
  });

  test('the report is downloaded and carries the change', async () => {
    await consultant.goto(`${product.address}/t/tannau/berichte`);
    const waiting = consultant.waitForEvent('download');
    await hands.press(consultant, 'link', /PDF/);
    const file = await (await waiting).path();
    const text = execFileSync('pdftotext', ['-layout', file, '-'], {
      encoding: 'utf8',
      maxBuffer: 50_000_000,
    });
    expect(text).toContain('F-46');
    expect(text).toContain('Notstrom ist nicht geprüft');
    expect(text).toContain('Notstrom prüfen');
  });
});
