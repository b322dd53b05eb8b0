/** Descriptions of charts: the one source of a picture and of the table behind it. Pure; drawn by the server. */

/** Level reached against target, 0-5: a bar per group with the target as a mark. */
export interface LevelChart {
  readonly kind: 'levels';
  readonly locale: Locale;
  readonly groupName: string;
  readonly levelName: string;
  readonly targetName: string;
  readonly gapName: string;
  /** Stands where a bar would begin when there is no level. */
  readonly unratedName: string;
  readonly groups: readonly LevelGroup[];
}
export interface LevelGroup {
  readonly key: string;
  readonly name: string;
  readonly level: number | null;
  readonly target: number | null;
}

/** Amounts in cents per year; one panel per budget, all on one scale, so that none hides behind another. */
export interface MoneyChart {
  readonly kind: 'money';
  readonly locale: Locale;
  readonly unitName: string;
  readonly yearName: string;
  readonly panelName: string;
  readonly years: readonly number[];
  /** At most two: the first is drawn full, the second pale with an edge. */
  readonly series: readonly string[];
  readonly panels: readonly MoneyPanel[];
  /** Series on top of each other against the frame of each year; without it they stand side by side. */
  readonly frame: { readonly name: string; readonly totalName: string; readonly leftName: string } | null;
  /** In the table where a year has no frame. */
  readonly noFrameName: string;
}
export interface MoneyPanel {
  readonly name: string;
  /** Cents by series, then by year. */
  readonly cents: readonly (readonly number[])[];
  /** Frame by year; null where none is set. */
  readonly frameCents: readonly (number | null)[];
}

/** How many, by group and rank: a bar per group, the highest rank first and darkest. */
export interface CountChart {
  readonly kind: 'counts';
  readonly locale: Locale;
  readonly groupName: string;
  readonly totalName: string;
  /** Highest rank first; at most four. With one alone the bar has its figure beside it and the table no sum. */
  readonly ranks: readonly string[];
  /** Stands behind each figure, e.g. `%`. */
  readonly unit?: string;
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly counts: readonly number[];
  }[];
}

/** Values over time, in their order, with the target as a line across. */
export interface TrendChart {
  readonly kind: 'trend';
  readonly locale: Locale;
  readonly dateName: string;
  readonly valueName: string;
  readonly targetName: string;
  readonly target: number | null;
  /** Stands behind each figure, e.g. `%`; empty for what is counted. */
  readonly unit: string;
  readonly points: readonly { readonly key: string; readonly name: string; readonly value: number }[];
}

export type Locale = 'de' | 'en';
export type ChartSpec = LevelChart | MoneyChart | CountChart | TrendChart;

/** What is shown together: a title that states the finding, the picture in words, and the numbers. */
export interface Chart {
  readonly title: string;
  readonly description: string;
  readonly spec: ChartSpec;
}

export interface ChartTable {
  readonly columns: readonly { readonly title: string; readonly align: 'start' | 'end' }[];
  /** `key` names what the row is about (a group, a year), so that a page can link it. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
}

const TAG = { de: 'de-DE', en: 'en-GB' } as const;
const NONE = '–';

/** Levels are whole unless one of them is a mean. */
export function levelFormat({ groups, locale }: LevelChart): (level: number) => string {
  const whole = groups.every((g) => Number.isInteger(g.level ?? 0) && Number.isInteger(g.target ?? 0));
  const digits = whole ? 0 : 1;
  const format = new Intl.NumberFormat(TAG[locale], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // A true minus sign is as wide as a digit; what rounds to nothing has no sign.
  return (level) => format.format(Math.round(level * 10) / 10 || 0).replace('-', '\u2212');
}

/** Whole euros with unit, from cents: `1.234 €`. */
export function euroFormat(locale: Locale): (cents: number) => string {
  const format = new Intl.NumberFormat(TAG[locale], {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  });
  return (cents) => format.format(Math.round(cents / 100) || 0).replace('-', '\u2212');
}

/** Counts with their unit, if they have one: `34 %`. */
export function countFormat({ locale, unit }: CountChart): (count: number) => string {
  const whole = new Intl.NumberFormat(TAG[locale]);
  return (count) => (unit ? `${whole.format(count)}\u00a0${unit}` : whole.format(count));
}

/** Values with at most one decimal and their unit: `42 %`. */
export function trendFormat({
  locale,
  unit,
}: Pick<TrendChart, 'locale' | 'unit'>): (value: number) => string {
  const format = new Intl.NumberFormat(TAG[locale], { maximumFractionDigits: 1 });
  return (value) => `${format.format(value).replace('-', '\u2212')}${unit ? `\u00a0${unit}` : ''}`;
}

/** The numbers of the picture, formatted; the first column names the row. */
export function chartTable(spec: ChartSpec): ChartTable {
  const [names, rows] = partsOf(spec);
  const text = spec.kind === 'money' ? 2 : 1;
  return { columns: names.map((title, at) => ({ title, align: at < text ? 'start' : 'end' })), rows };
}

function partsOf(spec: ChartSpec): Parts {
  if (spec.kind === 'levels') return levelTable(spec);
  if (spec.kind === 'money') return moneyTable(spec);
  return spec.kind === 'trend' ? trendTable(spec) : countTable(spec);
}

type Parts = readonly [names: readonly string[], rows: ChartTable['rows']];

function levelTable(spec: LevelChart): Parts {
  const format = levelFormat(spec);
  const rows = spec.groups.map(({ key, name, level, target }) => ({
    key,
    cells: [
      name,
      level === null ? spec.unratedName : format(level),
      target === null ? NONE : format(target),
      level === null || target === null ? NONE : format(Math.max(0, target - level)),
    ],
  }));
  return [[spec.groupName, spec.levelName, spec.targetName, spec.gapName], rows];
}

/** A row for each year and panel, so that every budget meets its own frame. */
function moneyTable(spec: MoneyChart): Parts {
  const euro = euroFormat(spec.locale);
  const { frame } = spec;
  const rows = spec.years.flatMap((year, at) =>
    spec.panels.map((panel) => {
      const amounts = panel.cents.map((byYear) => byYear[at] ?? 0);
      const total = amounts.reduce((a, b) => a + b, 0);
      const limit = panel.frameCents[at] ?? null;
      const against = frame
        ? [euro(total), ...(limit === null ? [spec.noFrameName, NONE] : [euro(limit), euro(limit - total)])]
        : [];
      return { key: `${year}`, cells: [`${year}`, panel.name, ...amounts.map(euro), ...against] };
    }),
  );
  const ends = frame ? [frame.totalName, frame.name, frame.leftName] : [];
  return [[spec.yearName, spec.panelName, ...spec.series, ...ends], rows];
}

function countTable(spec: CountChart): Parts {
  const count = countFormat(spec);
  const several = spec.ranks.length > 1;
  const rows = spec.groups.map(({ key, name, counts }) => ({
    key,
    cells: [name, ...[...counts, ...(several ? [counts.reduce((a, b) => a + b, 0)] : [])].map(count)],
  }));
  return [[spec.groupName, ...spec.ranks, ...(several ? [spec.totalName] : [])], rows];
}

function trendTable(spec: TrendChart): Parts {
  const format = trendFormat(spec);
  const target = spec.target === null ? NONE : format(spec.target);
  const rows = spec.points.map(({ key, name, value }) => ({ key, cells: [name, format(value), target] }));
  return [[spec.dateName, spec.valueName, spec.targetName], rows];
}
