import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node';
import { catalogueFactRows, catalogueRows } from '../domain/catalogue-sheet.ts';
import type { ForeignCatalogue } from '../domain/foreign-catalogue.ts';
import { explanation, headingWords, sheetColumns, sheetNames } from '../domain/sheet-words.ts';

type Locale = 'de' | 'en';

const REQUIRED = ['code', 'title'];
const WIDTHS = [14, 14, 14, 40, 70, 70, 40, 16];
/** Empty rows of the template that are set to text already, so that 4.10 stays 4.10. */
const EMPTY_ROWS = 200;

const text = (value: string): Cell => ({
  value,
  type: String,
  format: '@',
  wrap: true,
  alignVertical: 'top',
});
const heading = (value: string): Cell => ({
  value,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#E6ECF2',
  alignVertical: 'top',
});

/** The empty template as an XLSX file: catalogue, requirements, explanation. */
export const templateWorkbook = (locale: Locale): Promise<Uint8Array> => workbook(null, locale);

/**
 * A catalogue in the template as an XLSX file. Identifiers, parameters, properties and links do not fit into rows; who
 * needs them takes the OSCAL file.
 */
export const catalogueWorkbook = (catalogue: ForeignCatalogue, locale: Locale): Promise<Uint8Array> =>
  workbook(catalogue, locale);

async function workbook(catalogue: ForeignCatalogue | null, locale: Locale): Promise<Uint8Array> {
  const rows =
    catalogue === null
      ? Array.from({ length: EMPTY_ROWS }, () => sheetColumns.map(() => ''))
      : catalogueRows(catalogue, locale);
  const headings = sheetColumns.map((column) =>
    heading(`${headingWords[column][locale]}${REQUIRED.includes(column) ? '*' : ''}`),
  );
  const facts: SheetData = catalogueFactRows(catalogue, locale).map(([label = '', value = '', help = '']) => [
    heading(label),
    text(value),
    text(help),
  ]);
  const explained: SheetData = explanation.map(({ what, how }) => [heading(what[locale]), text(how[locale])]);
  const file = writeExcelFile([
    {
      sheet: sheetNames.catalogue[locale],
      data: facts,
      columns: [{ width: 20 }, { width: 60 }, { width: 60 }],
    },
    {
      sheet: sheetNames.requirements[locale],
      data: [headings, ...rows.map((row) => row.map(text))],
      columns: WIDTHS.map((width) => ({ width })),
      stickyRowsCount: 1,
    },
    { sheet: sheetNames.explanation[locale], data: explained, columns: [{ width: 20 }, { width: 110 }] },
  ]);
  return new Uint8Array(await file.toBuffer());
}
