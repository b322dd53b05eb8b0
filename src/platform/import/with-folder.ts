import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Folder {
  /** Writes a file that only we may read and tells its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  read(name: string): Promise<string>;
}

/** Lends a temporary folder for a piece of work; it is gone afterwards, whatever happens. */
export async function withFolder<T>(work: (folder: Folder) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(tmpdir(), 'sollstand-'));
  try {
    return await work({
      async write(name, content) {
        const file = join(path, name);
        await writeFile(file, content, { mode: 0o600 });
        return file;
      },
      read: (name) => readFile(join(path, name), 'utf8'),
    });
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
