import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { addDays, addMonths, formatDate, type LocalDate, localDate, parseDate } from '#kernel/dates';
import { takeMonthlyValues } from '#modules/effect';
import { standingClock } from '#platform/clock';
import { withClient } from '#platform/database/roles';
import { type Actor, inTown, type TownTx } from '#platform/tx';
import { type HistoryStep, playStep } from './demo-history-steps.ts';
import { importTown } from './import/import-town.ts';
import { type Installation, root } from './installation.ts';

interface History {
  town: { slug: string; name: string };
  base: string;
  shift_weeks: number;
  until: string;
  steps: ({ at: string } & HistoryStep)[];
}

const FOLDER = join(root, 'examples/tannau-verlauf');
export const HISTORY_SLUG = 'tannau-verlauf';

/**
 * Loads the example town once more and lets two years pass in it: each step on its day and by the same use cases as in the product, a
 * value of every indicator each month. Who has an account in `accountsOf` has the same functions here. A town that is there stays.
 */
export async function loadHistory(
  installation: Installation,
  accountsOf: string,
): Promise<{ slug: string; fresh: boolean }> {
  const history = parse(readFileSync(join(FOLDER, 'verlauf.yaml'), 'utf8')) as History;
  const { slug } = history.town;
  const folder = shifted(history);
  try {
    const faults = (await importTown(installation, folder, false)).flatMap((file) => file.faults);
    if (faults.some(({ code }) => code === 'duplicate')) return { slug, fresh: false };
    if (faults[0]) throw new Error(`examples/tannau-verlauf: ${faults[0].text}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const townId = await shareAccounts(installation, slug, accountsOf);
  await play(installation, history, townId);
  return { slug, fresh: true };
}

/** What belongs to the week and the package lies earlier; devices, contracts and budgets keep their dates. */
const SHIFTED =
  /^(engagement|agenda|findings|observations|checklist_answers|measures|goals|developments)\.yaml$/;

/** What the steps bring about themselves. */
const PLAYED = ['measure_decisions.yaml', 'measure_indicators.yaml'];

function shifted({ base, shift_weeks: weeks, town }: History): string {
  const folder = mkdtempSync(join(tmpdir(), 'verlauf-'));
  cpSync(join(FOLDER, base), folder, { recursive: true });
  for (const file of PLAYED) rmSync(join(folder, file));
  for (const file of readdirSync(folder)) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (SHIFTED.test(file)) writeFileSync(path, earlier(text, weeks));
    if (file === 'town.yaml')
      writeFileSync(
        path,
        text.replace(/^slug: .*$/m, `slug: ${town.slug}`).replace(/^name: .*$/m, `name: ${town.name}`),
      );
  }
  return folder;
}

const WEEKS_OF_YEAR = 52;

/** Days by whole weeks, so that they stay the same day of the week; quarters and bare years by whole years. */
function earlier(text: string, weeks: number): string {
  const years = Math.round(weeks / WEEKS_OF_YEAR);
  const shift = (year: string) => String(Number(year) + years);
  return text
    .replace(/\b20\d\d-\d\d-\d\d\b/g, (day) => addDays(localDate(day), weeks * 7))
    .replace(/\b(\d\d\.\d\d\.20\d\d)\b/g, (day) => {
      const read = parseDate(day, 'de');
      return read ? formatDate(addDays(read, weeks * 7), 'de') : day;
    })
    .replace(/\b(20\d\d)(?=-Q[1-4])/g, shift)
    .replace(/(im Jahr |Ende |Mai |August )(20\d\d)\b/g, (_all, before, year) => before + shift(year));
}

async function shareAccounts(installation: Installation, slug: string, from: string): Promise<string> {
  return withClient(installation.database.ownerUrl, async (client) => {
    const { rows } = await client.query('select id from town where slug = $1', [slug]);
    const townId = String(rows[0]?.id);
    await client.query(
      `insert into membership (town_id, id, user_id, function)
       select $1, gen_random_uuid(), m.user_id, m.function from membership m join town t on t.id = m.town_id
       where t.slug = $2 and m.only_office_id is null on conflict do nothing`,
      [townId, from],
    );
    return townId;
  });
}

/** Noon, so that the day is the same in every zone of the country. */
const noon = (day: string): string => `${day}T11:00:00Z`;

async function play(installation: Installation, history: History, townId: string): Promise<void> {
  const clock = standingClock(noon(history.steps[0]?.at ?? history.until));
  const ground = { ...installation.ground, clock };
  const actor: Actor = {
    userId: null,
    name: 'IT-Leitung Tannau',
    townId,
    townSlug: history.town.slug,
    functions: ['head_of_it', 'consultant', 'mayor'],
    offices: 'all',
    via: 'command',
    locale: 'de',
  };
  const on = (day: string, work: (tx: TownTx) => Promise<unknown>) => {
    clock.set(noon(day));
    return inTown(ground, actor, work);
  };
  let month = firstOfNext(history.steps[0]?.at ?? history.until);
  for (const { at, ...step } of history.steps) {
    for (; month <= at; month = addMonths(month, 1)) await on(month, takeMonthlyValues);
    await on(at, (tx) => playStep(tx, step));
  }
  for (; month <= history.until; month = addMonths(month, 1)) await on(month, takeMonthlyValues);
}

const firstOfNext = (day: string): LocalDate => addMonths(localDate(`${day.slice(0, 8)}01`), 1);
