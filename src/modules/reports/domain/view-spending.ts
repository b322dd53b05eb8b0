import { formatsFor } from './format.ts';
import type { ReportCharts, ReportSum, ResultsReport } from './results-report.ts';
import { fill, type ReportWords, WORDS } from './words.ts';

/** What was spent before the week: cost areas by years, each sum with how sure it is in words; null without any. */
export function spendingView({ spending, locale }: ResultsReport, { spending: chart }: ReportCharts) {
  const w = WORDS[locale];
  const { amount, money, percent } = formatsFor(locale);
  const { years, areas } = spending;
  if (areas.length === 0) return { charts: {}, data: null };
  const name = 'spending';
  const first = years[0]?.year ?? 0;
  const last = years.at(-1)?.year ?? 0;
  return {
    charts: chart ? { [name]: chart.spec } : {},
    data: {
      title: w.spending,
      intro: fill(w.spendingIntro, { from: first, to: last }),
      chart: chart ? { name, title: chart.title, alt: chart.description } : null,
      years: years.map(({ year }) => `${year}`),
      rows: areas.map((area) => [area.name, ...area.sums.map((sum) => inWords(sum, w, amount))]),
      total: [w.total, ...years.map((year) => inWords(year, w, amount))],
      shares: years.map((year) =>
        fill(w.spendingShare, {
          year: year.year,
          measured: money(year.measuredCents),
          estimated: money(year.estimatedCents),
          share: year.measuredShare === null ? '–' : percent(year.measuredShare),
          unknown: year.unknownParts,
        }),
      ),
    },
  };
}

function inWords(
  { cents, certainty, atLeast }: ReportSum,
  w: ReportWords,
  amount: (cents: number) => string,
) {
  if (certainty === null) return w.spendingNothing;
  if (certainty === 'unknown')
    return atLeast ? fill(w.spendingAtLeast, { amount: amount(cents) }) : w.certainty_unknown;
  return fill(w.spendingSum, { amount: amount(cents), certainty: w[`certainty_${certainty}`] });
}
