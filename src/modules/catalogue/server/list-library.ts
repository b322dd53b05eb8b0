import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { libraryContract as contract } from '../contract-library.ts';
import { type LibraryMeasure, libraryAreas, libraryHorizons, tellsOf } from '../domain/measure-library.ts';
import { summaryOf } from './library-view.ts';
import { catalogues } from './load-catalogues.ts';
import { townLibrary } from './town-library.ts';

type Asked = RouteInput<typeof contract.list>;

/** A page of the library; without an order by area as the catalogue has them. */
export async function listLibrary(tx: TownTx, input: Asked): Promise<RouteOutput<typeof contract.list>> {
  const below = input.requirement === undefined ? undefined : requirementsBelow(input.requirement);
  const found = (await townLibrary(tx)).measures.filter(
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
