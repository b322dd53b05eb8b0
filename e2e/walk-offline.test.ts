import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { signIn } from './product.ts';
import {
  allSent,
  capture,
  keptOnDevice,
  largePhoto,
  openWalk,
  photo,
  startWalkProduct,
  unsent,
  type WalkProduct,
} from './walk-product.ts';

/** What was captured arrives by itself. */
const SOON = { timeout: 10_000 };

/** The 40 observations of a day in the cellar are part of three-days.test.ts. */
describe.skipIf(!hasBrowser)('the walk-through without network', () => {
  let product: WalkProduct;
  let browser: Browser;
  let context: BrowserContext;
  const broken: string[] = [];

  beforeAll(async () => {
    product = await startWalkProduct();
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1024, height: 768 } });
    context.on('weberror', (error) => broken.push(error.error().message));
  });
  afterEach(async () => {
    await product.up();
    await context.close();
    expect(broken).toEqual([]);
  });

  /** Signs somebody in and opens the walk-through, ready for the cellar. */
  async function ready(user = 'beratung'): Promise<Page> {
    const first = await context.newPage();
    await signIn(first, product, user);
    await first.close();
    const page = await openWalk(context, product);
    await allSent(page);
    await keptOnDevice(page);
    return page;
  }

  const stored = (like: string) =>
    product.sql<{ statement: string; photos: number; name: string }>(
      `select o.statement, (select count(*)::int from file f where f.observation_id = o.id) as photos,
        (select u.name from journal j join app_user u on u.id = j.actor_id where j.record_id = o.id and j.event = 'observation.created') as name
       from observation o where o.statement like $1 order by o.statement`,
      [like],
    );

  test('the page itself is kept, answers of the interface are not; a begun form survives the tab', async () => {
    let page = await ready();
    const kept = await page.evaluate(async () => {
      const all: string[] = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname);
      return all;
    });
    expect(kept).toContain('/rundgang');
    expect(kept.filter((path) => !/^\/(assets\/|icon|rundgang$|rundgang\.webmanifest$)/.test(path))).toEqual(
      [],
    );
    await product.down();
    await page.evaluate(() => {
      location.hash = '#neu/-';
    });
    await page.getByLabel('Beobachtung', { exact: true }).fill('Angefangen im Dunkeln');
    await page
      .getByLabel('Bilder auswählen')
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo(1) });
    await page.getByRole('img', { name: 'Foto 1', exact: true }).waitFor();
    await page.waitForTimeout(500);
    await page.close();
    page = await openWalk(context, product);
    await page.getByRole('link', { name: 'Angefangen im Dunkeln' }).click();
    await page.getByRole('img', { name: 'Foto 1', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Festhalten' }).click();
    await unsent(page, 2);
    await product.up();
    await page.reload();
    await allSent(page);
    expect(await stored('Angefangen%')).toMatchObject([{ photos: 1 }]);
    expect(await page.getByRole('heading', { name: 'Angefangen', exact: true }).count()).toBe(0);
  });

  test('the outbox belongs to a person: another one neither sees nor sends it, and both send their own', async () => {
    let page = await ready('beratung');
    await product.down();
    await capture(page, 'Wechsel eins');
    await page.close();
    await product.up();
    await context.route('**/api/v1/towns/**', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    // Signing out elsewhere in the application leads to what is not sent.
    page = await context.newPage();
    await page.goto(`${product.address}/t/tannau`);
    // The page is drawn before its buttons answer.
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Katrin Reich' }).click();
    await page.getByRole('button', { name: 'Abmelden' }).click();
    await page.getByRole('heading', { level: 1, name: 'Noch nicht gesendet' }).waitFor();
    await page.getByText('Ohne Raum: Wechsel eins').waitFor();
    await page.getByRole('button', { name: 'Katrin Reich abmelden' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trotzdem abmelden' }).click();
    await page.waitForURL('**/anmelden');
    await context.unroute('**/api/v1/towns/**');
    await product.down();
    await page.goto(`${product.address}/rundgang`);
    await page.getByText('Auf diesem Gerät ist niemand angemeldet').waitFor();
    expect(await page.content()).not.toContain('Wechsel eins');
    await product.up();

    await signIn(page, product, 'it');
    await page.goto(`${product.address}/rundgang`);
    await page.getByText('warten noch 1 Erfassungen eines anderen Kontos').waitFor();
    await allSent(page);
    await capture(page, 'Wechsel zwei');
    await expect
      .poll(() => stored('Wechsel%'), SOON)
      .toMatchObject([{ statement: 'Wechsel zwei', name: 'IT-Leitung Tannau' }]);

    // Somebody signs in over an open page: what it holds is not sent in the new name.
    await signIn(await context.newPage(), product, 'beratung');
    await page.goto(`${product.address}/rundgang`);
    await page.locator('.w-room').first().waitFor();
    await expect
      .poll(() => stored('Wechsel%'), SOON)
      .toMatchObject([
        { statement: 'Wechsel eins', name: 'Katrin Reich' },
        { statement: 'Wechsel zwei', name: 'IT-Leitung Tannau' },
      ]);

    // With nothing left to send, signing out leaves nothing: no page, no worker, no words.
    await page.goto(`${product.address}/rundgang#offen`);
    await page.getByRole('button', { name: 'Katrin Reich abmelden' }).click();
    await page.waitForURL('**/anmelden');
    const left = await page.evaluate(async () => ({
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      caches: await caches.keys(),
    }));
    expect(left).toEqual({ workers: 0, caches: [] });
    await page.goto(`${product.address}/rundgang`);
    await page.getByText('Auf diesem Gerät ist niemand angemeldet').waitFor();
    expect(await page.content()).not.toContain('Wechsel');
  });

  test('a page left open by one person sends nothing in the name of the next', async () => {
    const page = await ready('beratung');
    await page.route('**/api/v1/session', (route) => route.abort());
    await capture(page, 'Offen gelassen');
    const other = await context.newPage();
    await context.clearCookies();
    await signIn(other, product, 'it');
    // The question who is signed in is answered from before the change.
    const before = await product.sql<{ id: string }>("select id from app_user where login = 'beratung'");
    await page.route('**/api/v1/session', (route) =>
      route.fulfill({
        json: {
          user: { id: before[0]?.id, name: 'Katrin Reich' },
          towns: [{ slug: 'tannau', name: 'Tannau' }],
        },
      }),
    );
    const refused = page.waitForResponse((answer) => answer.request().method() === 'PUT');
    await page.getByRole('link', { name: /noch nicht gesendet/ }).click();
    await page.getByRole('button', { name: 'Jetzt senden' }).click();
    expect((await refused).status()).toBe(403);
    expect(await stored('Offen gelassen')).toEqual([]);
    await unsent(page, 1);
    await page.unroute('**/api/v1/session');
    await page.getByRole('button', { name: 'Jetzt senden' }).click();
    await page.getByText('warten noch 1 Erfassungen eines anderen Kontos').waitFor();
    expect(await page.content()).not.toContain('Offen gelassen');
  });

  test('a session that ends keeps what waits; after signing in it is sent', async () => {
    const page = await ready();
    await product.sql('delete from session');
    await capture(page, 'Sitzung vorbei');
    await page.getByText('Ihre Anmeldung ist abgelaufen').waitFor();
    await unsent(page, 1);
    await capture(page, 'Sitzung weiter vorbei');
    await unsent(page, 2);
    await page.getByRole('link', { name: 'Anmelden' }).click();
    await page.getByLabel('Anmeldename').fill('beratung');
    await page.getByLabel('Passwort').fill(product.password('beratung'));
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.waitForURL('**/rundgang');
    await allSent(page);
    expect(await stored('Sitzung%')).toHaveLength(2);
  });

  test('two versions stand beside each other until somebody chooses', async () => {
    const page = await ready();
    await capture(page, 'Streit: Tür offen');
    await capture(page, 'Streit: Fenster offen');
    await expect.poll(() => stored('Streit%'), SOON).toHaveLength(2);
    await allSent(page);
    const api = `${product.address}/api/v1/towns/tannau`;
    const rows = await product.sql<{ id: string }>(
      "select id from observation where statement like 'Streit%' order by number",
    );
    await product.down();
    const change = async (id: string, statement: string) => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#beobachtung/${id}`);
      await page.getByLabel('Beobachtung', { exact: true }).fill(statement);
      await page.getByRole('button', { name: 'Festhalten' }).click();
      await page.getByRole('heading', { level: 1, name: 'Rundgang' }).waitFor();
    };
    for (const { id } of rows) await change(id, `Streit: meine ${id.slice(-8)}`);
    await product.up();
    for (const { id } of rows) {
      const answer = await context.request.patch(`${api}/observations/${id}`, {
        data: { statement: `Streit: andere ${id.slice(-8)}` },
        headers: { 'if-match': '"1"', origin: product.address },
      });
      expect(answer.status()).toBe(200);
    }
    await page.goto(`${product.address}/rundgang#offen`);
    await page.getByRole('button', { name: 'Jetzt senden' }).click();
    const [first, second] = rows;
    const choice = (id = '') => page.locator('.k-notice', { hasText: `andere ${id.slice(-8)}` });
    await choice(second?.id).waitFor();
    await choice(first?.id)
      .getByText(`Streit: meine ${first?.id.slice(-8)}`)
      .first()
      .waitFor();
    await choice(first?.id).getByRole('button', { name: 'Meine Fassung nehmen' }).click();
    await choice(second?.id).getByRole('button', { name: 'Die andere nehmen' }).click();
    await allSent(page);
    const now = await product.sql<{ id: string; statement: string }>(
      "select id, statement from observation where statement like 'Streit%' order by number",
    );
    expect(now.map(({ statement }) => statement)).toEqual([
      `Streit: meine ${first?.id.slice(-8)}`,
      `Streit: andere ${second?.id.slice(-8)}`,
    ]);
  });

  test('a full device says so; what is there and what is on the screen stays, and sending goes on', async () => {
    // Set before anything is kept: the browser remembers for a while how much room it had.
    const blank = await context.newPage();
    const devtools = await context.newCDPSession(blank);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: product.address, quotaSize: 4_200_000 });
    const page = await ready();
    await product.down();
    const buffer = await largePhoto();
    await capture(page, 'Voll: vorher', [buffer]);
    await page.evaluate(() => {
      location.hash = '#neu/-';
    });
    await page.getByLabel('Beobachtung', { exact: true }).fill('Voll: nachher');
    const full = page.getByRole('alert').filter({ hasText: 'Der Speicher dieses Geräts ist voll' });
    for (const number of [1, 2]) {
      await page
        .getByLabel('Bilder auswählen')
        .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
      await page.getByRole('img', { name: `Foto ${number}`, exact: true }).waitFor();
    }
    await full.waitFor();
    await page.getByRole('button', { name: 'Festhalten' }).click();
    await full.waitFor();
    expect(await page.getByLabel('Beobachtung', { exact: true }).inputValue()).toBe('Voll: nachher');
    expect(await page.getByRole('img', { name: /^Foto \d$/ }).count()).toBe(2);
    await unsent(page, 2);
    await product.up();
    // The form stays open: sending goes on beside it, though nothing can be written down. Then somebody makes room.
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await allSent(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: product.address });
    await page.getByRole('button', { name: 'Festhalten' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rundgang' }).waitFor();
    await allSent(page);
    await expect.poll(() => stored('Voll%'), SOON).toMatchObject([{ photos: 2 }, { photos: 1 }]);
    await allSent(page);
  });
});
