/** The process that unpacks all sheets of a spreadsheet: from its first argument into JSON at its second. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type CellObject, read, utils, type WorkSheet } from '@e965/xlsx';
import type { BookSheet } from './book.ts';
import type { Cell } from './kind.ts';

const [source = '', target = '', rows = '', columns = ''] = process.argv.slice(2);
const MOST_SHEETS = 30;
const MOST_MERGED = 1_000;

/** Formulas are text: what a cell showed when it was saved says nothing about what it would show now. */
function plain(cell: CellObject | undefined): Cell {
  if (cell?.f) return `=${cell.f.replace(/^=/, '')}`;
  if (!cell || cell.t === 'z' || cell.t === 'e' || cell.v === undefined) return '';
  return cell.v instanceof Date ? cell.v.toISOString().slice(0, 10) : cell.v;
}

/** What is formatted but empty counts for nothing. */
const isFilled = (cell: CellObject | undefined): boolean => plain(cell) !== '';

function sheetOf(name: string, sheet: WorkSheet | undefined): BookSheet {
  const data = sheet?.['!data'] ?? [];
  const [mostRows, mostColumns] = [Number(rows), Number(columns)];
  const length = data.findLastIndex((row) => row?.some(isFilled)) + 1;
  return {
    name,
    rows: Array.from({ length: Math.min(length, mostRows) }, (_, at) =>
      Array.from((data[at] ?? []).slice(0, mostColumns), plain),
    ),
    merged: (sheet?.['!merges'] ?? []).slice(0, MOST_MERGED).map((range) => utils.encode_range(range)),
    tooManyRows: length > mostRows,
    tooManyColumns: data.some((row) => row?.slice(mostColumns).some(isFilled)),
  };
}

function reply(): object {
  try {
    const book = read(readFileSync(source), {
      dense: true,
      sheetStubs: true,
      cellDates: true,
      cellText: false,
      cellHTML: false,
      UTC: true,
      sheetRows: Number(rows) + 1,
    });
    const names = book.SheetNames.slice(0, MOST_SHEETS);
    writeFileSync(target, JSON.stringify(names.map((name) => sheetOf(name, book.Sheets[name]))), {
      mode: 0o600,
    });
    return {};
  } catch {
    return { code: 'file_cut_off' };
  }
}
process.send?.(reply(), () => process.exit(0));
