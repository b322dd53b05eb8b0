import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { type Product, signIn, startProduct } from './product.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  if (!hasBrowser) return;
  product = await startProduct();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});
const withBrowser = test.skipIf(!hasBrowser);

/** What can be pressed and is smaller than a fingertip; a radio or box counts with its label, a link in text not. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'main button, main select, main textarea, main a.k-btn, main label.k-check',
      ),
    ]
      .filter((one) => one.getAttribute('aria-hidden') !== 'true' && one.getClientRects().length > 0)
      .map((one) => ({ name: one.textContent?.trim().slice(0, 40), box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 44 || box.width < 44)
      .map(({ name, box }) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`),
  );

interface Answer {
  question: string;
  level: number | null;
  state: string;
  reason: string;
  evidence: string;
}

async function begin(): Promise<{ context: BrowserContext; page: Page; id: string }> {
  const context = await browser.newContext({
    locale: 'de-DE',
    hasTouch: true,
    viewport: { width: 1024, height: 768 },
  });
  const page = await context.newPage();
  await signIn(page, product, 'beratung');
  await page.goto(`${product.address}/t/tannau/interviews`);
  await page.getByRole('link', { name: 'Interview anlegen' }).first().click();
  await page.getByLabel('Thema').fill('Gespräch mit der IT-Leitung');
  await page.getByLabel('IT-Leitung', { exact: true }).check();
  await page.getByLabel('Tiefe').selectOption('3');
  await page.getByRole('button', { name: 'Interview anlegen' }).click();
  await page.getByText('Wer antwortet?').waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByRole('button', { name: 'Person hinzufügen' }).click();
  await page.getByLabel('Name').fill('Sven Kolb');
  await page.getByRole('dialog').getByRole('button', { name: 'Person hinzufügen' }).click();
  await page.getByText('Sven Kolb ist dabei.').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('Es antwortet').waitFor();
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
  return { context, page, id };
}

const sheetOf = async (
  context: BrowserContext,
  id: string,
): Promise<{ answers: Answer[]; notes: { note: string }[] }> =>
  (await context.request.get(`${product.address}/api/v1/towns/tannau/interviews/${id}/sheet`)).json();

withBrowser('an interview is held by keyboard, and an outage of the network costs no keystroke', async () => {
  const { context, page, id } = await begin();
  const place = page.getByRole('status').filter({ hasText: 'Frage' });
  await page.keyboard.press('3');
  await page.getByRole('radio', { name: '3', exact: true }).and(page.locator(':checked')).waitFor();
  await place.filter({ hasText: 'Alles gespeichert' }).waitFor();
  await page.keyboard.press('n');
  await place.filter({ hasText: 'Frage 2' }).waitFor();

  await context.setOffline(true);
  await page.keyboard.press('1');
  await place.filter({ hasText: 'wartet auf das Netz' }).waitFor({ timeout: 15_000 });
  await page.keyboard.press('n');
  await page.keyboard.press('u');
  await page.keyboard.press('n');
  await page.getByRole('radio', { name: 'Trifft hier nicht zu' }).check();
  await page.getByLabel('Begründung').fill('Das macht der Landkreis.');
  await page.getByLabel('Notiz des Teams').fill('Beim Landkreis nachfragen.');
  await place.filter({ hasText: '4 Eingaben warten' }).waitFor();
  await context.setOffline(false);
  await place.filter({ hasText: 'Alles gespeichert' }).waitFor({ timeout: 15_000 });

  const { answers, notes } = await sheetOf(context, id);
  expect(
    answers.map(({ state, level, reason }) => `${state} ${level ?? ''} ${reason}`.trim()).sort(),
  ).toEqual(['level 1', 'level 3', 'not_applicable  Das macht der Landkreis.', 'unknown']);
  expect(notes.map(({ note }) => note)).toEqual(['Beim Landkreis nachfragen.']);
  await context.close();
});

withBrowser(
  'by finger: what was not sent survives a reload; the room follows the page that leads',
  async () => {
    const { context, page, id } = await begin();
    await page.getByRole('button', { name: 'Befragte' }).click();
    await page.getByLabel('Name').fill('Petra Lang');
    await page.getByRole('radio', { name: 'selbst, im Interview-Raum' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Person hinzufügen' }).click();
    const code = await page.getByLabel('Code').inputValue();
    await page.getByRole('button', { name: 'Fertig' }).click();

    const phone = await (
      await browser.newContext({ locale: 'de-DE', hasTouch: true, viewport: { width: 390, height: 844 } })
    ).newPage();
    await phone.goto(`${product.address}/raum`);
    await phone.getByLabel('Code').fill(code);
    await phone.getByRole('button', { name: 'Eintreten' }).tap();
    await phone.getByText('Gleich erscheint hier die nächste Frage').waitFor();
    await page.getByRole('button', { name: 'Im Raum zeigen' }).tap();
    const first = await page.getByRole('heading', { level: 1 }).textContent();
    await phone.getByRole('heading', { name: first ?? '' }).waitFor({ timeout: 15_000 });
    await phone.getByLabel('Woran sieht man das?').fill('Steht im Serverraum.');
    await phone.getByLabel('Fotos oder PDF auswählen').setInputFiles({
      name: 'Serverraum.jpg',
      mimeType: 'image/jpeg',
      buffer: await sharp({ create: { width: 90, height: 60, channels: 3, background: '#386' } })
        .jpeg()
        .toBuffer(),
    });
    await phone.getByRole('button', { name: 'Hinzufügen' }).click();
    await phone.getByRole('button', { name: 'Datei 1 entfernen' }).waitFor();
    expect(await phone.getByLabel('Woran sieht man das?').inputValue()).toBe('Steht im Serverraum.');
    expect(await smallTargets(phone)).toEqual([]);
    const { violations } = await new AxeBuilder({ page: phone as never }).analyze();
    expect(violations.map(({ id: rule, nodes }) => `${rule} ${nodes[0]?.target}`)).toEqual([]);
    // Nobody reloads the page that leads: the photo comes by itself, beside the answer of who sent it.
    await page.getByLabel('Es antwortet').selectOption({ label: 'Petra Lang' });
    const photo = page.getByRole('img', { name: /^Foto von Petra Lang, .* zur Frage/ });
    await photo.waitFor({ timeout: 15_000 });
    expect(await photo.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(
      90,
    );
    expect(await smallTargets(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await smallTargets(page)).toEqual([]);
    await page.setViewportSize({ width: 1024, height: 768 });
    await phone.getByRole('radio', { name: /^4/ }).tap();
    await phone.getByRole('button', { name: 'Antworten' }).tap();
    await phone.getByText('ist angekommen').waitFor();
    await page.getByRole('button', { name: 'Weiter', exact: true }).tap();
    await phone.getByRole('button', { name: 'Antworten' }).waitFor({ timeout: 15_000 });
    expect(await phone.getByRole('heading', { level: 2 }).textContent()).not.toBe(first);

    await page.route('**/answers', (route) => route.abort());
    await page.getByRole('radio', { name: '2', exact: true }).tap();
    await page.getByText('wartet auf das Netz').waitFor({ timeout: 15_000 });
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('wartet auf das Netz').waitFor({ timeout: 15_000 });
    await page.unroute('**/answers');
    await page.getByText('Alles gespeichert').waitFor({ timeout: 15_000 });
    const { answers } = await sheetOf(context, id);
    expect(answers.map(({ level }) => level).sort()).toEqual([2, 4]);
    await context.close();
  },
);

withBrowser('a day of the diary outlives an outage and a reload, and is sent by itself', async () => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await signIn(page, product, 'it');
  await page.goto(`${product.address}/t/tannau/taetigkeiten/tagebuch`);
  const minutes = page.getByLabel('Projekte').first();
  await minutes.fill('45');
  await page.getByText(/^Gespeichert/).waitFor();
  // Everything is read, nothing is written down.
  const kept = '**/api/v1/towns/tannau/**';
  await context.route(kept, (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort(),
  );
  await minutes.fill('90');
  await page.getByText('Keine Verbindung', { exact: false }).first().waitFor();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect.poll(() => page.getByLabel('Projekte').first().inputValue()).toBe('90');
  // A second tab has the same before it, and what is typed there is in the first.
  const tab = await context.newPage();
  await tab.goto(page.url());
  await expect.poll(() => tab.getByLabel('Projekte').first().inputValue()).toBe('90');
  await tab.getByLabel('Service').first().fill('15');
  await expect.poll(() => page.getByLabel('Service').first().inputValue()).toBe('15');
  await tab.close();
  // Another device wrote into the same place meanwhile: asked, not overwritten.
  const diary = `${product.address}/api/v1/towns/tannau/activity-diary`;
  const { entries } = (await (await context.request.get(diary)).json()) as {
    entries: { minutes: Record<string, number> }[];
  };
  const [written] = entries.filter(({ minutes: { project } }) => project === 45);
  const other = { ...written, minutes: { ...written?.minutes, project: 120, operation: 30 } };
  const headers = { 'sec-fetch-site': 'same-origin' };
  expect((await context.request.put(diary, { data: other, headers })).status()).toBe(200);
  await context.unroute(kept);
  await page.getByRole('cell', { name: '2 h', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Meine Eingabe speichern' }).click();
  await page.getByText(/^Gespeichert/).waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('Projekte').first().inputValue()).toBe('90');
  expect(await page.getByLabel('Betrieb').first().inputValue()).toBe('30');
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('diary:'))),
  ).toEqual([]);
  await context.close();
});
