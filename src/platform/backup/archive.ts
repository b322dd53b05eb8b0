import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/**
 * One line of the file: `{"manifest"}` first, then `{"table"}` headings, rows as the database wrote them, contents of
 * files (`{"file"}` headings, pieces in Base64 led by `+`), and `{"end"}`.
 */
export interface Manifest {
  format: 'sollstand-backup-1';
  product: string;
  at: string;
  /** Stamps of all migrations the data stand on. */
  migrations: string[];
  /** Slug when it holds one town only. */
  town: string | null;
  towns: { id: string; slug: string; head: { seq: number; hash: string } | null }[];
  tables: { name: string; columns: string[]; rows: number }[];
  /** Contents of files in it; absent in backups of versions that had none. */
  files?: { count: number; bytes: number };
}

/** Heading of a content: named by town and SHA-256, as it lies in the data folder. */
export interface FileHeading {
  town: string;
  sha256: string;
  bytes: number;
}

export class BackupFault extends Error {}

/** Writes lines gzipped; the last line carries a checksum over all before. */
export async function writeArchive(
  file: string,
  lines: AsyncIterable<string>,
): Promise<{ sha256: string; lines: number }> {
  const zip = createGzip({ level: 6 });
  const out = createWriteStream(file, { mode: 0o600 });
  zip.pipe(out);
  const hash = createHash('sha256');
  let count = 0;
  const put = async (line: string) => {
    if (!zip.write(`${line}\n`)) await once(zip, 'drain');
  };
  for await (const line of lines) {
    hash.update(line).update('\n');
    count++;
    await put(line);
  }
  const sha256 = hash.digest('hex');
  await put(JSON.stringify({ end: { lines: count, sha256 } }));
  zip.end();
  await finished(out);
  return { sha256, lines: count };
}

/** Lines of an archive as they come; refuses what is not one. */
async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unzip = createGunzip();
  source.on('error', (error) => unzip.destroy(error));
  source.pipe(unzip);
  try {
    yield* createInterface({ input: unzip, crlfDelay: Number.POSITIVE_INFINITY });
    // A file cut short ends without an error for the reader; the closing line shows it.
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw new BackupFault(`Die Datei ${file} gibt es nicht.`);
    throw new BackupFault(
      'Die Sicherung ist beschädigt oder keine Sicherung von Sollstand; es wurde nichts verändert.',
    );
  }
}

/** Reads the whole file once and checks it before anything is touched; returns what it says of itself. */
export async function checkArchive(file: string): Promise<Manifest> {
  const hash = createHash('sha256');
  let manifest: Manifest | null = null;
  const seen: { end?: { lines: number; sha256: string } } = {};
  const contents = new ContentCheck();
  let lines = 0;
  for await (const line of readLines(file)) {
    if (seen.end)
      throw new BackupFault('Hinter dem Ende der Sicherung steht noch etwas; sie wird nicht eingespielt.');
    if (line.startsWith('{"end":')) {
      seen.end = (JSON.parse(line) as { end: { lines: number; sha256: string } }).end;
      continue;
    }
    if (lines === 0) manifest = manifestOf(line);
    contents.line(line);
    hash.update(line).update('\n');
    lines++;
  }
  const contentsWhole = contents.whole(manifest?.files);
  if (!manifest || !contentsWhole || seen.end?.lines !== lines || seen.end.sha256 !== hash.digest('hex')) {
    throw new BackupFault(
      'Die Sicherung ist unvollständig oder wurde verändert; es wurde nichts eingespielt.',
    );
  }
  return manifest;
}

/** Adds up the contents of files as their lines pass, each against the hash in its heading. */
class ContentCheck {
  #open: { heading: FileHeading; hash: ReturnType<typeof createHash>; bytes: number } | null = null;
  #sums = { count: 0, bytes: 0 };
  #sound = true;

  line(line: string): void {
    if (line.startsWith('+') && this.#open) {
      const piece = Buffer.from(line.slice(1), 'base64');
      this.#open.hash.update(piece);
      this.#open.bytes += piece.length;
      return;
    }
    this.#close();
    const heading = headingOf(line);
    if (heading) this.#open = { heading, hash: createHash('sha256'), bytes: 0 };
  }

  whole(told: Manifest['files']): boolean {
    this.#close();
    const { count, bytes } = told ?? { count: 0, bytes: 0 };
    return this.#sound && this.#sums.count === count && this.#sums.bytes === bytes;
  }

  #close(): void {
    if (!this.#open) return;
    const { heading, hash, bytes } = this.#open;
    this.#sound &&= hash.digest('hex') === heading.sha256 && bytes === heading.bytes;
    this.#sums = { count: this.#sums.count + 1, bytes: this.#sums.bytes + bytes };
    this.#open = null;
  }
}

const headingOf = (line: string): FileHeading | null =>
  line.startsWith('{"file":') ? (JSON.parse(line) as { file: FileHeading }).file : null;

function manifestOf(line: string): Manifest {
  try {
    const { manifest } = JSON.parse(line) as { manifest?: Manifest };
    if (manifest?.format === 'sollstand-backup-1') return manifest;
  } catch {
    // said below
  }
  throw new BackupFault('Diese Datei ist keine Sicherung von Sollstand.');
}

/** Batches of rows by table, in the order of the file; call after `checkArchive`. */
export async function* readTables(
  file: string,
  batch: number,
): AsyncGenerator<{ table: string; rows: string[] }> {
  let table = '';
  let rows: string[] = [];
  for await (const line of readLines(file)) {
    if (line.startsWith('{"manifest":') || line.startsWith('{"end":')) continue;
    if (line.startsWith('{"file":')) break;
    if (line.startsWith('{"table":')) {
      if (rows.length > 0) yield { table, rows };
      table = (JSON.parse(line) as { table: string }).table;
      rows = [];
      continue;
    }
    rows.push(line.slice(1));
    if (rows.length >= batch) {
      yield { table, rows };
      rows = [];
    }
  }
  if (rows.length > 0) yield { table, rows };
}

/** Contents of files, each with a source to be read to its end before the next; call after `checkArchive`. */
export async function* readFiles(
  file: string,
): AsyncGenerator<{ heading: FileHeading; content: AsyncGenerator<Uint8Array> }> {
  const lines = readLines(file);
  let next = await lines.next();
  const content = async function* (): AsyncGenerator<Uint8Array> {
    while (!next.done && next.value.startsWith('+')) {
      yield Buffer.from(next.value.slice(1), 'base64');
      next = await lines.next();
    }
  };
  while (!next.done) {
    const heading = headingOf(next.value);
    next = await lines.next();
    if (heading) yield { heading, content: content() };
  }
}
