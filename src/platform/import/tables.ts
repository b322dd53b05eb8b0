import { type BookSheet, unpackBook } from './book.ts';
import { recogniseFormat } from './format.ts';
import { openRows } from './read-rows.ts';
import { withFolder } from './with-folder.ts';

/** Begins as every XLSX and ODS does. */
export const isBook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/**
 * All sheets of a spreadsheet, or a CSV file as one sheet called `name`, up to so many rows and columns each. Refuses
 * with `UnreadableFile` what is no table, unpacks to too much or needs too much memory or time.
 */
export async function readTables(
  bytes: Uint8Array,
  name: string,
  limits: { rows: number; columns: number },
): Promise<BookSheet[]> {
  if (isBook(bytes)) return unpackBook(bytes, limits);
  return withFolder(async ({ write }) => {
    const path = await write('table', bytes);
    const source = await openRows(path, await recogniseFormat(path));
    const sheet: BookSheet = { name, rows: [], merged: [], tooManyRows: false, tooManyColumns: false };
    for await (const { row, cells } of source.read()) {
      if (cells.every((cell) => String(cell).trim() === '')) continue;
      if (row > limits.rows) {
        sheet.tooManyRows = true;
        break;
      }
      if (cells.slice(limits.columns).some((cell) => String(cell).trim() !== '')) sheet.tooManyColumns = true;
      sheet.rows[row - 1] = cells.slice(0, limits.columns);
    }
    return [{ ...sheet, rows: Array.from(sheet.rows, (cells) => cells ?? []) }];
  });
}
