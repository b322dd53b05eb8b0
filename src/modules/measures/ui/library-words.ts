import { listPath } from '#kernel/paths';
import type { catalogueContract } from '#modules/catalogue/contract';
import { api } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import { money, number } from '#ui-kit/format';

export const { library } = api<typeof catalogueContract>('catalogue');
export type LibrarySummary = Awaited<ReturnType<typeof library.list>>['rows'][number];
export type LibraryMeasure = Awaited<ReturnType<typeof library.get>>;
export type Range = LibrarySummary['once'];

export const local = (text: { de: string; en: string }): string => text[getLocale()];

export const AREAS: Record<LibrarySummary['area'], () => string> = {
  organisation: m.measures_area_organisation,
  steering: m.measures_area_steering,
  operations: m.measures_area_operations,
  security: m.measures_area_security,
  budget: m.measures_area_budget,
  infrastructure: m.measures_area_infrastructure,
  applications: m.measures_area_applications,
  contracts: m.measures_area_contracts,
};
export const UNITS: Record<LibraryMeasure['indicator']['unit'], () => string> = {
  percent: m.measures_unit_percent,
  count: m.measures_unit_count,
  level: m.measures_unit_level,
  euros: m.measures_unit_euros,
  years: m.measures_unit_years,
  days: m.measures_unit_days,
  hours: m.measures_unit_hours,
  minutes: m.measures_unit_minutes,
};
export const PLACES: Record<LibraryMeasure['indicator']['readFrom'], () => string> = {
  duties: m.measures_read_duties,
  ratings: m.measures_read_ratings,
  tickets: m.measures_read_tickets,
  activity: m.measures_read_activity,
  inventory: m.measures_read_inventory,
  spending: m.measures_read_spending,
  contracts: m.measures_read_contracts,
  measures: m.measures_read_measures,
  walk: m.measures_read_walk,
  entered: m.measures_read_entered,
};
const STRENGTHS = [m.measures_strength_1, m.measures_strength_2, m.measures_strength_3];
export const strengthWord = (strength: number): string =>
  (STRENGTHS[strength - 1] ?? m.measures_strength_1)();

const REASONS = [m.measures_because_1, m.measures_because_2, m.measures_because_3];
/** "Gemacht für ITIL: Störungen beheben" */
export const becauseOf = ({
  name,
  strength,
}: {
  name: { de: string; en: string };
  strength: number;
}): string => (REASONS[strength - 1] ?? m.measures_because_1)({ name: local(name) });

const EURO = 100;
const between = ({ least, most }: Range, show: (value: number) => string): string =>
  least === most ? show(least) : m.measures_between({ least: show(least), most: show(most) });
/** "3.000 € bis 15.000 €" */
export const euros = (range: Range): string => between(range, (value) => money(value * EURO));
/** "2 bis 4" */
export const days = (range: Range): string => between(range, (value) => number(value));

/** Pages of the library; a finding travels along, so that adopting links it. */
export const libraryPath = (town: string, id?: string, finding?: string): string =>
  `${listPath(town, 'measure')}/bibliothek${id ? `/${id}` : ''}${finding ? `?finding=${finding}` : ''}`;
export const adoptPath = (town: string, id: string, finding: string | undefined): string =>
  `${listPath(town, 'measure')}/neu?bibliothek=${id}${finding ? `&finding=${finding}` : ''}`;
export const suggestionsPath = (town: string, finding: string): string =>
  `${listPath(town, 'measure')}/vorschlaege?finding=${finding}`;
