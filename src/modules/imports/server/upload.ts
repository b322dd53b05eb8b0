import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse } from '#kernel/refuse';

export const MOST_BYTES = 50_000_000;
const DAY_MS = 86_400_000;

/** The folder of all uploads below the data folder; each has one of its own, named by the id of its run. */
export const uploadsFolder = (dataDir: string): string => join(dataDir, 'imports');
export const uploadPath = (folder: string, id: string): string => join(folder, id, 'upload');

/**
 * Keeps a body on disk as it comes in; returns its size. Refuses more than 50 MB and what ends before the length that
 * was announced; nothing of it remains then.
 */
export async function keepUpload(
  folder: string,
  id: string,
  body: ReadableStream | null,
  announced: number | null,
): Promise<number> {
  if (announced !== null && announced > MOST_BYTES) refuse('too_large', 'upload_too_large');
  const path = uploadPath(folder, id);
  await mkdir(join(folder, id), { recursive: true, mode: 0o700 });
  let bytes = 0;
  const counted = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) refuse('too_large', 'upload_too_large');
      yield chunk;
    }
  };
  try {
    if (body)
      await pipeline(Readable.fromWeb(body as never), counted, createWriteStream(path, { mode: 0o600 }));
    if (!body || (announced !== null && bytes < announced)) refuse('invalid', 'upload_cut_off');
    return bytes;
  } catch (error) {
    await rm(join(folder, id), { recursive: true, force: true });
    if ((error as { name?: string }).name === 'Refusal') throw error;
    return refuse('invalid', 'upload_cut_off');
  }
}

/** Removes uploads that nothing has touched for a day; returns how many. */
export async function removeOldUploads(folder: string, now: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const { mtimeMs } = await stat(join(folder, name));
    if (mtimeMs > now.getTime() - DAY_MS) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    removed++;
  }
  return removed;
}
