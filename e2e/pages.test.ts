import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allPages } from './all-pages.ts';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** `npm run pages` sets it: every page in every theme and width instead of by pairs. */
const WHOLE = process.env.SOLLSTAND_PAGES === 'all';
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [1440, 390] as const;

describe.skipIf(!hasBrowser)('every page', () => {
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let paths: string[] = [];
  const foreign = new Set<string>();
  const broken: string[] = [];
  const wide: string[] = [];

  beforeAll(async () => {
    product = await startProduct();
    browser = await launch();
    context = await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' });
    page = await watched();
    await signIn(page, product, 'admin');
    await beginCatalogue();
    paths = await allPages('tannau', async (path) =>
      (await context.request.get(product.address + path)).json(),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** A tab whose requests elsewhere and whose errors are written down. */
  async function watched(): Promise<Page> {
    const tab = await context.newPage();
    tab.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== product.address) foreign.add(request.url());
    });
    tab.on('pageerror', (error) => broken.push(`${tab.url()} ${error.message}`));
    tab.on('console', (message) => {
      if (message.type() === 'error') broken.push(`${tab.url()} ${message.text()}`);
    });
    return tab;
  }

  /** The example town writes no catalogue of its own. */
  async function beginCatalogue() {
    const at = `${product.address}/api/v1/towns/tannau/catalogue-drafts`;
    const post = async (url: string, data: object): Promise<{ id: string }> =>
      (await context.request.post(url, { data, headers: { 'sec-fetch-site': 'same-origin' } })).json();
    const { id } = await post(at, { title: 'Hausregeln', source: 'Stadt Tannau' });
    const heading = await post(`${at}/${id}/rows`, { kind: 'heading', code: '1', title: 'Konten' });
    const requirement = { kind: 'requirement', headingId: heading.id, code: '1.1', title: 'Eigene Konten' };
    await post(`${at}/${id}/rows`, { ...requirement, statement: 'Jede Person MUSS …', modal: 'MUST' });
  }

  const open = async (tab: Page, path: string) => {
    await tab.goto(product.address + path);
    await tab.locator('main h1').first().waitFor({ timeout: 10_000 });
    await tab.waitForLoadState('networkidle');
  };

  /** One page in its pair of theme and width, in all of them for the whole sweep; then as narrow as it gets. */
  async function look(tab: Page, place: number, path: string): Promise<string[]> {
    const found: string[] = [];
    const pairs = THEMES.flatMap((theme) => WIDTHS.map((width) => ({ theme, width })));
    const chosen = WHOLE ? pairs : [pairs[place % pairs.length]].filter((pair) => pair !== undefined);
    for (const { theme, width } of chosen) {
      await tab.emulateMedia({ colorScheme: theme });
      await tab.setViewportSize({ width, height: 900 });
      await open(tab, path);
      const { violations } = await new AxeBuilder({ page: tab as never })
        .withTags(WCAG)
        .exclude('tbody tr:nth-child(n+21)')
        .analyze();
      found.push(
        ...violations.map(
          (v) =>
            `${path} ${theme} ${width}: ${v.id} ${v.nodes[0]?.target} ${v.nodes[0]?.failureSummary?.split('\n')[1] ?? ''}`,
        ),
      );
    }
    await tab.setViewportSize({ width: 320, height: 700 });
    const width = await tab.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) wide.push(`${path} ${width}`);
    return found;
  }

  test('has no accessibility fault', { timeout: 600_000 }, async () => {
    expect(paths.length).toBeGreaterThan(40);
    const found: string[] = [];
    const left = [...paths.entries()];
    const work = async (tab: Page): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) found.push(...(await look(tab, ...next)));
    };
    await Promise.all([work(page), work(await watched())]);
    console.info(`axe: ${paths.length} pages`);
    expect(found).toEqual([]);
  });

  test('does not scroll sideways at 320 px', () => {
    expect(wide).toEqual([]);
  });

  test('asked nobody but this host and broke nowhere', () => {
    expect([...foreign]).toEqual([]);
    expect(broken).toEqual([]);
  });
});
