import { compareOlder, listNis2 } from '#modules/assessment';
import type { TownTx } from '#platform/tx';
import type {
  ReportLegalCheck,
  ReportOlder,
  ReportOutcome,
  ResultsReport,
} from '../domain/results-report.ts';

type Locale = ResultsReport['locale'];
type Track = Awaited<ReturnType<typeof listNis2>>['units'][number]['tracks'][number];

/** Results of the check for NIS2 and state law; null where no legal unit was entered. */
export async function readLegalCheck(tx: TownTx, locale: Locale): Promise<ReportLegalCheck | null> {
  const { asOf, disclaimer, kinds, units } = await listNis2(tx);
  if (units.length === 0) return null;
  return {
    asOf,
    disclaimer: disclaimer[locale],
    units: units.map(({ name, kind, tracks }) => ({
      name,
      kind: kinds.find(({ key }) => key === kind)?.title[locale] ?? kind,
      federal: outcomeOf(tracks, 'federal', locale),
      state: outcomeOf(tracks, 'state', locale),
    })),
  };
}

function outcomeOf(tracks: readonly Track[], track: Track['track'], locale: Locale): ReportOutcome {
  const found = tracks.find((one) => one.track === track);
  return found?.result
    ? { applies: found.result.applies, title: found.result.title[locale] }
    : { applies: 'open', title: found?.missing?.[locale] ?? '' };
}

/** The latest older result beside today; null where there is none. */
export async function readOlder(tx: TownTx, locale: Locale): Promise<ReportOlder | null> {
  const { edition, comparable, results, chosen, rows } = await compareOlder(tx, {});
  const result = results.find(({ id }) => id === chosen);
  if (!result) return null;
  return {
    edition,
    assessedOn: result.assessedOn,
    source: result.source,
    comparable: comparable[locale],
    rows: rows
      .filter((row) => row.comparable !== 'neither')
      .map((row) => ({
        code: row.code,
        title: row.title[locale],
        before: row.older?.percent ?? null,
        today: row.today?.degree ?? null,
        difference: row.difference,
        confirmed: row.comparable !== 'unconfirmed',
      })),
  };
}
