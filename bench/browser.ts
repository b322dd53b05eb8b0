/** Script bytes to the first list and time to its rows under a throttled processor, beside a bare page. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { hasBrowser, launch } from '#e2e/browser';
import { median, quiet } from './conditions.ts';
import { type RunningProduct, root } from './product.ts';
import { note, noteMissing } from './table.ts';

const RUNS = 15;
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export async function measureBrowser(product: RunningProduct): Promise<void> {
  if (!hasBrowser) return noteMissing('script and time to the first list', 'Chromium is missing');
  const folder = await mkdtemp(join(tmpdir(), 'sollstand-reference-'));
  await build({
    root: join(root, 'bench/reference'),
    base: '/reference/',
    logLevel: 'error',
    build: { outDir: folder, target: 'es2023' },
  });
  const reference = await serveBeside(folder, product.address);
  const browser = await launch();
  try {
    await quiet('first list in the browser, processor slowed four times', 30_000);
    const cookie = await signIn(product);
    const own: Timed[] = [];
    const bare: Timed[] = [];
    let bytes = 0;
    for (let run = 0; run < RUNS + 1; run++) {
      const ours = await timeRows(browser, `${product.address}/t/tannau/inventar`, cookie);
      const theirs = await timeRows(browser, `${reference.address}/reference/`, cookie);
      bytes = ours.scriptBytes;
      // The first pair warms caches on both sides.
      if (run > 0) {
        own.push(ours);
        bare.push(theirs);
      }
    }
    note('script to the first list', bytes / 1000, 'kB gzip', 150, 1);
    const ratio = (of: (timed: Timed) => number) =>
      median(own.map((timed, i) => of(timed) / (bare[i] ? of(bare[i]) : Number.NaN)));
    note('rows visible, 4x throttled', median(own.map(({ visible }) => visible)), 'ms');
    note('rows visible, bare reference page', median(bare.map(({ visible }) => visible)), 'ms');
    note(
      'ratio to the reference page',
      ratio(({ visible }) => visible),
      '',
      1.2,
      2,
    );
    note('rows answer, 4x throttled', median(own.map(({ answering }) => answering)), 'ms');
    note(
      'rows answer, ratio to the reference page',
      ratio(({ answering }) => answering),
      '',
      null,
      2,
    );
  } finally {
    await browser.close();
    reference.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export async function signIn(product: RunningProduct): Promise<string> {
  const { user, password } = product.demo.accounts.find((account) => account.user === 'beratung') ?? {
    user: '',
    password: '',
  };
  const answer = await fetch(`${product.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: user, password }),
  });
  return /sollstand_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
}

interface Timed {
  /** Milliseconds from navigation to a screen full of rows. */
  visible: number;
  /** Milliseconds from navigation until the application has taken the rows over. */
  answering: number;
  scriptBytes: number;
}

/** A fresh browser profile each time. */
async function timeRows(browser: Browser, url: string, session: string): Promise<Timed> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name: 'sollstand_session', value: session, domain: '127.0.0.1', path: '/' }]);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(watchRows);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('rows-answering').length > 0);
  const found = await page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
    const scripts = performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name.endsWith('.js')) as unknown as { encodedBodySize: number }[];
    return {
      visible: at('rows-visible'),
      answering: at('rows-answering'),
      scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  });
  await context.close();
  return found;
}

/** In the page: marks the frame after which twenty rows stand on the screen, and when React holds them. */
function watchRows(): void {
  const look = () => {
    const rows = document.querySelectorAll('tbody tr');
    if (rows.length < 20) return requestAnimationFrame(look);
    if (performance.getEntriesByName('rows-visible').length === 0)
      // After the frame, not before it.
      setTimeout(() => performance.mark('rows-visible'));
    const held = Object.keys(rows[0] ?? {}).some((key) => key.startsWith('__react'));
    if (!held) return requestAnimationFrame(look);
    setTimeout(() => performance.mark('rows-answering'));
  };
  requestAnimationFrame(look);
}

/** Serves the reference page under an address of its own and hands API calls on to the product. */
async function serveBeside(folder: string, api: string): Promise<{ address: string; stop(): void }> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/api/')) {
      fetch(api + path, { headers: { cookie: request.headers.cookie ?? '' } })
        .then(async (answer) => {
          response.writeHead(answer.status, { 'content-type': 'application/json' });
          response.end(await answer.text());
        })
        .catch(() => response.writeHead(502).end());
      return;
    }
    const file = path === '/reference/' ? 'index.html' : path.replace('/reference/', '');
    const body = gzipSync(readFileSync(join(folder, file)));
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'text/plain',
      'content-encoding': 'gzip',
    });
    response.end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  return { address: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
