import { describeShares, kindWords, readActivities } from '#modules/activity';
import type { TownTx } from '#platform/tx';
import type { ReportActivities, ReportActivity, ResultsReport } from '../domain/results-report.ts';

/** What the report says of working time: sums of groups through the door of the module; null while nothing was said. */
export async function readReportActivities(
  tx: TownTx,
  locale: ResultsReport['locale'],
  words: { readonly functionTitle: (role: string) => string; readonly total: string },
): Promise<ReportActivities | null> {
  const { functions, total, from, until } = await readActivities(tx);
  if (functions.length === 0) return null;
  const kinds = Object.entries(kindWords(locale));
  type Figure = NonNullable<typeof total.figure>;
  const line = (
    name: string,
    certainty: ReportActivity['certainty'],
    figure: Figure | null,
    days: number,
  ) => ({
    name,
    certainty,
    shares: figure && kinds.map(([kind]) => figure.shares[kind as keyof Figure['shares']]),
    interruptionsPerDay: figure?.interruptionsPerDay ?? null,
    days,
  });
  return {
    kinds: kinds.map(([, word]) => word),
    functions: functions.map(({ role, certainty, measured, estimated }) =>
      line(words.functionTitle(role), certainty, measured ?? estimated, measured?.days ?? 0),
    ),
    total: line(words.total, total.certainty, total.figure, total.days),
    from,
    until,
    chart: describeShares(total, locale),
  };
}
