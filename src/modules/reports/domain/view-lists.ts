import { formatsFor } from './format.ts';
import type { ReportOutcome, ResultsReport } from './results-report.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

/** Whether duties from NIS2 and state law apply, unit by unit; null where nothing was checked. */
export function legalCheckView({ legalCheck, locale }: ResultsReport) {
  if (!legalCheck) return null;
  const w = WORDS[locale];
  const { date } = formatsFor(locale);
  return {
    disclaimer: legalCheck.disclaimer,
    asOf: fill(w.legalAsOf, { date: date(legalCheck.asOf) }),
    rows: legalCheck.units.map(({ name, kind, federal, state }) => [
      name,
      kind,
      outcomeText(federal, w),
      outcomeText(state, w),
    ]),
  };
}

const outcomeText = ({ applies, title }: ReportOutcome, w: ReportWords): string =>
  applies === 'open' ? fill(w.legalOpen, { question: title }).trim() : title;

/** An older assessment beside today; null where there is none. */
export function olderView({ older, locale }: ResultsReport) {
  if (!older) return null;
  const w = WORDS[locale];
  const { date } = formatsFor(locale);
  const percent = (value: number | null) => (value === null ? '–' : `${value} %`);
  return {
    intro: fill(w.olderIntro, {
      edition: older.edition,
      date: date(older.assessedOn),
      source: older.source,
    }),
    comparable: older.comparable,
    rows: older.rows.map(({ code, title, before, today, difference, confirmed }) => [
      `${code} ${title}`,
      percent(before),
      percent(today),
      difference === null
        ? '–'
        : `${difference > 0 ? '+' : difference < 0 ? '−' : '±'}${Math.abs(difference)}`,
      difference === null ? w.olderNot : confirmed ? w.olderConfirmed : w.olderUnconfirmed,
    ]),
  };
}
