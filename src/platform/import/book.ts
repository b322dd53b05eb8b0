import { recogniseFormat } from './format.ts';
import { type Cell, UnreadableFile } from './kind.ts';
import { inProcess } from './sheet.ts';
import { withFolder } from './with-folder.ts';

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
export const unpackBook = (
  bytes: Uint8Array,
  limits: { rows: number; columns: number },
): Promise<BookSheet[]> =>
  withFolder(async ({ write, read }) => {
    const path = await write('book', bytes);
    const format = await recogniseFormat(path);
    if (format.is !== 'sheet') throw new UnreadableFile('file_unknown_format');
    const target = await write('sheets.json', '');
    await inProcess('./book-worker.ts', [path, target, String(limits.rows), String(limits.columns)]);
    return JSON.parse(await read('sheets.json')) as BookSheet[];
  });
