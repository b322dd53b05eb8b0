import sharp from 'sharp';
import { log } from '../log.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { findContent } from './store.ts';

export interface PrintPhoto {
  readonly jpeg: Uint8Array;
  /** In px. */
  readonly width: number;
  readonly height: number;
}

/** Sharp at a third of a page, and small enough for sixty of them in a letter. */
const LONGEST = 1400;

/** A photo of the town as it is printed: JPEG without what the camera wrote into it; null where its content is lost. */
export async function printPhoto(folder: string, town: string, sha256: string): Promise<PrintPhoto | null> {
  const path = await findContent(folder, town, sha256);
  if (path === null) return null;
  return oneAtATime(async () => {
    try {
      const { data, info } = await sharp(path, { limitInputPixels: 50_000_000 })
        .autoOrient()
        .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: 75 })
        .toBuffer({ resolveWithObject: true });
      return { jpeg: new Uint8Array(data), width: info.width, height: info.height };
    } catch (error) {
      log.warn('photo cannot be printed', { sha256, error });
      return null;
    }
  });
}
