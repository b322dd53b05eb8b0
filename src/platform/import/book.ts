import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recogniseFormat } from './format.ts';
import { type Cell, UnreadableFile } from './kind.ts';
import { inProcess } from './sheet.ts';

/** A sheet as it stands; formulas are text that begins with `=`, `merged` holds ranges such as `A2:B3`. */
export interface BookSheet {
  name: string;
  rows: Cell[][];
  merged: string[];
  tooManyRows: boolean;
  tooManyColumns: boolean;
}

/**
 * All sheets of a spreadsheet (XLSX or ODS), up to so many rows and columns each. Refuses with {@link UnreadableFile}
 * what is no spreadsheet, unpacks to too much or needs too much memory or time.
 */
export async function unpackBook(
  bytes: Uint8Array,
  limits: { rows: number; columns: number },
): Promise<BookSheet[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sollstand-book-'));
  try {
    const path = join(folder, 'book');
    await writeFile(path, bytes, { mode: 0o600 });
    const format = await recogniseFormat(path);
    if (format.is !== 'sheet') throw new UnreadableFile('file_unknown_format');
    const target = join(folder, 'sheets.json');
    await inProcess('./book-worker.ts', [path, target, String(limits.rows), String(limits.columns)]);
    return JSON.parse(await readFile(target, 'utf8')) as BookSheet[];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
