import { listPath } from '#kernel/paths';
import type { catalogueContract } from '#modules/catalogue/contract';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { date } from '#ui-kit/format';
import type { LibrarySummary } from './library-words.ts';

export const { ownLibrary } = api<typeof catalogueContract>('catalogue');
export type OwnMeasure = Awaited<ReturnType<typeof ownLibrary.list>>['rows'][number];
export type Offer = Awaited<ReturnType<typeof ownLibrary.offers>>['offers'][number];
type Part = Offer['measures'][number]['parts'][number];

/** What a change of the own library touches. */
export const touchedLibrary = (town: string) => [
  ['own-measures', town],
  ['library-offers', town],
  ['measure-library', town],
  ['coverage', town],
];

export const ownLibraryPath = (town: string, rest = ''): string =>
  `${listPath(town, 'measure')}/bibliothek/eigene${rest}`;

export const useOwnMeasures = () => {
  const town = useTown();
  return useRecord(['own-measures', town], () => ownLibrary.list({ town }));
};

/** "Mitgeliefert", "Eigene Bibliothek, Stand 30.11.2026", "Bibliothek der Beratung Reich, Stand 30.11.2026" */
export const originText = (origin: LibrarySummary['origin']): string =>
  origin === null
    ? m.measures_origin_delivered()
    : origin.own
      ? m.measures_origin_own({ date: date(origin.on) })
      : m.measures_origin_taken({ name: origin.name, date: date(origin.on) });

const PARTS: Record<Part, () => string> = {
  title: m.measures_title_field,
  what: m.measures_description,
  why: m.measures_reason,
  steps: m.measures_steps_how,
  proof: m.measures_proof,
  area: m.measures_area,
  horizon: m.measures_horizon,
  role: m.measures_responsible,
  effort: m.measures_effort_by_role,
  once: m.measures_once_cost,
  yearly: m.measures_yearly_cost,
  budgetKind: m.measures_budget_kind,
  serves: m.measures_serves,
  risks: m.measures_risks,
  indicator: m.measures_indicator,
  firstReviewMonths: m.measures_own_first_review,
};
export const partsText = (parts: readonly Part[]): string => parts.map((part) => PARTS[part]()).join(', ');
