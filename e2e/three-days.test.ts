import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, launch } from './browser.ts';
import { looksWell } from './looks-well.ts';
import { signIn } from './product.ts';
import {
  allSent,
  capture,
  keptOnDevice,
  openWalk,
  photo,
  startWalkProduct,
  unsent,
  type WalkProduct,
} from './walk-product.ts';

const SIGNED_IN = ['beratung', 'it', 'kaemmerei', 'buergermeister', 'rat'] as const;
type Who = (typeof SIGNED_IN)[number];
const SOON = { timeout: 15_000 };

const MANY = 40;

/** What was sent arrives; every second time only the answer does not. Returns how many were lost so far. */
async function loseEverySecondAnswer(context: BrowserContext): Promise<() => number> {
  let put = 0;
  let lost = 0;
  await context.route('**/api/v1/towns/**', async (route: Route) => {
    if (route.request().method() !== 'PUT' || ++put % 2 === 0) return route.continue();
    await route.fetch();
    lost++;
    await route.abort('connectionreset');
  });
  return () => lost;
}

describe.skipIf(!hasBrowser)('the first three days: five who sign in, two who only have a link', () => {
  let product: WalkProduct;
  let browser: Browser;
  const pages = {} as Record<Who, Page>;
  let byInterviewLink: Page;
  let byReviewLink: Page;
  let reviewLink = '';
  const finding = 'Der Notstrom im Rathaus ist nie geprüft worden';

  const at = (path: string) => `${product.address}/t/tannau/${path}`;

  const openFinding = async (page: Page) => {
    const [row] = await product.sql<{ id: string }>('select id from finding where title = $1', [finding]);
    await page.goto(at(`feststellungen/${row?.id}`));
    await page.getByRole('heading', { level: 1, name: finding }).waitFor();
  };

  beforeAll(async () => {
    product = await startWalkProduct();
    browser = await launch();
    const open = async () =>
      (await browser.newContext({ locale: 'de-DE', reducedMotion: 'reduce' })).newPage();
    for (const who of SIGNED_IN) {
      pages[who] = await open();
      await signIn(pages[who], product, who);
    }
    byInterviewLink = await open();
    byReviewLink = await open();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test('before day 1: a guest without a record is entered; nobody is written to without a mail server', async () => {
    const page = pages.beratung;
    await page.goto(at('analysewoche'));
    await page.getByRole('button', { name: /Auftakt/ }).press('Enter');
    const entry = page.getByRole('dialog', { name: 'Termin bearbeiten' });
    await entry.getByText(/^Eingeladene Personen/).press('Enter');
    const others = entry.getByLabel('Weitere Gäste');
    await others.fill('Eva Muster');
    await entry.getByRole('button', { name: 'Speichern' }).press('Enter');
    await entry.getByText('Zeile 1 ist kein Name mit Adresse.').first().waitFor();
    await others.fill('Eva Muster <eva@systemhaus.example>');
    await entry.getByRole('button', { name: 'Speichern' }).press('Enter');
    await page.getByText('Eva Muster', { exact: true }).waitFor();
    await looksWell(page, 'woche-gast');
    await page.getByRole('button', { name: 'Einladungen', exact: true }).press('Enter');
    await page.getByText('Diese Installation verschickt keine E-Mails').waitFor();
    await looksWell(page, 'woche-einladungen');
    await page.getByRole('dialog').getByRole('button', { name: 'Schließen' }).press('Enter');
  });

  test('day 1, explore: the consultant opens an interview; somebody without an account answers by a link', async () => {
    const page = pages.beratung;
    await page.goto(at('interviews'));
    await page.getByRole('link', { name: 'Interview anlegen' }).first().click();
    await page.getByLabel('Thema').fill('Betrieb im Alltag');
    await page.getByLabel('IT-Leitung', { exact: true }).check();
    await page.getByRole('button', { name: 'Interview anlegen' }).click();
    await page.getByText('Wer antwortet?').waitFor();
    await page.getByRole('button', { name: 'Person hinzufügen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Petra Sommer');
    await dialog.getByRole('radio', { name: /selbst, einzelne Fragen per Link/ }).check();
    await dialog.getByRole('button', { name: 'Person hinzufügen' }).click();
    const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
    await dialog.getByRole('button', { name: 'Fertig' }).click();
    await byInterviewLink.goto(link);
    const question = byInterviewLink.locator('section').first();
    await question.getByRole('radio').nth(1).check();
    await question.getByLabel('Begründung').fill('Wir rufen an, wen wir kennen.');
    await question.getByRole('button', { name: 'Antworten' }).click();
    await byInterviewLink.getByRole('status').first().waitFor();
    const answers = () =>
      product.sql<{ level: number }>(
        `select a.level from answer a join respondent r using (town_id)
          where r.id = a.respondent_id and r.name = 'Petra Sommer' and a.reason = 'Wir rufen an, wen wir kennen.'`,
      );
    await expect.poll(answers, SOON).toEqual([{ level: 1 }]);
  });

  test(`day 1: the head of IT walks through the cellar with the server away; ${MANY} observations with photos arrive once`, {
    timeout: 300_000,
  }, async () => {
    const context = pages.it.context();
    let page = await openWalk(context, product);
    await allSent(page);
    await keptOnDevice(page);
    await product.down();
    await page.evaluate(() => {
      location.hash = '#';
    });
    await page.getByRole('link', { name: /^Serverraum, UG Raum 012/ }).click();
    const climate = page.getByRole('group', { name: 'Klima' });
    await climate.getByRole('radio', { name: 'Mangel' }).check();
    await page.getByRole('article', { name: 'Klima' }).getByLabel('Notiz').fill('31 Grad');
    await page.getByRole('heading', { level: 1 }).click();
    await unsent(page, 1);
    for (let n = 1; n <= MANY; n++) {
      // The tab is closed twice.
      if (n === 14 || n === 28) {
        await page.close();
        page = await openWalk(context, product);
        await unsent(page, (n - 1) * 2 + 1);
      }
      await capture(page, `Keller ${String(n).padStart(2, '0')}`, [await photo(n)]);
    }
    await unsent(page, MANY * 2 + 1);
    await page.close();
    await product.up();
    const lost = await loseEverySecondAnswer(context);
    const tabs = [await openWalk(context, product), await openWalk(context, product)];
    for (const tab of tabs) {
      await tab.goto(`${product.address}/rundgang#offen`);
      await tab.getByRole('button', { name: 'Jetzt senden' }).click();
      // A network that keeps coming back, instead of the pauses between tries.
      await tab.evaluate(() => void setInterval(() => dispatchEvent(new Event('online')), 40));
    }
    for (const tab of tabs)
      await tab.locator('.w-state', { hasText: 'Alles gesendet' }).waitFor({ timeout: 120_000 });
    expect(lost()).toBeGreaterThan(MANY);
    for (const tab of tabs) await tab.close();
    await context.unroute('**/api/v1/towns/**');
    const rows = await product.sql<{ statement: string; photos: number; told: number }>(
      `select o.statement, (select count(*)::int from file f where f.observation_id = o.id) as photos,
        (select count(*)::int from journal j where j.record_id = o.id and j.event in ('observation.created', 'observation.changed')) as told
       from observation o where o.statement like 'Keller %' order by o.statement`,
    );
    expect(rows).toEqual(
      Array.from({ length: MANY }, (_, n) => ({
        statement: `Keller ${String(n + 1).padStart(2, '0')}`,
        photos: 1,
        told: 1,
      })),
    );
    const [answer] = await product.sql(
      "select note from checklist_answer where point = 'server_room.climate'",
    );
    expect(answer).toEqual({ note: '31 Grad' });
  });

  test('day 1: the head of IT notes a server without backup', async () => {
    const page = pages.it;
    await page.goto(at('inventar/neu'));
    await page.getByLabel('Bezeichnung').first().fill('Altserver Meldeamt');
    await page.getByLabel('Art').selectOption({ label: 'Server' });
    await page.getByLabel('Datensicherung').selectOption({ label: 'nein' });
    await page.getByRole('button', { name: /anlegen/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Altserver Meldeamt' }).waitFor();
    await page.getByText('nein', { exact: true }).waitFor();
  });

  test('day 2, review: a practice is judged, the treasurer reads the comparison, the council the target', async () => {
    const consultant = pages.beratung;
    await consultant.goto(at('vergleich'));
    await consultant.getByText('14 Praktiken mit Begründung zeigen').waitFor();
    await consultant.getByRole('link', { name: 'Technik überwachen' }).first().click();
    await consultant.getByRole('radio', { name: /^2\b/ }).first().check();
    const level = () =>
      product.sql<{ level: number }>("select level from rating where requirement = 'monitoring-event'");
    await expect.poll(level, SOON).toEqual([{ level: 2 }]);
    await pages.kaemmerei.goto(at('vergleich'));
    await pages.kaemmerei.getByRole('heading', { name: /^Erfüllungsgrad/ }).waitFor();
    await pages.kaemmerei.goto(at('kataloge'));
    await pages.kaemmerei.getByRole('table', { name: 'Mitgeliefert' }).waitFor();
    await pages.rat.goto(at('ziele'));
    await pages.rat.getByRole('heading', { level: 1 }).waitFor();
  });

  test('day 2: a proposal from the inventory becomes a finding, another one is written', async () => {
    const page = pages.beratung;
    await page.goto(at('feststellungen/vorschlaege'));
    const group = page.getByRole('region', { name: 'Ohne Datensicherung' });
    await group.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Feststellung daraus machen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Feststellung anlegen' }).click();
    await expect
      .poll(
        () =>
          product.sql<{ n: number }>(
            "select count(*)::int as n from finding where title like 'Altserver Meldeamt%'",
          ),
        SOON,
      )
      .toEqual([{ n: 1 }]);
    await page.goto(at('feststellungen/neu'));
    await page.getByLabel('Überschrift').fill(finding);
    await page
      .getByLabel('Feststellung', { exact: true })
      .fill('Seit dem Einbau 2019 gibt es kein Prüfprotokoll.');
    await page.getByRole('button', { name: 'Feststellung anlegen' }).click();
    await page.getByRole('heading', { level: 1, name: finding }).waitFor();
    await page.getByRole('button', { name: 'Zum Rückblick geben' }).click();
    await page.getByText('Im Rückblick').first().waitFor();
  });

  test('day 3: the round begins; by a link somebody contradicts, the mayor agrees, and it stays disputed', async () => {
    const page = pages.beratung;
    await page.goto(at('feststellungen/runde'));
    await page.getByRole('button', { name: 'Runde beginnen' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Antworten bis').fill('2031-03-31');
    await dialog.getByRole('button', { name: 'Runde beginnen' }).click();
    await page.getByText('Offen bis 31.03.2031').waitFor();
    await page.getByRole('button', { name: 'Jemanden fragen' }).click();
    await dialog.getByLabel('Name').fill('Hans Baur');
    await dialog.getByLabel('Funktion').fill('Hausmeister');
    await dialog.getByRole('button', { name: 'Jemanden fragen' }).click();
    reviewLink = await dialog.getByLabel('Link', { exact: true }).inputValue();
    await dialog.getByRole('button', { name: 'Fertig' }).click();
    await byReviewLink.goto(reviewLink);
    const entry = byReviewLink.locator('details', { hasText: finding });
    if (!(await entry.evaluate((one: HTMLDetailsElement) => one.open)))
      await entry.locator('summary').click();
    await entry.getByRole('radio', { name: 'Stimmt nicht' }).check();
    await entry.getByLabel('Begründung').fill('Das Protokoll von 2023 liegt im Heizungskeller.');
    await entry.getByRole('button', { name: 'Antwort speichern' }).click();
    await byReviewLink.getByText('ist gespeichert.').waitFor();
    await openFinding(pages.buergermeister);
    await pages.buergermeister.getByText('Das Protokoll von 2023 liegt im Heizungskeller.').first().waitFor();
    await pages.buergermeister.getByRole('button', { name: 'Stimmt', exact: true }).click();
    await pages.buergermeister.getByText('Jürgen Hauser').first().waitFor();
    const status = () => product.sql('select status from finding where title = $1', [finding]);
    await expect.poll(status, SOON).toEqual([{ status: 'disputed' }]);
  });

  test('day 3: the wording is corrected, the guest sees what changed and agrees; all five read the same', async () => {
    const page = pages.beratung;
    await openFinding(page);
    await page.getByRole('button', { name: 'Wortlaut berichtigen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('Seit 2023 gibt es kein Prüfprotokoll.');
    await dialog.getByLabel('Warum wird berichtigt?').fill('Hinweis von Herrn Baur');
    await dialog.getByRole('button', { name: 'Neuen Wortlaut speichern' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Seit 2023 gibt es kein Prüfprotokoll.').first().waitFor();
    await byReviewLink.goto(reviewLink);
    const entry = byReviewLink.locator('details', { hasText: finding });
    if (!(await entry.evaluate((one: HTMLDetailsElement) => one.open)))
      await entry.locator('summary').click();
    await entry.locator('ins', { hasText: '2023' }).waitFor();
    await entry.getByRole('radio', { name: 'Stimmt', exact: true }).check();
    await entry.getByRole('button', { name: 'Antwort ändern' }).click();
    await byReviewLink.getByText('ist gespeichert.').waitFor();
    const status = () => product.sql('select status from finding where title = $1', [finding]);
    await expect.poll(status, SOON).toEqual([{ status: 'corrected' }]);
    for (const who of SIGNED_IN) {
      await openFinding(pages[who]);
      await pages[who].getByText('Seit 2023 gibt es kein Prüfprotokoll.').first().waitFor();
    }
  });
});
