import { type Chart, type Locale, type TrendChart, trendFormat } from '#kernel/chart';

interface Given
  extends Pick<TrendChart, 'dateName' | 'valueName' | 'targetName' | 'target' | 'points' | 'unit'> {
  readonly locale: Locale;
  readonly title: string;
  readonly describe: (values: string) => string;
}

/** Values over time against their target. */
export function indicatorChart({ title, describe, ...given }: Given): Chart & { spec: TrendChart } {
  const spec: TrendChart = { kind: 'trend', ...given };
  const format = trendFormat(spec);
  return {
    title,
    description: describe(spec.points.map(({ name, value }) => `${name}: ${format(value)}`).join('; ')),
    spec,
  };
}
