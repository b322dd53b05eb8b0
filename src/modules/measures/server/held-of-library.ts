import type { LibraryMeasure } from '#modules/catalogue';
import type { MeasureRow } from './package-ground.read.ts';

/**
 * Key of the library -> the measure of the town that stands for it: by what the measure says, else by the same title. What
 * was rejected or postponed counts too: it is not proposed again.
 */
export function heldOfLibrary(
  measures: readonly Pick<MeasureRow, 'id' | 'title' | 'library'>[],
  offered: readonly LibraryMeasure[],
): Map<string, string> {
  const held = new Map<string, string>();
  for (const { id, library } of measures)
    for (const key of library.split(' ')) if (key && !held.has(key)) held.set(key, id);
  const titles = new Map(measures.map(({ id, title }) => [title.toLocaleLowerCase('de'), id]));
  for (const { id: key, title } of offered) {
    const same = titles.get(title.de.toLocaleLowerCase('de')) ?? titles.get(title.en.toLocaleLowerCase('de'));
    if (same && !held.has(key)) held.set(key, same);
  }
  return held;
}
