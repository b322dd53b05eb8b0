import { readSpending } from '#modules/budget';
import { catalogues } from '#modules/catalogue';
import { readNow } from '#modules/effect';
import { readTown } from '#modules/organisation';
import type { TownTx } from '#platform/tx';
import { allFigures, type Figure } from '../domain/figures.ts';

/** An annex is called one by its title already. */
const numbered = (code: string, title: string): string => (/^\d/.test(code) ? `${code} ${title}` : title);

/** Every figure: of ITIL the practices a town of this size is asked about, of VdS 10000 each chapter. */
export function figures(): Figure[] {
  const of = (id: string) => catalogues().frameworks.find((framework) => framework.id === id);
  const practices = (of('itil')?.requirements ?? []).filter(({ tier }) => tier !== 'small');
  const chapters = (of('vds10000')?.groups ?? []).filter(({ code }) => !code.includes('.'));
  return allFigures(
    practices,
    chapters.map(({ code, title }) => ({
      code,
      title: { de: numbered(code, title.de), en: numbered(code, title.en) },
    })),
  );
}

interface Taken {
  figure: Figure;
  value: number;
}

/** What the town's rows say now; figures it has nothing for are left out. */
export async function readFigures(tx: TownTx): Promise<Taken[]> {
  const spending = await spendingPerHead(tx);
  const taken: Taken[] = [];
  for (const figure of figures()) {
    const { source, scope } = figure;
    const value =
      source === 'spending_per_workplace' || source === 'spending_per_resident'
        ? spending[source]
        : (await readNow(tx, source, scope)).value;
    if (value !== null) taken.push({ figure, value });
  }
  return taken;
}

/** Euros of the last full year; null where nothing is known of it or the town has not said how many there are. */
async function spendingPerHead(tx: TownTx) {
  const last = (await readSpending(tx)).years.at(-1);
  const { inhabitants, itWorkplaces } = await readTown(tx);
  const per = (heads: number) =>
    last && last.certainty !== null && heads > 0 ? last.cents / 100 / heads : null;
  return { spending_per_workplace: per(itWorkplaces), spending_per_resident: per(inhabitants) };
}
