import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type pg from 'pg';
import { findContent, hashOf, incomingPath, keepContent, writeAside } from '../files/store.ts';
import { BackupFault, type FileHeading, readFiles } from './archive.ts';

/** In Base64 one line of 64 kB. */
const PIECE = 48 * 1024;

/** What rows of the snapshot name: what can be saved, and what is missing or no longer what it was. */
export interface Contents {
  sound: (FileHeading & { path: string })[];
  damaged: { town: string; name: string }[];
}

/** Looks up every content the rows name and compares it with its hash: a backup of rotten content saves nobody. */
export async function findContents(
  client: pg.Client,
  folder: string,
  town: string | null,
): Promise<Contents> {
  const { rows } = await client.query<{
    town_id: string;
    sha256: string;
    bytes: string;
    slug: string;
    name: string;
  }>(
    `select f.town_id, f.sha256, min(f.bytes) as bytes, min(t.slug) as slug, min(f.name) as name
     from file f join town t on t.id = f.town_id where $1::uuid is null or f.town_id = $1
     group by f.town_id, f.sha256 order by f.town_id, f.sha256`,
    [town],
  );
  const found: Contents = { sound: [], damaged: [] };
  for (const { town_id, sha256, bytes, slug, name } of rows) {
    const path = await findContent(folder, town_id, sha256);
    if (path && (await hashOf(path)) === sha256)
      found.sound.push({ town: town_id, sha256, bytes: Number(bytes), path });
    else found.damaged.push({ town: slug, name });
  }
  return found;
}

/** The lines of all contents, one heading and its pieces after the other. */
export async function* contentLines({ sound }: Contents): AsyncGenerator<string> {
  for (const { path, ...file } of sound) {
    yield JSON.stringify({ file });
    for await (const piece of createReadStream(path, { highWaterMark: PIECE }))
      yield `+${(piece as Buffer).toString('base64')}`;
  }
}

/** Puts the contents of a checked backup to their places; what was there already stays the same. */
export async function putContents(folder: string, file: string): Promise<void> {
  for await (const { heading, content } of readFiles(file)) {
    const incoming = await incomingPath(folder);
    try {
      await writeAside(incoming, content);
      const { sha256 } = await keepContent(folder, heading.town, incoming);
      if (sha256 !== heading.sha256)
        throw new BackupFault('Eine Anlage kam nicht heil auf die Platte; es wurde nichts eingespielt.');
    } finally {
      await rm(incoming, { force: true });
    }
  }
}
