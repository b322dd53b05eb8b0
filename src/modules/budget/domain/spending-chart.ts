import { type Chart, euroFormat, type MoneyChart } from '#kernel/chart';
import type { Spending } from './spending.ts';

export type SpendingWords = Pick<MoneyChart, 'unitName' | 'yearName' | 'panelName'> & {
  readonly all: string;
  readonly measured: string;
  readonly estimated: string;
  readonly title: (v: { year: number; amount: string; share: string }) => string;
  readonly titleAtLeast: (v: { year: number; amount: string; share: string }) => string;
  readonly one: (v: { year: number; measured: string; estimated: string }) => string;
  readonly description: (v: { values: string }) => string;
};

/** Measured beside estimated spending of each year; null while no amount is known. */
export function spendingChart(
  { years }: Pick<Spending, 'years'>,
  locale: MoneyChart['locale'],
  words: SpendingWords,
): Chart | null {
  const last = years.findLast(({ cents }) => cents !== 0);
  if (!last) return null;
  const euro = euroFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const { unitName, yearName, panelName } = words;
  const spec: MoneyChart = {
    kind: 'money',
    locale,
    ...{ unitName, yearName, panelName },
    years: years.map(({ year }) => year),
    series: [words.measured, words.estimated],
    panels: [
      {
        name: words.all,
        cents: [
          years.map(({ measuredCents }) => measuredCents),
          years.map(({ estimatedCents }) => estimatedCents),
        ],
        frameCents: years.map(() => null),
      },
    ],
    frame: null,
    noFrameName: '',
  };
  const say = last.atLeast ? words.titleAtLeast : words.title;
  const values = years.map(({ year, measuredCents, estimatedCents }) =>
    words.one({ year, measured: euro(measuredCents), estimated: euro(estimatedCents) }),
  );
  return {
    title: say({
      year: last.year,
      amount: euro(last.cents),
      share: percent.format(last.measuredShare ?? 0),
    }),
    description: words.description({ values: values.join('; ') }),
    spec,
  };
}
