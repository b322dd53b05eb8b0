import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { answering, type Product, signIn, startProduct } from './product.ts';

/** What rests on what: evidence of a finding, findings of a measure, order on the roadmap, items of a site. */
describe.skipIf(!hasBrowser)('links between records', () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1440, height: 1000 } });
    page = await context.newPage();
    await signIn(page, product, 'beratung');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const rowsOf = async (list: string): Promise<Record<string, string>[]> =>
    (await (await context.request.get(`${product.address}/api/v1/towns/tannau/${list}`)).json()).rows;
  const open = async (path: string) => {
    await page.goto(`${product.address}/t/tannau${path}`);
    await answering(page);
  };

  test('two findings are marked by keyboard, merged, and parted again', async () => {
    const [first, second] = await rowsOf('findings?limit=2');
    await open('/feststellungen');
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
    const marked = page.getByRole('region', { name: 'Aktionen für markierte Zeilen' });
    await marked.getByRole('button', { name: 'Zusammenführen' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Feststellungen zusammenführen' }).waitFor();
    await page.getByRole('radio', { name: /^F-02 / }).check();
    await page.getByLabel('Feststellung', { exact: true }).fill('Beides ist dasselbe.');
    await page.getByRole('button', { name: 'Zusammenführen', exact: true }).press('Enter');
    await page.getByRole('heading', { level: 1, name: second?.title ?? '' }).waitFor();
    await page.getByRole('heading', { name: 'Hierin zusammengeführt' }).waitFor();
    await open(`/feststellungen/${first?.id}`);
    await page.getByText('Zusammengeführt in F-02').first().waitFor();
    await page.getByRole('button', { name: 'Wieder trennen' }).press('Enter');
    await expect.poll(async () => (await rowsOf('findings?limit=1'))[0]?.mergedInto).toBeNull();
  });

  test('evidence is added and removed on the page of the finding, and the story tells it', async () => {
    const [finding] = await rowsOf('findings?limit=1');
    await open(`/feststellungen/${finding?.id}`);
    await page.getByRole('button', { name: 'Beleg hinzufügen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Beleg hinzufügen' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Art des Belegs').selectOption({ label: 'Inventar' });
    await dialog.getByRole('combobox', { name: 'Inventar' }).fill('Sicherungsspeicher');
    await dialog.getByRole('option', { name: /I-004/ }).click();
    await dialog.getByRole('button', { name: 'Beleg hinzufügen' }).click();
    const evidence = page.getByRole('link', { name: 'I-004 Sicherungsspeicher' });
    await evidence.first().waitFor();
    await page.getByText('Beleg hinzugefügt').waitFor();
    await page.getByRole('button', { name: 'Beleg I-004 Sicherungsspeicher entfernen' }).click();
    await page.getByText('Beleg entfernt').waitFor();
    await expect.poll(() => evidence.count()).toBe(0);
  });

  test('a measure made from a finding is one request and shows its place in words', async () => {
    const [finding] = await rowsOf('findings?limit=1');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/measures') && request.method() !== 'GET')
        sent.push(`${request.method()} ${new URL(request.url()).pathname.split('/tannau')[1]}`);
    });
    await open(`/massnahmen/neu?finding=${finding?.id}`);
    await page.getByLabel('Bezeichnung').fill('Aus einer Feststellung entstanden');
    await page.getByRole('checkbox', { name: /^F-01/ }).waitFor();
    await page.getByRole('button', { name: 'Maßnahme anlegen' }).click();
    await page.getByRole('heading', { name: 'Aus einer Feststellung entstanden' }).waitFor();
    expect(sent).toEqual(['POST /measures']);
    await page.getByText('Verknüpft', { exact: true }).waitFor();
    const [placed] = (await rowsOf('measures')).filter(({ starts }) => starts);
    await open(`/massnahmen/${placed?.id}`);
    const words = `Q${placed?.starts?.slice(6)} ${placed?.starts?.slice(0, 4)}`;
    await page.getByRole('complementary').getByRole('link', { name: words }).waitFor();
  });

  test.each([1440, 390])(
    'at %i px the roadmap says what a measure waits for without squeezing it',
    async (width) => {
      await page.setViewportSize({ width, height: 1000 });
      await open('/fahrplan');
      const note = page.locator('.k-needs').first();
      await note.waitFor();
      expect(await note.textContent()).toMatch(/^braucht M-01 \S+/);
      const lines = await note.evaluate((element) => {
        const text = [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
        const range = document.createRange();
        range.setStart(text as Node, 0);
        range.setEnd(text as Node, 'braucht M-01'.length);
        return range.getClientRects().length;
      });
      expect(lines).toBe(1);
      const box = await note.boundingBox();
      expect(box?.width).toBeGreaterThan(width === 390 ? 250 : 300);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      await page.setViewportSize({ width: 1440, height: 1000 });
    },
  );

  test('a site leads to its items; leaving it out asks why, at the field', async () => {
    const site = (await rowsOf('sites?limit=200')).find(({ name }) => name === 'Bauhof');
    await open(`/organisation/standorte/${site?.id}`);
    await page.getByRole('link', { name: 'Inventar dieses Standorts' }).click();
    await page.waitForURL(`**/inventar?f.siteId=${site?.id}`);
    const own = await rowsOf(`items?siteId=${site?.id}&limit=200`);
    await expect.poll(() => page.getByRole('link', { name: /^I-|Bauhof/ }).count()).toBeGreaterThan(0);
    expect(own.length).toBeGreaterThan(0);
    await open(`/organisation/standorte/${site?.id}`);
    await page.getByRole('checkbox').first().uncheck();
    await page.getByLabel('Grund, warum er nicht betrachtet wird').fill('');
    await page.getByRole('button', { name: /speichern/i }).click();
    await page.getByText('Sagen Sie, warum dieser Standort nicht betrachtet wird.').first().waitFor();
  });
});
