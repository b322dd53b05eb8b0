import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { libraryContract as contract } from '../contract-library.ts';
import type { LocalText } from '../domain/catalogue-reader.ts';
import type { Framework } from '../domain/framework.ts';
import {
  daysOf,
  type LibraryMeasure,
  libraryAreas,
  libraryHorizons,
  tellsOf,
} from '../domain/measure-library.ts';
import { namedAs } from '../domain/requirement-name.ts';
import { catalogues, findLibraryMeasure, findRequirement, measureLibrary } from './load-catalogues.ts';

type Asked = RouteInput<typeof contract.list>;
type Summary = RouteOutput<typeof contract.list>['rows'][number];

/** A page of the library; without an order by area as the catalogue has them. */
export async function listLibrary(tx: TownTx, input: Asked): Promise<RouteOutput<typeof contract.list>> {
  const below = input.requirement === undefined ? undefined : requirementsBelow(input.requirement);
  const found = measureLibrary().measures.filter(
    (measure) =>
      (input.area === undefined || measure.area === input.area || measure.also.includes(input.area)) &&
      (input.horizon === undefined || measure.horizon === input.horizon) &&
      (below === undefined || measure.serves.some(({ requirement }) => below.has(requirement))) &&
      tellsOf(measure, input.q ?? ''),
  );
  const sorted = ordered(found, input.sort, tx.actor.locale);
  const from = Number(input.cursor ?? 0);
  const to = from + input.limit;
  return {
    rows: sorted.slice(from, to).map(summaryOf),
    next: to < sorted.length ? String(to) : null,
    total: sorted.length,
    totalIsFloor: false,
  };
}

const ORDERS: Record<string, (a: LibraryMeasure, b: LibraryMeasure, locale: 'de' | 'en') => number> = {
  title: (a, b, locale) => a.title[locale].localeCompare(b.title[locale], locale),
  area: (a, b) => libraryAreas.indexOf(a.area) - libraryAreas.indexOf(b.area),
  horizon: (a, b) => libraryHorizons.indexOf(a.horizon) - libraryHorizons.indexOf(b.horizon),
  once: (a, b) => a.once.most - b.once.most,
  yearly: (a, b) => a.yearly.most - b.yearly.most,
};

/** In the order asked for, `-key` downwards; refuses keys it does not know. */
function ordered(found: LibraryMeasure[], sort: string | undefined, locale: 'de' | 'en'): LibraryMeasure[] {
  if (sort === undefined) return found;
  const by = ORDERS[sort.replace(/^-/, '')];
  if (!by) return refuse('invalid', 'invalid_input', [{ path: 'sort', code: 'not_allowed' }]);
  const direction = sort.startsWith('-') ? -1 : 1;
  return [...found].sort((a, b) => direction * by(a, b, locale));
}

/** The requirement itself, or all below a heading; a key nobody knows has none. */
function requirementsBelow(key: string): Set<string> {
  const [id, code = ''] = key.split(':', 2);
  const framework = catalogues().frameworks.find((one) => one.id === id);
  const codes = (framework?.requirements ?? []).filter(
    (one) => one.code === code || one.parent === code || one.group === code,
  );
  return new Set(codes.map((one) => `${id}:${one.code}`));
}

/** What lists and suggestions show of a measure. */
export function summaryOf(measure: LibraryMeasure): Summary {
  const { id, area, also, title, what, horizon, role, once, yearly, budgetKind } = measure;
  const days = { ownDays: daysOf(measure, 'own'), externalDays: daysOf(measure, 'external') };
  return { id, area, also, title, what, horizon, role, ...days, once, yearly, budgetKind };
}

/** What people call `itil:incident`, in both languages. */
export function requirementNamed(key: string): { key: string; name: LocalText } {
  const [framework = '', code = ''] = key.split(':', 2);
  const title = findRequirement(framework, code)?.title ?? { de: code, en: code };
  return { key, name: { de: namedAs(framework, code, title.de), en: namedAs(framework, code, title.en) } };
}

/** Refuses `not_found` for an id that the library does not have. */
export async function showLibraryMeasure(
  _tx: TownTx,
  input: RouteInput<typeof contract.get>,
): Promise<RouteOutput<typeof contract.get>> {
  const measure = findLibraryMeasure(input.measure);
  if (!measure) return refuse('not_found', 'not_found');
  const { grants, source } = measureLibrary();
  const { why, steps, proof, effort, risks, service, indicator, firstReviewMonths } = measure;
  return {
    ...summaryOf(measure),
    ...{ why, steps, proof, effort, risks, service, indicator, firstReviewMonths, source },
    needs: measure.needs.flatMap((id) => {
      const needed = findLibraryMeasure(id);
      return needed ? [{ id, title: needed.title }] : [];
    }),
    serves: [...measure.serves]
      .sort((a, b) => b.strength - a.strength)
      .map(({ requirement, strength }) => ({ ...requirementNamed(requirement), strength })),
    grants: grants
      .filter(({ key }) => measure.grants.includes(key))
      .map(({ title, confirmed }) => ({ title, confirmed })),
  };
}

/** What the library serves, in the order of the frameworks. */
export async function listServed(): Promise<RouteOutput<typeof contract.requirements>> {
  const served = measureLibrary().measures.flatMap(({ serves }) =>
    serves.map(({ requirement }) => requirement),
  );
  const requirements = catalogues()
    .frameworks.flatMap(keysOf)
    .map((key) => ({ ...requirementNamed(key), measures: served.filter((one) => one === key).length }))
    .filter(({ measures }) => measures > 0);
  return { requirements };
}

const keysOf = ({ id, requirements }: Framework): string[] => requirements.map(({ code }) => `${id}:${code}`);
