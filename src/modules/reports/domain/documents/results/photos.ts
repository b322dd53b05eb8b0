import { localDate } from '#kernel/dates';
import type { PhotoBlock } from '#kernel/document';
import { fill } from '../../words.ts';
import type { Ground } from '../ground.ts';

/** More than these would make the report too large to be sent; the rest stands with the observations. */
export const MOST_PHOTOS = 60;

/** The photos of the observations that stand in the report, each with what it shows. */
export function photosOf({ traces, from, w, f }: Ground): PhotoBlock[] {
  return traces.observations
    .flatMap((seen) => seen.photos.map((photo) => ({ seen, photo })))
    .slice(0, MOST_PHOTOS)
    .map(({ seen, photo }) => ({
      is: 'photo',
      class: photo.class,
      name: `photo-${photo.id}`,
      sha256: photo.sha256,
      caption: fill(w.photoCaption, {
        number: seen.number,
        place: [seen.room, seen.site].filter((name) => name !== '').join(', '),
        date: f.date(localDate(seen.at.slice(0, 10))),
      }),
      alt: fill(w.photoAlt, { number: seen.number, statement: seen.statement }),
      sources: from.observation(seen.number),
    }));
}
