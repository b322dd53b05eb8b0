import { type Chart, euroFormat, type MoneyChart } from '#kernel/chart';
import type { YearNeed } from './roadmap.ts';

export type Words = Pick<MoneyChart, 'unitName' | 'yearName' | 'panelName' | 'noFrameName'> & {
  readonly once: string;
  readonly running: string;
  readonly result: string;
  readonly investment: string;
  readonly frame: NonNullable<MoneyChart['frame']>;
  readonly peak: (v: { year: number; total: string }) => string;
  readonly fits: (v: { year: number; total: string }) => string;
  readonly over: (v: { list: string }) => string;
  readonly excess: (v: { year: number; kind: string; amount: string }) => string;
  readonly one: (v: { year: number; kind: string; total: string; frame: string }) => string;
  readonly all: (v: { values: string }) => string;
};

/** Cost of the measures by year and budget against the frame of each; null where nothing is planned or framed. */
export function costChart(
  needs: readonly YearNeed[],
  locale: MoneyChart['locale'],
  words: Words,
): Chart | null {
  const idle = needs.every(
    (n) => n.onceResultCents + n.onceInvestmentCents + n.runningCents === 0 && n.frame === null,
  );
  if (idle) return null;
  const { unitName, yearName, panelName, noFrameName, frame } = words;
  const spec: MoneyChart = {
    kind: 'money',
    locale,
    ...{ unitName, yearName, panelName, noFrameName, frame },
    years: needs.map(({ year }) => year),
    series: [words.once, words.running],
    panels: [
      {
        name: words.result,
        cents: [needs.map((n) => n.onceResultCents), needs.map((n) => n.runningCents)],
        frameCents: needs.map((n) => n.frame?.resultCents ?? null),
      },
      {
        name: words.investment,
        cents: [needs.map((n) => n.onceInvestmentCents), needs.map(() => 0)],
        frameCents: needs.map((n) => n.frame?.investmentCents ?? null),
      },
    ],
  };
  return { title: titleOf(spec, words), description: words.all({ values: inWords(spec, words) }), spec };
}

type Panel = MoneyChart['panels'][number];
const total = ({ cents }: Panel, at: number): number => cents.reduce((n, byYear) => n + (byYear[at] ?? 0), 0);

/** A year is over where either budget is over its own frame. */
function titleOf({ years, panels, locale }: MoneyChart, words: Words): string {
  const euro = euroFormat(locale);
  const over = years.flatMap((year, at) =>
    panels.flatMap((panel) => {
      const excess = total(panel, at) - (panel.frameCents[at] ?? Number.POSITIVE_INFINITY);
      return excess > 0 ? [words.excess({ year, kind: panel.name, amount: euro(excess) })] : [];
    }),
  );
  if (over.length > 0) return words.over({ list: over.join(', ') });
  const sums = years.map((_, at) => panels.reduce((n, panel) => n + total(panel, at), 0));
  const highest = Math.max(...sums);
  const peak = { year: years[sums.indexOf(highest)] ?? 0, total: euro(highest) };
  const framed = panels.some(({ frameCents }) => frameCents.some((limit) => limit !== null));
  return framed ? words.fits(peak) : words.peak(peak);
}

function inWords({ years, panels, locale }: MoneyChart, words: Words): string {
  const euro = euroFormat(locale);
  const values = years.flatMap((year, at) =>
    panels.map((panel) => {
      const limit = panel.frameCents[at] ?? null;
      const frame = limit === null ? words.noFrameName : euro(limit);
      return words.one({ year, kind: panel.name, total: euro(total(panel, at)), frame });
    }),
  );
  return values.join('; ');
}
