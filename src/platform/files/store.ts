import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where the content of all files lies below the data folder. */
export const filesFolder = (dataDir: string): string => join(dataDir, 'files');

const HASH = /^[0-9a-f]{64}$/;
const TOWN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const GONE = '.gone';
const DAY_MS = 86_400_000;

/** `files/<town>/<aa>/<sha256>`: named by what is in it, so that the same content lies there once. */
export function contentPath(folder: string, town: string, sha256: string): string {
  if (!TOWN.test(town) || !HASH.test(sha256)) throw new Error('content is named by town and hash');
  return join(folder, town, sha256.slice(0, 2), sha256);
}

/** A fresh place for a body that is still coming in. */
export async function incomingPath(folder: string): Promise<string> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  return join(incoming, randomUUID());
}

/** Writes a stream to a path that is not there yet. */
export async function writeAside(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  await pipeline(source, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Moves a whole file to its place and makes the disk remember the move. Over content that is there already too: its
 * age starts anew, so that the nightly sweep leaves it alone until the row is written.
 */
export async function keepContent(
  folder: string,
  town: string,
  path: string,
): Promise<{ sha256: string; bytes: number }> {
  const sha256 = await hashOf(path);
  const { size } = await stat(path);
  const place = contentPath(folder, town, sha256);
  const within = join(place, '..');
  await mkdir(within, { recursive: true, mode: 0o700 });
  const now = new Date();
  await utimes(path, now, now);
  // Also what a library wrote, with rights of its own and flushed by nobody.
  await chmod(path, 0o600);
  await flush(path);
  await rename(path, place);
  await flush(within);
  return { sha256, bytes: size };
}

/** A file reaches the disk when it is flushed, its name when its folder is. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The path of content that is there, also when the sweep has put it aside; null when it is lost. */
export async function findContent(folder: string, town: string, sha256: string): Promise<string | null> {
  const place = contentPath(folder, town, sha256);
  for (const path of [place, place + GONE])
    if (
      await stat(path).then(
        (found) => found.isFile(),
        () => false,
      )
    )
      return path;
  return null;
}

export const readContent = (path: string): Readable => createReadStream(path);

/**
 * Removes content that no row names: put aside first, removed at the earliest a day later, so that neither a backup
 * that is being written nor an upload that is about to write its row loses anything. Interrupted uploads go after a
 * day, too. `named` tells which hashes a town still has. Returns how many were removed.
 */
export async function sweep(
  folder: string,
  named: (town: string) => Promise<ReadonlySet<string>>,
  now: Date = new Date(),
): Promise<number> {
  let removed = 0;
  for (const name of await entries(folder)) {
    if (name === 'incoming') removed += await sweepIncoming(join(folder, name), now);
    else if (TOWN.test(name)) removed += await sweepTown(join(folder, name), await named(name), now);
  }
  return removed;
}

const entries = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

async function sweepIncoming(folder: string, now: Date): Promise<number> {
  let removed = 0;
  for (const name of await entries(folder))
    if (await isOld(join(folder, name), now)) {
      await rm(join(folder, name), { force: true });
      removed++;
    }
  return removed;
}

async function sweepTown(folder: string, named: ReadonlySet<string>, now: Date): Promise<number> {
  let removed = 0;
  for (const part of await entries(folder))
    for (const name of await entries(join(folder, part))) {
      const path = join(folder, part, name);
      const aside = name.endsWith(GONE);
      const hash = aside ? name.slice(0, -GONE.length) : name;
      if (!HASH.test(hash)) continue;
      if (aside && named.has(hash)) await rename(path, path.slice(0, -GONE.length));
      if (named.has(hash) || !(await isOld(path, now))) continue;
      if (aside) {
        await rm(path, { force: true });
        removed++;
      } else {
        await rename(path, path + GONE);
        await utimes(path + GONE, now, now);
      }
    }
  return removed;
}

const isOld = (path: string, now: Date): Promise<boolean> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs < now.getTime() - DAY_MS,
    () => false,
  );
