import { measureLibrary, summaryOf } from '#modules/catalogue';
import { HORIZONS, type Horizon } from '../domain/measure.ts';

/** What the library says of a measure that stands for some of its own. */
export interface LibraryWord {
  /** When the last of them would be ready. */
  horizon: Horizon;
  /** Own days of all of them together. */
  ownDays: { least: number; most: number };
}

/** By keys with blanks between them; null where none of them is known. */
export function libraryWord(keys: string): LibraryWord | null {
  const named = keys.split(' ').filter(Boolean);
  const known = named.length === 0 ? [] : measureLibrary().measures.filter(({ id }) => named.includes(id));
  const horizon = HORIZONS.findLast((one) => known.some((measure) => measure.horizon === one));
  if (!horizon) return null;
  const days = known.map((measure) => summaryOf(measure).ownDays);
  const sum = (key: 'least' | 'most') => days.reduce((total, one) => total + one[key], 0);
  return { horizon, ownDays: { least: sum('least'), most: sum('most') } };
}
