/** The process that unpacks a spreadsheet: from its first argument into lines of JSON at its second. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { type CellObject, read, SSF, type WorkBook } from '@e965/xlsx';
import type { Cell } from './kind.ts';

const MOST_ROWS = 500_001;
const [source = '', target = ''] = process.argv.slice(2);

/** A day as ISO text, whatever the cell's format; formulas count with the value they had when the file was saved. */
function plain(cell: CellObject | undefined): Cell {
  if (!cell || cell.t === 'z' || cell.t === 'e') return '';
  if (cell.v === undefined) return cell.f ? `=${cell.f}` : '';
  if (cell.t === 'n' && typeof cell.z === 'string' && SSF.is_date(cell.z)) {
    const day = SSF.parse_date_code(cell.v as number);
    if (day) return `${day.y}-${String(day.m).padStart(2, '0')}-${String(day.d).padStart(2, '0')}`;
  }
  return cell.v instanceof Date ? cell.v.toISOString().slice(0, 10) : (cell.v as Cell);
}

function writeRows(book: WorkBook): { sheet: string; rows: number } {
  const name = book.SheetNames.find((one) => (book.Sheets[one]?.['!data'] ?? []).some((row) => row?.length));
  const data = (name ? book.Sheets[name]?.['!data'] : []) ?? [];
  const file = openSync(target, 'w', 0o600);
  let held = '';
  for (let at = 0; at < data.length; at++) {
    held += `${JSON.stringify(Array.from(data[at] ?? [], plain))}\n`;
    if (held.length < 1 << 20 && at < data.length - 1) continue;
    writeSync(file, held);
    held = '';
  }
  closeSync(file);
  return { sheet: name ?? '', rows: data.length };
}

function reply(): object {
  try {
    const book = read(readFileSync(source), {
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      sheetRows: MOST_ROWS,
    });
    return writeRows(book);
  } catch {
    return { code: 'file_cut_off' };
  }
}
process.send?.(reply(), () => process.exit(0));
