import { summaryOf, townLibrary } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';
import { HORIZONS, type Horizon } from '../domain/measure.ts';

/** What the library says of a measure that stands for some of its own. */
export interface LibraryWord {
  /** When the last of them would be ready. */
  horizon: Horizon;
  /** Own days of all of them together. */
  ownDays: { least: number; most: number };
}

/** Asks the library of the town: by keys with blanks between them; null where none of them is known. */
export async function libraryWords(tx: TownTx): Promise<(keys: string) => LibraryWord | null> {
  const { measures } = await townLibrary(tx);
  const byKey = new Map(measures.map((measure) => [measure.id, measure]));
  return (keys) => {
    const known = keys.split(' ').flatMap((key) => byKey.get(key) ?? []);
    const horizon = HORIZONS.findLast((one) => known.some((measure) => measure.horizon === one));
    if (!horizon) return null;
    const days = known.map((measure) => summaryOf(measure).ownDays);
    const sum = (key: 'least' | 'most') => days.reduce((total, one) => total + one[key], 0);
    return { horizon, ownDays: { least: sum('least'), most: sum('most') } };
  };
}
