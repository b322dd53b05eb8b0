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
  const body = rows.map((row) => columns.map((column) => textOf(column, row)));
  if (format === 'csv') {
    const text = `\uFEFF${[header, ...body].map((line) => line.map(quoted).join(';')).join('\r\n')}\r\n`;
    offer(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${title}.csv`);
  } else {
    const { default: writeExcelFile } = await import('write-excel-file/browser');
    const sheet = [
      header.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...body.map((line) => line.map((value) => ({ value, type: String }))),
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
