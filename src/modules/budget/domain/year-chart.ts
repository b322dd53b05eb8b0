import { type Chart, euroFormat, type MoneyChart } from '#kernel/chart';

/** A budget line as far as its year counts; money in cents. */
export interface YearLine {
  readonly year: number;
  readonly kind: 'result' | 'investment';
  readonly plannedCents: number;
  readonly amendedCents: number;
  readonly actualCents: number;
}

export type Words = Pick<MoneyChart, 'unitName' | 'yearName' | 'panelName'> & {
  readonly planned: string;
  readonly actual: string;
  readonly result: string;
  readonly investment: string;
  readonly title: (v: { year: number; share: string }) => string;
  readonly unspent: (v: { year: number; planned: string }) => string;
  readonly one: (v: { year: number; kind: string; planned: string; actual: string }) => string;
  readonly all: (v: { values: string }) => string;
};

const KINDS = ['result', 'investment'] as const;

/** Plan with amendments against what was spent, by year and budget; null without lines. */
export function yearChart(
  lines: readonly YearLine[],
  locale: MoneyChart['locale'],
  words: Words,
): Chart | null {
  const years = [...new Set(lines.map(({ year }) => year))].sort((a, b) => a - b);
  if (years.length === 0) return null;
  const sum = (kind: YearLine['kind'], year: number, of: (line: YearLine) => number) =>
    lines.filter((line) => line.kind === kind && line.year === year).reduce((n, line) => n + of(line), 0);
  const panels = KINDS.map((kind) => ({
    name: words[kind],
    cents: [
      years.map((year) => sum(kind, year, (line) => line.actualCents)),
      years.map((year) => sum(kind, year, (line) => line.plannedCents + line.amendedCents)),
    ],
    frameCents: years.map(() => null),
  }));
  const { unitName, yearName, panelName } = words;
  const spec: MoneyChart = {
    kind: 'money',
    locale,
    ...{ unitName, yearName, panelName, years, panels },
    series: [words.actual, words.planned],
    frame: null,
    noFrameName: '',
  };
  return { title: titleOf(spec, words), description: words.all({ values: inWords(spec, words) }), spec };
}

/** Speaks of the last year something was spent in: a budget of next year says nothing of itself. */
function titleOf({ years, panels, locale }: MoneyChart, words: Words): string {
  const total = (series: number, at: number) =>
    panels.reduce((n, { cents }) => n + (cents[series]?.[at] ?? 0), 0);
  const spent = years.findLastIndex((_, at) => total(0, at) !== 0);
  const at = spent < 0 ? years.length - 1 : spent;
  const year = years[at] ?? 0;
  const planned = total(1, at);
  if (spent < 0 || planned === 0) return words.unspent({ year, planned: euroFormat(locale)(planned) });
  const share = new Intl.NumberFormat(locale, { style: 'percent' }).format(total(0, at) / planned);
  return words.title({ year, share });
}

function inWords({ years, panels, locale }: MoneyChart, words: Words): string {
  const euro = euroFormat(locale);
  const lines = years.flatMap((year, at) =>
    panels.map(({ name, cents }) =>
      words.one({
        year,
        kind: name,
        actual: euro(cents[0]?.[at] ?? 0),
        planned: euro(cents[1]?.[at] ?? 0),
      }),
    ),
  );
  return lines.join('; ');
}
