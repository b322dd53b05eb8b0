import { measureLibrary } from '#modules/catalogue';
import { HORIZONS, type Horizon } from '../domain/measure.ts';

/** When the library would have a measure ready that stands for these of its own: the latest of them; null without any. */
export function libraryHorizon(keys: string): Horizon | null {
  const named = keys.split(' ').filter(Boolean);
  const known = named.length === 0 ? [] : measureLibrary().measures.filter(({ id }) => named.includes(id));
  return HORIZONS.findLast((horizon) => known.some((one) => one.horizon === horizon)) ?? null;
}
