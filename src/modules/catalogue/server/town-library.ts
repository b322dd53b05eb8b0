import { localDateOf } from '#kernel/dates';
import type { TownTx } from '#platform/tx';
import type { LibraryMeasure, LibraryOrigin, MeasureLibrary } from '../domain/measure-library.ts';
import { libraryMeasureOf, type OwnMeasure } from '../domain/own-library.ts';
import { measureLibrary } from './load-catalogues.ts';
import { type OwnRow, presentMeasures } from './own-library-store.ts';

/** What somebody wrote, as it is kept. */
export const contentOf = (row: Pick<OwnRow, 'content'>): OwnMeasure => JSON.parse(row.content) as OwnMeasure;

/** Who wrote it and which state it has. */
export const originOf = (row: OwnRow): LibraryOrigin => ({
  own: row.origin_town === null,
  name: row.origin_name,
  on: row.origin_on ?? localDateOf(new Date(row.updated_at)),
});

const measureOf = (row: OwnRow): LibraryMeasure => ({
  ...libraryMeasureOf(row.key, contentOf(row)),
  origin: originOf(row),
});

/** The library as a town has it: what it wrote or took from a consultancy, then the delivered one. */
export async function townLibrary(tx: TownTx): Promise<MeasureLibrary> {
  const delivered = measureLibrary();
  const own = (await presentMeasures(tx)).map(measureOf);
  return own.length === 0 ? delivered : { ...delivered, measures: [...own, ...delivered.measures] };
}
