import { api } from '#platform/client';
import { m } from '#texts';
import type { Status } from '#ui-kit/badge';
import { number } from '#ui-kit/format';
import type { comparisonContract } from '../contract.ts';
import type { FigureUnit, Group, Place, PlainKey } from '../domain/figures.ts';

export const comparison = api<typeof comparisonContract>('comparison');
export type Comparison = Awaited<ReturnType<typeof comparison.comparison>>;
export type Line = Comparison['groups'][number]['lines'][number];

export const GROUP_WORDS: Record<Group, () => string> = {
  spending: m.comparison_group_spending,
  operation: m.comparison_group_operation,
  practice: m.comparison_group_practice,
  chapter: m.comparison_group_chapter,
};

const PLAIN_WORDS: Record<PlainKey, () => string> = {
  spending_per_workplace: m.comparison_spending_per_workplace,
  spending_per_resident: m.comparison_spending_per_resident,
  spending_measured: m.comparison_spending_measured,
  fire_fighting_time: m.comparison_fire_fighting_time,
  strategic_time: m.comparison_strategic_time,
  critical_items_backed_up: m.comparison_critical_items_backed_up,
  items_with_responsible: m.comparison_items_with_responsible,
  measures_done: m.comparison_measures_done,
};
export const nameOf = ({ source, title }: Line): string => title || PLAIN_WORDS[source as PlainKey]();

export function withUnit(value: number, unit: FigureUnit): string {
  if (unit === 'level') return m.comparison_level({ value: number(value, 1) });
  return `${number(value)}\u00a0${unit === 'percent' ? '%' : '€'}`;
}

/** From one to the other with the unit once: "30 bis 50 %", "Stufe 1 bis 3". */
export function rangeOf({ low, high }: { low: number; high: number }, unit: FigureUnit): string {
  const [from, to] =
    unit === 'level' ? [withUnit(low, unit), number(high, 1)] : [number(low), withUnit(high, unit)];
  return m.comparison_range_of({ low: from, high: to });
}

const PLACES: Record<Place, Status> = {
  ahead: { word: m.comparison_ahead(), tone: 'success' },
  among: { word: m.comparison_among(), tone: 'neutral' },
  behind: { word: m.comparison_behind(), tone: 'warning' },
  below: { word: m.comparison_below(), tone: 'info' },
  above: { word: m.comparison_above(), tone: 'info' },
};
export const placeStatus = (place: Place): Status => PLACES[place];
