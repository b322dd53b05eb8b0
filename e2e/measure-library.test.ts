import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

describe.skipIf(!hasBrowser)('the library of measures', () => {
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

  const rows = async (path: string): Promise<{ id: string; title: string; total: number }[]> =>
    (await (await page.request.get(`${product.address}/api/v1/towns/tannau/${path}`)).json()).rows;
  const counted = async () => (await rows('measures?limit=200')).length;

  test('from the list of measures to one of the library, found by words', async () => {
    await page.goto(`${product.address}/t/tannau/massnahmen`);
    await page.getByRole('link', { name: 'Maßnahmenbibliothek' }).click();
    await page.getByRole('heading', { level: 1, name: 'Maßnahmenbibliothek' }).waitFor();
    await page.getByRole('searchbox').first().fill('unvereinbare Rollen');
    await page.getByRole('link', { name: 'Unvereinbare Rollen in einer Hand auflösen' }).click();
    await page.getByRole('heading', { name: 'Wie Sie vorgehen' }).waitFor();
    expect(await page.getByText('eigene Schätzungen').count()).toBeGreaterThan(0);
  });

  test('a finding gets suggestions with reasons; adopting fills the form and makes nothing before saving', async () => {
    const finding = (await rows('findings?limit=1'))[0];
    const before = await counted();
    await page.goto(`${product.address}/t/tannau/feststellungen/${finding?.id}`);
    await page.getByRole('link', { name: 'Passende Maßnahmen vorschlagen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Passende Maßnahmen' }).waitFor();
    const first = page.getByRole('link', { name: /^Übernehmen: / }).first();
    const title = ((await first.getAttribute('aria-label')) ?? '').replace('Übernehmen: ', '');
    await first.click();
    const field = page.getByLabel('Bezeichnung');
    await field.waitFor();
    expect(await field.inputValue()).toBe(title);
    expect(await page.getByLabel('Was zu tun ist').inputValue()).toContain('\n1. ');
    expect(await page.getByLabel(/^Nachweis/).inputValue()).not.toBe('');
    expect(await page.getByLabel(/^Kennzahl/).inputValue()).toContain('Erste Nachschau nach');
    expect(await page.getByRole('checkbox', { name: new RegExp(finding?.title ?? '-') }).isChecked()).toBe(
      true,
    );
    expect(await counted()).toBe(before);
    await field.fill('Angepasst aus der Bibliothek');
    await page.getByRole('button', { name: 'Maßnahme anlegen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Angepasst aus der Bibliothek' }).waitFor();
    expect(await counted()).toBe(before + 1);
    const made = (await rows('measures?limit=200')).find(
      (one) => one.title === 'Angepasst aus der Bibliothek',
    );
    const links = await page.request.get(`${product.address}/api/v1/towns/tannau/measures/${made?.id}/links`);
    expect((await links.json()).findings).toEqual([finding?.id]);
  });
});
