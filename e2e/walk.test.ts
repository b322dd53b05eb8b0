import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { signIn } from './product.ts';
import { allSent, largePhoto, openWalk, startWalkProduct, type WalkProduct } from './walk-product.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [1440, 1024, 390] as const;

/** What was captured arrives by itself. */
const SOON = { timeout: 10_000 };

describe.skipIf(!hasBrowser)('the walk-through on a tablet', () => {
  let product: WalkProduct;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let room = { id: '', siteId: '' };
  const broken: string[] = [];

  beforeAll(async () => {
    product = await startWalkProduct();
    browser = await launch();
    context = await browser.newContext({
      locale: 'de-DE',
      hasTouch: true,
      reducedMotion: 'reduce',
      viewport: { width: 1024, height: 768 },
    });
    context.on('weberror', (error) => broken.push(error.error().message));
    const first = await context.newPage();
    await signIn(first, product, 'beratung');
    const api = `${product.address}/api/v1/towns/tannau`;
    const { rooms } = await (await context.request.get(`${api}/walk`)).json();
    room = rooms.find(({ kind }: { kind: string }) => kind === 'Serverraum');
    const plan = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#f4f4f4' } })
      .png()
      .toBuffer();
    const sent = await context.request.post(`${api}/sites/${room.siteId}/files?name=UG.png`, {
      data: plan,
      headers: { 'content-type': 'image/png', origin: product.address },
    });
    expect(sent.status()).toBe(201);
    page = await openWalk(context, product);
    await allSent(page);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    expect(broken).toEqual([]);
  });

  const open = async (hash: string) => {
    await page.evaluate((next) => {
      location.hash = next;
    }, hash);
    await page.locator('h1').first().waitFor();
  };

  test('a room is checked by keyboard alone', async () => {
    await open('#');
    const link = page.getByRole('link', { name: /^Serverraum, UG Raum 012/ });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Serverraum, UG Raum 012' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    const climate = page.getByRole('group', { name: 'Klima' });
    await climate.getByRole('radio', { name: 'In Ordnung' }).focus();
    await page.keyboard.press('ArrowRight');
    await climate.getByRole('radio', { name: 'Mangel', checked: true }).waitFor();
    const note = page.getByRole('article', { name: 'Klima' }).getByLabel('Notiz');
    await note.focus();
    await page.keyboard.type('31 Grad am Fühler');
    await page.keyboard.press('Tab');
    await expect
      .poll(
        () => product.sql("select answer, note from checklist_answer where point = 'server_room.climate'"),
        SOON,
      )
      .toEqual([{ answer: 'defect', note: '31 Grad am Fühler' }]);
    await page.getByText('1 von 14 geprüft · Mängel: 1').first().waitFor();
    // The way from the point to an observation.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Beobachtung dazu');
    await page.keyboard.press('Enter');
    await page.getByLabel('Beobachtung', { exact: true }).waitFor();
    expect(await page.getByLabel('Beobachtung', { exact: true }).inputValue()).toBe('Klima: ');
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Serverraum, UG Raum 012' }).waitFor();
  });

  test('a room is checked by finger: from the list into the room and back', async () => {
    await open('#');
    await page.getByRole('link', { name: /^Serverraum, UG Raum 012/ }).tap();
    await page.getByRole('heading', { level: 1, name: 'Serverraum, UG Raum 012' }).waitFor();
    await page
      .getByRole('group', { name: 'Beschriftung' })
      .getByRole('radio', { name: 'Nicht gesehen' })
      .tap();
    await expect
      .poll(
        () => product.sql("select answer from checklist_answer where point = 'server_room.labelling'"),
        SOON,
      )
      .toEqual([{ answer: 'not_seen' }]);
  });

  test('an observation with photo and sketch: pins by fields, keys and finger, lines by pointer and without', async () => {
    await open(`#neu/${room.id}/server_room.water`);
    await page.getByLabel('Beobachtung', { exact: true }).fill('Rohr über dem Schrank');
    const camera = page.getByLabel('Foto aufnehmen');
    expect(await camera.getAttribute('capture')).toBe('environment');
    await camera.setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await largePhoto() });
    await page.getByRole('img', { name: 'Foto 1', exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Grundriss' }).selectOption({ label: 'UG.png' });
    const plan = page.locator('.k-plan');
    await plan.locator('img').waitFor();
    // By keys: set, name, place by fields, push with the arrows.
    await page.getByRole('button', { name: 'Nadel in die Mitte' }).press('Enter');
    await page.getByLabel('Nadel 1: was dort ist').fill('Ventil');
    await page.getByRole('textbox', { name: 'Von links' }).fill('25');
    await page.getByRole('button', { name: 'Nadel 1 Ventil, 25 % von links, 50 % von oben' }).focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Nadel 1 Ventil, 26 % von links, 55 % von oben' }).waitFor();
    // By finger.
    const place = async () => (await plan.boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 };
    const box = await place();
    await page.touchscreen.tap(box.x + box.width * 0.75, box.y + box.height * 0.25);
    await page.getByRole('button', { name: /^Nadel 2 .*75 % von links, 25 % von oben/ }).waitFor();
    await page.getByRole('button', { name: 'Nadeln verbinden' }).press('Enter');
    await page.getByRole('button', { name: 'Linie zeichnen' }).click();
    await plan.scrollIntoViewIfNeeded();
    const { x, y } = await place();
    await page.mouse.move(x + 20, y + 20);
    await page.mouse.down();
    for (let step = 1; step <= 10; step++) await page.mouse.move(x + 20 + step * 10, y + 20 + step * 4);
    await page.mouse.up();
    await page.getByText('Nadeln: 2, Linien: 2').waitFor();
    await page.getByRole('button', { name: 'Festhalten' }).click();
    await page.getByRole('heading', { level: 1, name: 'Serverraum, UG Raum 012' }).waitFor();
    const stored = () =>
      product.sql<{ id: string; sketch: { pins: object[]; lines: object[][] }; photos: number }>(
        `select id, sketch, (select count(*)::int from file f where f.observation_id = o.id) as photos
         from observation o where statement = 'Rohr über dem Schrank' and plan_file_id is not null
           and point = 'server_room.water' and seen_at is not null`,
      );
    await expect.poll(stored, SOON).toMatchObject([{ photos: 1 }]);
    const [row] = await stored();
    expect(row?.sketch.pins).toMatchObject([
      { x: 0.26, y: 0.55, label: 'Ventil' },
      { x: expect.closeTo(0.75, 1), y: expect.closeTo(0.25, 1), label: '' },
    ]);
    expect(row?.sketch.lines.map((line) => line.length > 1)).toEqual([true, true]);
    const content = await product.sql<{ id: string; name: string }>(
      'select id, name from file where observation_id = $1',
      [row?.id],
    );
    const path = `observations/${row?.id}/files/${content[0]?.id}/content?inline=1`;
    const kept = await context.request.get(`${product.address}/api/v1/towns/tannau/${path}`);
    // Made smaller by the device: 2400 by 1800 before.
    expect(await sharp(await kept.body()).metadata()).toMatchObject({ width: 2048, height: 1536 });
    expect(content[0]?.name).toMatch(/^rundgang-.*-1\.jpg$/);
    // The page of the record shows both.
    const record = await context.newPage();
    await record.goto(`${product.address}/t/tannau/rundgang/${row?.id}`);
    await record.getByRole('img', { name: 'Nadel 1 Ventil, 26 % von links, 55 % von oben' }).waitFor();
    await record.getByRole('link', { name: content[0]?.name ?? '' }).waitFor();
    await record.goto(`${product.address}/t/tannau/rundgang`);
    const checked = record.getByRole('table', { name: 'Geprüfte Räume' });
    await checked.getByRole('link', { name: 'Serverraum, UG Raum 012' }).waitFor();
    expect(await checked.textContent()).toContain('Klima (31 Grad am Fühler)');
    await record.close();
  });

  test('has no accessibility fault, targets of 44 px and no sideways scrolling at any width', {
    timeout: 240_000,
  }, async () => {
    const found: string[] = [];
    const views = ['#', `#raum/${room.id}`, `#neu/${room.id}`, '#offen'];
    for (const [n, width] of [...WIDTHS, 320].entries())
      for (const view of views) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme: view === '#' || width === 390 ? 'dark' : 'light' });
        await open(view);
        if (view.startsWith('#neu')) {
          await page.getByRole('combobox', { name: 'Grundriss' }).selectOption({ label: 'UG.png' });
          await page.getByRole('button', { name: 'Nadel in die Mitte' }).click();
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) found.push(`${view} ${width}: ${wide} px wide`);
        found.push(...(await smallTargets()).map((small) => `${view} ${width}: ${small}`));
        // Each view at two widths, each width with two views: the rules look at what is there, not at where it stands.
        if ((n + views.indexOf(view)) % 2 === 1) continue;
        const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
        found.push(
          ...violations.map(
            (v) => `${view} ${width}: ${v.id} ${v.nodes[0]?.html} ${v.nodes[0]?.failureSummary}`,
          ),
        );
      }
    expect(found).toEqual([]);
  });

  /** What is touched and smaller than 44 px; an input inside its label is touched by way of the label. */
  const smallTargets = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a, button, select, textarea, input, label:has(input)')]
        .filter((target) => target.matches('label') || !target.closest('label'))
        .filter((target) => !target.matches('.k-skip') && target.checkVisibility())
        .map((target) => ({ target, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 43.5 || box.width < 43.5)
        .map(
          ({ target, box }) =>
            `${Math.round(box.width)}x${Math.round(box.height)} ${target.outerHTML.slice(0, 90)}`,
        ),
    );

  test('can be installed as an app', async () => {
    const devtools = await context.newCDPSession(page);
    const { errors, data } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(JSON.parse(data ?? '{}')).toMatchObject({ start_url: '/rundgang', display: 'standalone' });
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // Contexts of the test have no profile that an app could be installed into.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );
  });

  test('who only reads sees everything and captures nothing', async () => {
    const other = await browser.newContext({ locale: 'de-DE', viewport: { width: 1024, height: 768 } });
    await signIn(await other.newPage(), product, 'rat');
    const reader = await openWalk(other, product);
    await reader.goto(`${product.address}/rundgang#raum/${room.id}`);
    await reader.getByText('Das dürfen IT-Leitung, Beratung und Administration ändern.').first().waitFor();
    expect(await reader.getByRole('radio', { name: 'Mangel' }).first().isDisabled()).toBe(true);
    await other.close();
  });
});
