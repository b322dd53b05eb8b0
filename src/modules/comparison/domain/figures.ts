/** What towns compare: figures that every one of them has from its own week and its own rows. */

export type LocalText = { de: string; en: string };

export const GROUPS = ['spending', 'operation', 'practice', 'chapter'] as const;
export type Group = (typeof GROUPS)[number];
export type FigureUnit = 'percent' | 'level' | 'euros';

export interface Figure {
  /** Kept with each value: `spending_per_workplace`, `practice_level incident`. */
  readonly key: string;
  readonly group: Group;
  /** Names the reading; with `scope` the practice or chapter it is asked of. */
  readonly source: PlainKey | RatedKey;
  readonly scope: string;
  readonly unit: FigureUnit;
  /** Null where neither is better by itself: a town that spends little may simply do little. */
  readonly better: 'higher' | 'lower' | null;
  /** Of a practice or chapter. */
  readonly title: LocalText | null;
}

interface Plain extends Pick<Figure, 'group' | 'unit' | 'better'> {
  readonly source: string;
}

/** Shares and amounts per head: counts grow with the town and would say nothing. */
export const PLAIN_FIGURES = [
  { source: 'spending_per_workplace', group: 'spending', unit: 'euros', better: null },
  { source: 'spending_per_resident', group: 'spending', unit: 'euros', better: null },
  { source: 'spending_measured', group: 'spending', unit: 'percent', better: 'higher' },
  { source: 'fire_fighting_time', group: 'operation', unit: 'percent', better: 'lower' },
  { source: 'strategic_time', group: 'operation', unit: 'percent', better: 'higher' },
  { source: 'critical_items_backed_up', group: 'operation', unit: 'percent', better: 'higher' },
  { source: 'items_with_responsible', group: 'operation', unit: 'percent', better: 'higher' },
  { source: 'measures_done', group: 'operation', unit: 'percent', better: 'higher' },
] as const satisfies readonly Plain[];
export type PlainKey = (typeof PLAIN_FIGURES)[number]['source'];
type RatedKey = 'practice_level' | 'chapter_fulfilment';

interface Titled {
  code: string;
  title: LocalText;
}

/** All figures in the order of the page: money, operation, each practice that is asked for, each chapter. */
export const allFigures = (practices: readonly Titled[], chapters: readonly Titled[]): Figure[] => [
  ...PLAIN_FIGURES.map((one) => ({ ...one, key: one.source, scope: '', title: null })),
  ...practices.map(({ code, title }) => rated('practice', 'practice_level', 'level', code, title)),
  ...chapters.map(({ code, title }) => rated('chapter', 'chapter_fulfilment', 'percent', code, title)),
];

const rated = (
  group: Group,
  source: RatedKey,
  unit: FigureUnit,
  scope: string,
  title: LocalText,
): Figure => ({
  key: `${source} ${scope}`,
  group,
  source,
  scope,
  unit,
  better: 'higher',
  title,
});

export interface Quartiles {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}
export type Place = 'ahead' | 'among' | 'behind' | 'below' | 'above';

/**
 * Where a value stands: ahead of or behind the middle half where one of the two is better, else below or above it; on the
 * edge it is still among them. Null without a value or quartiles.
 */
export function placeOf(
  own: number | null,
  quartiles: Quartiles | null,
  better: Figure['better'],
): Place | null {
  if (own === null || quartiles === null) return null;
  if (own >= quartiles.low && own <= quartiles.high) return 'among';
  const above = own > quartiles.high;
  if (better === null) return above ? 'above' : 'below';
  return above === (better === 'higher') ? 'ahead' : 'behind';
}

/** Amounts as people compare them: whole euros, from a thousand on whole tens, whole per cent, half levels. */
export function rounded(value: number, unit: FigureUnit): number {
  const step = { euros: value < 1000 ? 1 : 10, percent: 1, level: 0.5 }[unit];
  return Math.round(value / step) * step;
}
