import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { looksWell } from './looks-well.ts';
import { type Product, signIn, startProduct } from './product.ts';

/** From a phone call to the solution with the keyboard alone; who asked reads the answer and never the note. */
describe.skipIf(!hasBrowser)('the service desk', () => {
  let product: Product;
  let browser: Browser;
  let agent: Page;
  let employee: Page;
  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    const open = async (user: string) => {
      const page = await (await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' })).newPage();
      await signIn(page, product, user);
      return page;
    };
    agent = await open('servicedesk');
    employee = await open('mitarbeit');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const press = async (...keys: string[]) => {
    for (const key of keys) await agent.keyboard.press(key);
  };
  test('a call is taken on, noted, answered and solved by keyboard', async () => {
    await agent.goto(`${product.address}/t/tannau/desk`);
    await agent.getByRole('link', { name: 'Anrufe im Bürgerbüro landen beim Bauhof' }).waitFor();
    await looksWell(agent, 'desk');
    await press('t');
    const dialog = agent.getByRole('dialog');
    await dialog.waitFor();
    await agent.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
    await agent.keyboard.type('Erika');
    await dialog.getByRole('option', { name: /Erika Muster/ }).waitFor();
    await press('Enter', 'Tab');
    await agent.keyboard.type('Konten');
    await press('Tab');
    await agent.keyboard.type('Kennwort abgelaufen');
    await press('Enter');
    await agent.getByRole('heading', { level: 1, name: 'Kennwort abgelaufen' }).waitFor();
    const story = agent.locator('.k-timeline');

    await press('n');
    await agent.keyboard.type('Ruft aus der Elternzeit an.');
    // A letter in a field is a letter.
    expect(await agent.getByRole('dialog').count()).toBe(0);
    await press('Tab', 'Enter');
    await story.getByText('Ruft aus der Elternzeit an.').waitFor();

    await agent.locator('h1').click();
    await press('a');
    await agent.getByRole('dialog', { name: 'Zuweisen' }).waitFor();
    await agent.getByRole('dialog').getByRole('button', { name: 'Zuweisen' }).focus();
    await press('Enter');
    await story.getByText('Zuständig', { exact: false }).first().waitFor();

    await press('r');
    await agent.keyboard.type('Ihr Kennwort ist zurückgesetzt.');
    await press('Tab', 'Tab');
    expect(await agent.evaluate(() => document.activeElement?.textContent)).toBe(
      'Antwort an Erika Muster senden',
    );
    await press('Enter');
    await story.getByText('Ihr Kennwort ist zurückgesetzt.').waitFor();
    await looksWell(agent, 'desk-ticket');

    await agent.locator('h1').click();
    await press('p');
    await agent.getByRole('dialog', { name: 'Auf Wiedervorlage legen' }).waitFor();
    await press('Escape');
    await press('e');
    await agent.locator('.k-record-line').getByText('Gelöst').waitFor();
  });

  test('who asked finds the answer, not the note, and opens it again with a reply', async () => {
    await employee.goto(`${product.address}/t/tannau/anliegen`);
    await employee.getByRole('link', { name: 'Kennwort abgelaufen' }).click();
    await employee.getByText('Ihr Kennwort ist zurückgesetzt.').waitFor();
    expect(await employee.locator('main').textContent()).not.toMatch(/Elternzeit|Notiz|Priorität/);
    await looksWell(employee, 'request');
    await employee.getByLabel('Ihre Nachricht').fill('Es geht immer noch nicht.');
    await employee.getByRole('button', { name: 'An IT-Servicedesk senden' }).click();
    await employee.locator('.k-record-line').getByText('In Arbeit').waitFor();
    expect(await employee.getByRole('navigation').getByRole('link', { name: 'Servicedesk' }).count()).toBe(0);
  });

  test('a new request is filed by the form', async () => {
    await employee.goto(`${product.address}/t/tannau/anliegen/neu`);
    await employee.getByLabel('Ihr Anliegen in einem Satz').fill('Maus klemmt');
    await employee.getByRole('button', { name: 'Anliegen absenden' }).click();
    await employee.getByRole('heading', { level: 1, name: 'Maus klemmt' }).waitFor();
    await agent.goto(`${product.address}/t/tannau/desk`);
    await agent.getByRole('link', { name: 'Maus klemmt' }).waitFor();
  });
});
