/** The tables of a document as workbooks: numbers stay numbers, the head row stays in sight and is printed on every page. */
import { strFromU8, unzipSync } from 'fflate';
import writeExcelFile, { type Cell as ExcelCell, type SheetData } from 'write-excel-file/node';
import { type Block, blocksOf, type Cell, type CellForm, type TableBlock } from '#kernel/document';
import { odfLanguage, odfParts, odfRoot } from './odf.ts';
import { type Part, packed, xml } from './package.ts';
import type { OfficeJob } from './set.ts';

/** Characters that names of sheets may not have; longer than this they are refused. */
const NOT_IN_NAME = /[[\]:*?/\\']/g;
const LONGEST_NAME = 31;

const tablesOf = ({ document }: OfficeJob): { name: string; table: TableBlock }[] => {
  const tables = document.sections
    .flatMap((section): Block[] => [...blocksOf(section)])
    .filter((block): block is TableBlock => block.is === 'table');
  const taken = new Set<string>();
  return tables.map((table) => {
    const plain =
      table.caption
        .replace(NOT_IN_NAME, ' ')
        .slice(0, LONGEST_NAME - 4)
        .trim() || '1';
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${plain} (${n})`;
    taken.add(name.toLowerCase());
    return { name, table };
  });
};

/** Width of a column in characters. */
const characters = (table: TableBlock, at: number): number => {
  const longest = Math.max(
    ...[table.columns[at]?.name ?? '', ...table.rows.map((row) => String(row[at] ?? ''))].map(
      ({ length }) => length,
    ),
  );
  return Math.min(Math.max(longest + 2, 10), 40);
};

const MONEY = '#,##0.00';

export async function xlsx(job: OfficeJob): Promise<Uint8Array> {
  const sheets = tablesOf(job).map(({ name, table }) => ({
    sheet: name,
    data: [
      table.columns.map(
        (column): ExcelCell => ({ ...text(column.name), fontWeight: 'bold', backgroundColor: '#EEF1F8' }),
      ),
      ...table.rows.map((row) => table.columns.map(({ form }, at) => excelCell(row[at] ?? null, form))),
      ...(table.total
        ? [
            table.columns.map(({ form }, at): ExcelCell => {
              const cell = excelCell(table.total?.[at] ?? null, form);
              return cell && typeof cell === 'object' ? ({ ...cell, fontWeight: 'bold' } as ExcelCell) : cell;
            }),
          ]
        : []),
    ] as SheetData,
    columns: table.columns.map((_, at) => ({ width: characters(table, at) })),
    stickyRowsCount: 1,
  }));
  const bytes = await writeExcelFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
  return packed(printable(new Uint8Array(bytes), sheets));
}

/** The parts of a workbook, each sheet set across the page, as wide as it, with its head row on every page. */
function printable(bytes: Uint8Array, sheets: readonly { readonly sheet: string }[]): Part[] {
  const titles = sheets.map(
    ({ sheet }, at) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${xml(sheet)}'!$1:$1</definedName>`,
  );
  return Object.entries(unzipSync(bytes)).map(([path, part]) => {
    if (/^xl\/worksheets\/sheet\d+\.xml$/.test(path)) return { path, content: acrossPage(strFromU8(part)) };
    if (path === 'xl/workbook.xml')
      return {
        path,
        content: strFromU8(part).replace(
          '<definedNames/>',
          () => `<definedNames>${titles.join('')}</definedNames>`,
        ),
      };
    return { path, content: part };
  });
}

const acrossPage = (sheet: string): string =>
  sheet
    .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
    .replace(
      '</worksheet>',
      '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>',
    );

const text = (value: string) => ({ value, type: String, wrap: true, alignVertical: 'top' }) as const;

function excelCell(cell: Cell, form: CellForm): ExcelCell {
  if (cell === null) return null;
  if (typeof cell === 'string') return text(cell);
  return form === 'money'
    ? { value: cell / 100, type: Number, format: MONEY, alignVertical: 'top' }
    : { value: cell, type: Number, format: form === 'decimal' ? '0.0' : '#,##0', alignVertical: 'top' };
}

export function ods(job: OfficeJob): Uint8Array {
  const tables = tablesOf(job);
  const widths = [
    ...new Set(tables.flatMap(({ table }) => table.columns.map((_, at) => characters(table, at)))),
  ];
  const automatic = widths
    .map(
      (width) =>
        `<style:style style:name="Width${width}" style:family="table-column"><style:table-column-properties style:column-width="${(width * 2).toFixed(0)}mm"/></style:style>`,
    )
    .join('');
  const content = odfRoot(
    'office:document-content',
    `<office:automatic-styles>${SHEET}${automatic}</office:automatic-styles><office:body><office:spreadsheet>${tables.map(({ name, table }) => sheetXml(name, table)).join('')}</office:spreadsheet></office:body>`,
  );
  return packed(
    odfParts(job, {
      kind: 'spreadsheet',
      styles: sheetStyles(job),
      content,
      settings: headInSight(tables.map(({ name }) => name)),
      pictures: [],
    }),
  );
}

/** The first row of every sheet stays where it is while the rest moves. */
const headInSight = (names: readonly string[]): string => {
  const item = (name: string, type: string, value: string | number) =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  const frozen =
    item('VerticalSplitMode', 'short', 2) +
    item('VerticalSplitPosition', 'int', 1) +
    item('ActiveSplitRange', 'short', 2) +
    item('PositionTop', 'int', 0) +
    item('PositionBottom', 'int', 1);
  const sheets = names.map(
    (name) =>
      `<config:config-item-map-entry config:name="${xml(name)}">${frozen}</config:config-item-map-entry>`,
  );
  return odfRoot(
    'office:document-settings',
    `<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${item('ViewId', 'string', 'view1')}<config:config-item-map-named config:name="Tables">${sheets.join('')}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>`,
  );
};

function sheetXml(name: string, table: TableBlock): string {
  const row = (cells: readonly string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
  const body = (cells: readonly Cell[], bold: boolean) =>
    row(table.columns.map(({ form }, at) => odsCell(cells[at] ?? null, form, bold)));
  return (
    `<table:table table:name="${xml(name)}" table:style-name="Sheet">` +
    table.columns
      .map((_, at) => `<table:table-column table:style-name="Width${characters(table, at)}"/>`)
      .join('') +
    `<table:table-header-rows>${row(table.columns.map((column) => stringCell(column.name, 'Head')))}</table:table-header-rows>` +
    table.rows.map((cells) => body(cells, false)).join('') +
    (table.total ? body(table.total, true) : '') +
    '</table:table>'
  );
}

const SHEET =
  '<style:style style:name="Sheet" style:family="table" style:master-page-name="Across"><style:table-properties table:display="true"/></style:style>';
const ACROSS =
  '<office:automatic-styles><style:page-layout style:name="Across"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" fo:margin="10mm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Across" style:page-layout-name="Across"/></office:master-styles>';

const stringCell = (value: string, style: string): string =>
  `<table:table-cell table:style-name="${style}" office:value-type="string"><text:p>${xml(value)}</text:p></table:table-cell>`;

const ODS_STYLES = { money: 'Money', whole: 'Whole', decimal: 'Decimal', text: 'Text' } as const;

function odsCell(cell: Cell, form: CellForm, bold: boolean): string {
  const style = `${ODS_STYLES[form]}${bold ? 'Bold' : ''}`;
  if (cell === null) return '<table:table-cell/>';
  if (typeof cell === 'string') return stringCell(cell, style);
  const value = form === 'money' ? cell / 100 : cell;
  return `<table:table-cell table:style-name="${style}" office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
}

function sheetStyles({ document }: OfficeJob): string {
  const number = (name: string, decimals: number) =>
    `<number:number-style style:name="${name}"><number:number number:decimal-places="${decimals}" number:min-decimal-places="${decimals}" number:min-integer-digits="1" number:grouping="true"/></number:number-style>`;
  const cell = (name: string, data: string, bold: boolean, back = '') =>
    `<style:style style:name="${name}" style:family="table-cell"${data && ` style:data-style-name="${data}"`}><style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"${back && ` fo:background-color="${back}"`}/><style:text-properties${bold ? ' fo:font-weight="bold"' : ''}/></style:style>`;
  return odfRoot(
    'office:document-styles',
    `<office:styles>${number('N0', 0)}${number('N1', 1)}${number('N2', 2)}<style:default-style style:family="table-cell"><style:text-properties fo:font-family="Carlito" fo:font-size="10pt" ${odfLanguage(document.locale)}/></style:default-style>` +
      cell('Head', '', true, '#eef1f8') +
      [false, true]
        .map((bold) => {
          const end = bold ? 'Bold' : '';
          return (
            cell(`Text${end}`, '', bold) +
            cell(`Whole${end}`, 'N0', bold) +
            cell(`Decimal${end}`, 'N1', bold) +
            cell(`Money${end}`, 'N2', bold)
          );
        })
        .join('') +
      `</office:styles>${ACROSS}`,
  );
}
