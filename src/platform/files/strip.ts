import sharp from 'sharp';
import { refuse } from '#kernel/refuse';
import { log } from '../log.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** A photo of 50 million pixels is unpacked to some 200 MB; more is no photo of ours. */
const MOST_PIXELS = 50_000_000;

// Names are never used twice; what is kept in memory would only be in the way.
sharp.cache(false);

/**
 * Writes the picture anew without what it says of camera, place and person; turned as it is meant to be seen, in its
 * own format, its longest side at most so many pixels. Refuses what is no whole picture or has too many pixels.
 */
export function stripImage(from: string, to: string, longestSide?: number): Promise<void> {
  return oneAtATime(() => rewrite(from, to, longestSide));
}

async function rewrite(from: string, to: string, longestSide: number | undefined): Promise<void> {
  try {
    const { format = '' } = await sharp(from, { limitInputPixels: MOST_PIXELS }).metadata();
    const turned = sharp(from, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'error',
      animated: format === 'webp',
    }).autoOrient();
    const picture = longestSide
      ? turned.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      : turned;
    if (format === 'jpeg') await picture.jpeg({ quality: 90 }).toFile(to);
    else if (format === 'png') await picture.png().toFile(to);
    else if (format === 'webp') await picture.webp({ quality: 90 }).toFile(to);
    else refuse('invalid', 'file_damaged');
  } catch (error) {
    log.debug('picture refused', { error });
    if (/pixel limit/i.test(String((error as Error).message)))
      refuse('invalid', 'file_too_many_pixels', [], { millions: MOST_PIXELS / 1_000_000 });
    refuse('invalid', 'file_damaged');
  }
}
