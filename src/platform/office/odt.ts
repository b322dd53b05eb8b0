/** A document as ODT: outline headings, lists, repeated header rows, captions that count, alternative texts. */
import {
  type Block,
  cellWords,
  type FigureBlock,
  type ListBlock,
  type PhotoBlock,
  type RecordBlock,
  type Source,
  type TableBlock,
} from '#kernel/document';
import { columnsOf, inUnits, softened } from './columns.ts';
import { odfParts, odfPicture, odfRoot } from './odf.ts';
import { columnStyles, odtStyles } from './odt-styles.ts';
import { packed, xml } from './package.ts';
import { headings, type OfficeJob, pictureFile, sizeOf, TEXT_TABLE, TEXT_WIDTH, WORDS } from './set.ts';

interface Running {
  readonly job: OfficeJob;
  readonly pictures: { path: string; png: Uint8Array }[];
  /** Widths of each table in hundredths of a millimetre. */
  readonly tables: number[][];
  figures: number;
}

export function odt(job: OfficeJob): Uint8Array {
  const { document, brand } = job;
  const running: Running = { job, pictures: [], tables: [], figures: 0 };
  const { table, figure } = WORDS[document.locale];
  const body =
    sequences([table, figure]) +
    `<text:p text:style-name="Title">${xml(document.title)}</text:p>` +
    (document.subtitle ? `<text:p text:style-name="Subtitle">${xml(document.subtitle)}</text:p>` : '') +
    document.facts.map(([label, value]) => fact(label, value)).join('') +
    (document.form === 'book' ? contentsXml(job) : '') +
    headings(document)
      .map(
        ({ title, level, blocks }) =>
          (document.form === 'book' && level === 1 ? chapter(title) : heading(level, title)) +
          blocks.map((block) => blockXml(block, running)).join(''),
      )
      .join('');
  const content = odfRoot(
    'office:document-content',
    `<office:automatic-styles>${CHAPTER}${columnStyles(running.tables)}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body>`,
  );
  if (brand.arms) running.pictures.push({ path: 'Pictures/arms.png', png: brand.arms.png });
  return packed(odfParts(job, { kind: 'text', styles: odtStyles(job), content, pictures: running.pictures }));
}

const sequences = (names: readonly string[]): string =>
  `<text:sequence-decls>${names.map((name) => `<text:sequence-decl text:display-outline-level="0" text:name="${name}"/>`).join('')}</text:sequence-decls>`;

const heading = (level: number, text: string): string =>
  `<text:h text:style-name="Heading_20_${level}" text:outline-level="${level}">${xml(text)}</text:h>`;

/** A heading that begins a page. */
const chapter = (text: string): string =>
  `<text:h text:style-name="Chapter" text:outline-level="1">${xml(text)}</text:h>`;
const CHAPTER =
  '<style:style style:name="Chapter" style:family="paragraph" style:parent-style-name="Heading_20_1"><style:paragraph-properties fo:break-before="page"/></style:style>';

const paragraph = (text: string, style = 'Standard'): string =>
  `<text:p text:style-name="${style}">${xml(text)}</text:p>`;

const fact = (label: string, value: string): string =>
  `<text:p text:style-name="Fact"><text:span text:style-name="Strong">${xml(`${label}: `)}</text:span>${xml(value)}</text:p>`;

function blockXml(block: Block, running: Running): string {
  const source = sourceXml(block.sources, running.job);
  switch (block.is) {
    case 'heading':
      return heading(block.level, block.text);
    case 'paragraph':
      return paragraph(block.text, source ? 'Kept' : 'Standard') + source;
    case 'list':
      return listXml(block, source !== '') + source;
    case 'table':
      return tableXml(block, running, source);
    case 'figure':
      return figureXml(block, running) + source;
    case 'callout':
      return `<text:p text:style-name="Callout"><text:span text:style-name="Strong">${xml(`${block.title}. `)}</text:span>${xml(block.text)}</text:p>${source}`;
    case 'record':
      return recordXml(block) + source;
    case 'photo':
      return figureXml(block, running) + source;
    case 'page_break':
      return '<text:p text:style-name="Break"/>';
  }
}

const recordXml = ({ title, text, rows }: RecordBlock): string =>
  heading(3, title) +
  (text ? paragraph(text) : '') +
  rows.map(([label, value]) => fact(label, value)).join('');

/** A table of contents; page numbers come when it is brought up to date. */
function contentsXml({ document }: OfficeJob): string {
  const { contents } = WORDS[document.locale];
  const entries = headings(document).map(({ title, level }) =>
    paragraph(title, level === 1 ? 'Contents' : 'Contents2'),
  );
  return (
    `<text:table-of-content text:name="${contents}" text:protected="false"><text:table-of-content-source text:outline-level="2" text:use-outline-level="true"><text:index-title-template text:style-name="ContentsTitle">${contents}</text:index-title-template></text:table-of-content-source>` +
    `<text:index-body><text:index-title text:name="${contents}_Head">${paragraph(contents, 'ContentsTitle')}</text:index-title>${entries.join('')}</text:index-body></text:table-of-content>`
  );
}

const sourceXml = (sources: readonly Source[] | undefined, { document }: OfficeJob): string =>
  sources && sources.length > 0
    ? paragraph(`${WORDS[document.locale].source}: ${sources.map(({ label }) => label).join(', ')}`, 'Source')
    : '';

/** The last point stays on the page of the source that follows. */
const listXml = ({ ordered, items }: ListBlock, kept: boolean): string =>
  `<text:list text:style-name="${ordered ? 'Numbers' : 'Bullets'}">${items.map((item, at) => `<text:list-item>${paragraph(item, kept && at === items.length - 1 ? 'ListKept' : 'List')}</text:list-item>`).join('')}</text:list>`;

const caption = (name: string, number: number, text: string): string =>
  `<text:p text:style-name="Caption">${name} <text:sequence text:ref-name="ref${name}${number}" text:name="${name}" text:formula="ooow:${name}+1" style:num-format="1">${number}</text:sequence>${xml(`: ${text}`)}</text:p>`;

function tableXml(block: TableBlock, running: Running, source: string): string {
  const { locale } = running.job.document;
  running.tables.push(inUnits(columnsOf(block, locale, TEXT_TABLE), TEXT_WIDTH * 100));
  const number = running.tables.length;
  const cell = (at: number, text: string, how: 'Head' | 'Body' | 'Total') => {
    const side = block.columns[at]?.form === 'text' ? 'Left' : 'Right';
    return `<table:table-cell table:style-name="Cell${how}" office:value-type="string"><text:p text:style-name="${how}${side}">${xml(softened(text))}</text:p></table:table-cell>`;
  };
  const row = (cells: readonly string[], how: 'Head' | 'Body' | 'Total') =>
    `<table:table-row table:style-name="Row">${cells.map((text, at) => cell(at, text, how)).join('')}</table:table-row>`;
  const words = (cells: readonly (string | number | null)[], none: string) =>
    block.columns.map(({ form }, at) =>
      cells[at] === null ? none : cellWords(cells[at] ?? '', form, locale),
    );
  return (
    caption(WORDS[locale].table, number, block.caption) +
    `<table:table table:name="${WORDS[locale].table}${number}" table:style-name="Table${number}">` +
    block.columns
      .map((_, at) => `<table:table-column table:style-name="Table${number}.${at + 1}"/>`)
      .join('') +
    `<table:table-header-rows>${row(
      block.columns.map(({ name }) => name),
      'Head',
    )}</table:table-header-rows>` +
    block.rows.map((cells) => row(words(cells, '–'), 'Body')).join('') +
    (block.total ? row(words(block.total, ''), 'Total') : '') +
    `</table:table>${source || paragraph('', 'Gap')}`
  );
}

function figureXml(block: FigureBlock | PhotoBlock, running: Running): string {
  const { job, pictures } = running;
  const picture = job.pictures[block.name];
  if (!picture) return '';
  running.figures += 1;
  const path = `Pictures/${pictureFile(block.name, picture)}`;
  pictures.push({ path, png: picture.png });
  const size = sizeOf(block, picture);
  const words = { title: block.caption, alt: block.alt };
  return (
    caption(WORDS[job.document.locale].figure, running.figures, block.caption) +
    `<text:p text:style-name="Standard">${odfPicture(path, block.name, size, words)}</text:p>`
  );
}
