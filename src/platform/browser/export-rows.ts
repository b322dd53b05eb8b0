import type { Column, ExportFormat } from '#ui-kit/list-page';

interface Page<R> {
  rows: R[];
  next: string | null;
}

/** A spreadsheet program would run what begins like this; an apostrophe keeps it text (CWE-1236). */
const safe = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^-?[\d.,]+( €)?$/.test(text) ? `'${text}` : text;
const quoted = (text: string): string => `"${safe(text).replaceAll('"', '""')}"`;

function textOf<R>(column: Column<R>, row: R): string {
  if (column.text) return column.text(row);
  const cell = column.cell(row);
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
}

/** Money and numbers as a German spreadsheet reads them: 12345,67 without sign and thousands separator. */
export function csvCell<R>(column: Column<R>, row: R): string {
  if (column.cents) return (column.cents(row) / 100).toFixed(2).replace('.', ',');
  if (column.number) return String(column.number(row) ?? '').replace('.', ',');
  return quoted(textOf(column, row));
}

export function sheetCell<R>(column: Column<R>, row: R) {
  if (column.cents) return { value: column.cents(row) / 100, type: Number, format: '#,##0.00' };
  const value = column.number?.(row);
  if (typeof value === 'number') return { value, type: Number };
  return { value: column.number ? '' : textOf(column, row), type: String };
}

/** Reads all pages of a list and hands the browser a file; returns the number of rows. */
export async function exportRows<R>(
  format: ExportFormat,
  title: string,
  columns: Column<R>[],
  load: (cursor: string | undefined) => Promise<Page<R>>,
): Promise<number> {
  const rows: R[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor);
  const header = columns.map((column) => column.title);
  if (format === 'csv') {
    const body = rows.map((row) => columns.map((column) => csvCell(column, row)));
    const text = `\uFEFF${[header.map(quoted), ...body].map((line) => line.join(';')).join('\r\n')}\r\n`;
    offer(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${title}.csv`);
  } else {
    const { default: writeExcelFile } = await import('write-excel-file/browser');
    const sheet = [
      header.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...rows.map((row) => columns.map((column) => sheetCell(column, row))),
    ];
    const file = await writeExcelFile(sheet, { sheet: title.slice(0, 31) });
    offer(await file.toBlob(), `${title}.xlsx`);
  }
  return rows.length;
}

function offer(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
