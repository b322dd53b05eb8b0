import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

const ready = hasBrowser && existsSync('/usr/bin/pdftotext');
const SENTENCE = 'Der Gemeinderat hat am 14. Oktober darum gebeten.';

/** What a section of the council paper says is written in the browser and stands in every format. */
describe.skipIf(!ready)('the council paper', () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'sollstand-paper-'));
  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    page = await (await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' })).newPage();
    await signIn(page, product, 'it');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The words of the file behind a link, as a reader of it would see them. */
  async function words(name: RegExp): Promise<string> {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    const answer = await page.request.get(new URL(href ?? '', product.address).href);
    expect([String(name), answer.status()]).toEqual([String(name), 200]);
    const bytes = await answer.body();
    if (bytes.subarray(0, 4).toString('latin1') === '%PDF') {
      const path = join(folder, 'paper.pdf');
      writeFileSync(path, bytes);
      return flat(execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }));
    }
    const parts = unzipSync(bytes);
    return flat(strFromU8(parts['word/document.xml'] ?? parts['content.xml'] ?? new Uint8Array()));
  }
  /** Without markup; words may be divided at the end of a line. */
  const flat = (text: string) => text.replace(/<[^>]*>/g, '').replace(/[\s\u00ad\u2010-]+/g, '');

  test('a sentence written into a section stands in PDF, DOCX and ODT, and goes again', async () => {
    const paper = `${product.address}/t/tannau/berichte/council`;
    await page.goto(paper);
    await page.getByRole('heading', { level: 1, name: 'Beschlussvorlage' }).waitFor();
    await page.getByRole('link', { name: 'Sachverhalt bearbeiten' }).click();
    const text = page.getByRole('textbox', { name: /^Text/ });
    await text.waitFor();
    const before = await text.inputValue();
    await text.fill(`${SENTENCE}\n\n${before}`);
    await page.getByRole('button', { name: 'Abschnitt speichern' }).click();
    await page.getByRole('heading', { level: 1, name: 'Beschlussvorlage' }).waitFor();
    for (const format of ['PDF', 'DOCX', 'ODT'])
      expect(await words(new RegExp(`Öffentliche Fassung als .*${format}`))).toContain(flat(SENTENCE));
    await page.getByRole('link', { name: 'Sachverhalt bearbeiten' }).click();
    await page.getByRole('button', { name: 'Text aus den Einträgen einsetzen' }).click();
    await page.getByRole('button', { name: 'Abschnitt speichern' }).click();
    await page.getByRole('heading', { level: 1, name: 'Beschlussvorlage' }).waitFor();
    expect(await words(/Öffentliche Fassung als .*DOCX/)).not.toContain(flat(SENTENCE));
    // The former text is folded, and goes back into the field at a click.
    await page.getByRole('link', { name: 'Sachverhalt bearbeiten' }).click();
    await page.getByText(/^Ganzen Text zeigen/).click();
    await page.getByRole('button', { name: /^Diesen Text wieder einsetzen/ }).click();
    expect(await text.inputValue()).toContain(SENTENCE);
    expect(await text.evaluate((field) => field === document.activeElement)).toBe(true);
  });
});
