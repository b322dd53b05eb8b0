import { formatsFor } from './format.ts';
import type { ReportActivity, ResultsReport } from './results-report.ts';
import { fill, WORDS } from './words.ts';

/** What working time goes into, by function and in total, each figure with how well it is known. */
export function activitiesView({ activities, locale }: ResultsReport) {
  if (!activities) return { charts: {}, data: null };
  const w = WORDS[locale];
  const { date } = formatsFor(locale);
  const number = new Intl.NumberFormat(locale === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 1 });
  const row = ({ name, certainty, shares, interruptionsPerDay, days }: ReportActivity) => [
    name,
    w[`activity_${certainty}`],
    ...(shares ?? activities.kinds.map(() => null)).map((share) =>
      share === null ? '\u2013' : `${share}\u00a0%`,
    ),
    interruptionsPerDay === null ? '\u2013' : number.format(interruptionsPerDay),
    days === 0 ? '\u2013' : `${days}`,
  ];
  const { chart, kinds, functions, total, from, until } = activities;
  const name = 'activity-shares';
  return {
    charts: chart ? { [name]: chart.spec } : {},
    data: {
      intro: fill(w.activityIntro, { from: date(from), until: date(until) }),
      chart: chart && { name, title: chart.title, alt: chart.description },
      kinds: [...kinds],
      rows: functions.map(row),
      total: row(total),
    },
  };
}
