/** What a first visit of a list costs: script bytes, and time to rows on a slow processor beside a bare page. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { hasBrowser, launch } from '../e2e/browser.ts';
import { median, quiet } from './conditions.ts';
import { openFront } from './front.ts';
import type { RunningProduct } from './product.ts';
import { note, noteMissing } from './table.ts';

const RUNS = 5;
const ROWS = 100;
const SLOWER = 4;
const PATIENCE_MS = 60_000;

interface Visit {
  rowsMs: number;
  scriptBytes: number;
  scripts: number;
  rows: number;
}

// Notes the moment after which a painted frame shows rows; 'data-id' marks a row in both pages.
const WATCH = `new MutationObserver((_m, self) => {
  if (!document.querySelector('tr[data-id]')) return;
  self.disconnect();
  requestAnimationFrame(() => { const c = new MessageChannel();
    c.port1.onmessage = () => { window.rowsAt = performance.now(); }; c.port2.postMessage(0); });
}).observe(document, { childList: true, subtree: true });`;

const READ = `({ rowsMs: window.rowsAt, rows: document.querySelectorAll('tr[data-id]').length,
  ...performance.getEntriesByType('resource').filter((e) => /\\.js$/.test(e.name) && e.responseEnd <= window.rowsAt)
    .reduce((sum, e) => ({ scriptBytes: sum.scriptBytes + e.encodedBodySize, scripts: sum.scripts + 1 }), { scriptBytes: 0, scripts: 0 }) })`;

export async function measurePage(product: RunningProduct, dataDir: string): Promise<void> {
  if (!hasBrowser) {
    noteMissing('script bytes and time to rows', 'no Chromium');
    return;
  }
  await fillItems(product);
  const out = join(dataDir, 'reference');
  mkdirSync(out, { recursive: true });
  const front = await openFront(product.address, out);
  const browser = await launch();
  try {
    const cookie = await signIn(front.address, product);
    const pages = { product: '/t/tannau/inventar', reference: '/vergleich/tannau' };
    await visit(browser, front.address + pages.product, cookie, 1);
    await visit(browser, front.address + pages.reference, cookie, 1);
    await quiet(`first list under ${SLOWER}x slower processor, ${RUNS} visits each, in turn, empty cache`);
    const visits: Record<keyof typeof pages, Visit[]> = { product: [], reference: [] };
    for (let run = 0; run < RUNS; run += 1)
      for (const name of ['reference', 'product'] as const)
        visits[name].push(await visit(browser, front.address + pages[name], cookie, SLOWER));
    report(visits.product, visits.reference);
  } finally {
    await browser.close();
    await front.close();
  }
}

function report(product: Visit[], reference: Visit[]): void {
  const rows = [product[0]?.rows, reference[0]?.rows];
  if (rows[0] !== ROWS || rows[1] !== ROWS)
    throw new Error(`${rows.join(' and ')} rows shown instead of ${ROWS} in both pages.`);
  const middle = (visits: Visit[], key: keyof Visit) => median(visits.map((one) => one[key]));
  note('script to the first list (gzip)', middle(product, 'scriptBytes') / 1000, 'kB', 150, 1);
  note('script of the reference page (gzip)', middle(reference, 'scriptBytes') / 1000, 'kB', null, 1);
  note('script files to the first list', middle(product, 'scripts'), '');
  const [own, bare] = [middle(product, 'rowsMs'), middle(reference, 'rowsMs')];
  note('time to rows, product', own, 'ms');
  note('time to rows, reference page', bare, 'ms');
  note('time to rows, product / reference', own / bare, '', 1.2, 2);
  const list = (visits: Visit[]) => visits.map((one) => Math.round(one.rowsMs)).join(' ');
  process.stdout.write(`   product ${list(product)} ms; reference ${list(reference)} ms\n`);
}

async function visit(browser: Browser, url: string, cookie: string, slower: number): Promise<Visit> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 } });
  try {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url }]);
    await context.addInitScript(WATCH);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction('window.rowsAt !== undefined', null, { timeout: PATIENCE_MS });
    return (await page.evaluate(READ)) as Visit;
  } finally {
    await context.close();
  }
}

async function signIn(address: string, product: RunningProduct): Promise<string> {
  const account = product.demo.accounts.find((one) => one.user === 'beratung');
  const answer = await fetch(`${address}/anmelden`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ login: 'beratung', password: account?.password ?? '' }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.status !== 303 || !cookie) throw new Error(`Signing in answered ${answer.status}.`);
  return cookie;
}

/** The example town has fewer items than a page of a list holds. */
async function fillItems(product: RunningProduct): Promise<void> {
  const url = `${product.address}/api/v1/towns/tannau/items`;
  const headers = { authorization: `Bearer ${product.demo.token}`, 'content-type': 'application/json' };
  const { rows } = (await (await fetch(`${url}?limit=200`, { headers })).json()) as { rows: unknown[] };
  for (let n = rows.length; n < ROWS; n += 1) {
    const body = JSON.stringify({ kind: 'client', name: `Arbeitsplatz ${n}`, vendor: 'Musterwerk' });
    const answer = await fetch(url, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`Adding an item answered ${answer.status}: ${await answer.text()}`);
  }
}

export const browserVersion = async (): Promise<string> => {
  if (!hasBrowser) return 'no Chromium';
  const browser = await launch();
  const version = browser.version();
  await browser.close();
  return `${chromium.name()} ${version}, headless`;
};
