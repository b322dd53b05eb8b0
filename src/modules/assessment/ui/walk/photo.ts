/** Longest side of a photo as it is kept: a label on a cable is still read at this size. */
const LONGEST = 2048;
const QUALITY = 0.82;

/** A file that is no picture this browser can read. */
export class NoPicture extends Error {}

/**
 * A photo made smaller, upright, as JPEG: what the camera wrote into the file stays behind. Refuses what cannot be read
 * as a picture.
 */
export async function smaller(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new NoPicture();
  });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NoPicture())), 'image/jpeg', QUALITY);
  });
}
