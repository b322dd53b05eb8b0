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
import { xml } from './package.ts';
import {
  headings,
  type OfficeJob,
  type Picture,
  pictureFile,
  sizeOf,
  TEXT_TABLE,
  TEXT_WIDTH,
  WORDS,
} from './set.ts';

/** Ids of the styles by what they are for; a town's own template has its own. */
export interface DocxStyles {
  readonly title: string;
  readonly subtitle: string;
  readonly heading: readonly [string, string, string];
  readonly normal: string;
  readonly list: string;
  readonly caption: string;
  readonly table: string;
  readonly callout: string;
  readonly source: string;
}

export const OWN_STYLES: DocxStyles = {
  title: 'Title',
  subtitle: 'Subtitle',
  heading: ['Heading1', 'Heading2', 'Heading3'],
  normal: 'Normal',
  list: 'ListParagraph',
  caption: 'Caption',
  table: 'SollstandTable',
  callout: 'Callout',
  source: 'SourceLine',
};

export interface DocxBody {
  readonly body: string;
  /** Numbered from 1 as the body refers to them: `rIdPicture1`. */
  readonly pictures: readonly { readonly path: string; readonly png: Uint8Array }[];
  /** How many numbered lists there are; each counts for itself: `numId` 101, 102, … */
  readonly lists: number;
}

/** Bullets are numbering 100; numbered lists follow. */
export const BULLETS = 100;

interface Running {
  readonly job: OfficeJob;
  readonly styles: DocxStyles;
  readonly pictures: { path: string; png: Uint8Array }[];
  tables: number;
  figures: number;
  lists: number;
}

/** Everything between head and foot: title, facts, sections. `only` sets the sections alone. */
export function bodyOf(job: OfficeJob, styles: DocxStyles, only = false): DocxBody {
  const running: Running = { job, styles, pictures: [], tables: 0, figures: 0, lists: 0 };
  const { document } = job;
  const head = only
    ? ''
    : paragraph(styles.title, document.title) +
      (document.subtitle ? paragraph(styles.subtitle, document.subtitle) : '') +
      document.facts.map(([label, value]) => fact(styles.normal, label, value)).join('');
  const sections = headings(document).map(
    ({ title, level, blocks }) =>
      paragraph(
        styles.heading[level - 1] ?? styles.heading[0],
        title,
        document.form === 'book' && level === 1 ? '<w:pageBreakBefore/>' : '',
      ) + blocks.map((block) => blockXml(block, running)).join(''),
  );
  return {
    body: head + (document.form === 'book' ? contentsXml(running) : '') + sections.join(''),
    pictures: running.pictures,
    lists: running.lists,
  };
}

const run = (text: string, properties = ''): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;

/** With the places where a long word may be divided, in the form a word processor knows. */
const softRun = (text: string, properties: string): string =>
  run(softened(text), properties).replaceAll('\u00ad', '</w:t><w:softHyphen/><w:t xml:space="preserve">');

const paragraph = (style: string, text: string, more = ''): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${run(text)}</w:p>`;

const fact = (style: string, label: string, value: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/><w:spacing w:after="0"/></w:pPr>${run(`${label}: `, '<w:b/>')}${run(value)}</w:p>`;

/** A table of contents as the word processor keeps it; page numbers come when it is brought up to date. */
function contentsXml({ job, styles }: Running): string {
  const { locale } = job.document;
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const begin = `${mark('begin')}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>${mark('separate')}`;
  const entries = headings(job.document).map(
    ({ title, level }, at) =>
      `<w:p><w:pPr><w:pStyle w:val="${styles.normal}"/><w:spacing w:after="40"/><w:ind w:left="${(level - 1) * 400}"/></w:pPr>${at === 0 ? begin : ''}${run(title)}</w:p>`,
  );
  const name = `<w:p><w:pPr><w:pStyle w:val="${styles.normal}"/><w:spacing w:before="240"/></w:pPr>${run(WORDS[locale].contents, '<w:b/>')}</w:p>`;
  return `${name}${entries.join('')}<w:p>${mark('end')}</w:p>`;
}

/** Stays on the page of what follows: a source never stands alone at the head of a page. */
const KEEP = '<w:keepNext/>';

function blockXml(block: Block, running: Running): string {
  const { styles, job } = running;
  const source = sourceXml(block.sources, running);
  switch (block.is) {
    case 'heading':
      return paragraph(styles.heading[block.level - 1] ?? styles.heading[2], block.text);
    case 'paragraph':
      return paragraph(styles.normal, block.text, source && KEEP) + source;
    case 'list':
      return listXml(block, running, source && KEEP) + source;
    case 'table':
      return tableXml(block, running, source);
    case 'figure': {
      const picture = job.pictures[block.name];
      return picture ? figureXml(block, picture, running, source && KEEP) + source : '';
    }
    case 'callout':
      return `<w:p><w:pPr><w:pStyle w:val="${styles.callout}"/></w:pPr>${run(`${block.title}. `, '<w:b/>')}${run(block.text)}</w:p>${source}`;
    case 'record':
      return recordXml(block, running) + source;
    case 'photo': {
      const picture = job.pictures[block.name];
      return picture ? figureXml(block, picture, running, source && KEEP) + source : '';
    }
    case 'page_break':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
  }
}

const recordXml = ({ title, text, rows }: RecordBlock, { styles }: Running): string =>
  paragraph(styles.heading[2], title) +
  (text ? paragraph(styles.normal, text) : '') +
  rows.map(([label, value]) => fact(styles.normal, label, value)).join('');

function sourceXml(sources: readonly Source[] | undefined, { styles, job }: Running): string {
  if (!sources || sources.length === 0) return '';
  const list = sources.map(({ label }) => label).join(', ');
  return paragraph(styles.source, `${WORDS[job.document.locale].source}: ${list}`);
}

function listXml({ ordered, items }: ListBlock, running: Running, keep: string): string {
  if (ordered) running.lists += 1;
  const id = ordered ? BULLETS + running.lists : BULLETS;
  const numbering = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${id}"/></w:numPr>`;
  return items
    .map((item, at) =>
      paragraph(running.styles.list, item, (at === items.length - 1 ? keep : '') + numbering),
    )
    .join('');
}

/** `Tabelle 3: …`, with a field that counts, so that an index can be made of it. */
const captionXml = (style: string, name: string, number: number, text: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/><w:keepNext/></w:pPr>${run(`${name} `)}<w:fldSimple w:instr=" SEQ ${name} \\* ARABIC "><w:r><w:t>${number}</w:t></w:r></w:fldSimple>${run(`: ${text}`)}</w:p>`;

const TWIPS = Math.round((TEXT_WIDTH / 25.4) * 1440);

const GAP =
  '<w:p><w:pPr><w:spacing w:before="0" w:after="60" w:line="80" w:lineRule="exact"/><w:rPr><w:sz w:val="8"/></w:rPr></w:pPr></w:p>';

/** A table and its source; without one an empty line keeps two tables from becoming one. */
function tableXml(block: TableBlock, running: Running, source: string): string {
  running.tables += 1;
  const { locale } = running.job.document;
  const widths = inUnits(columnsOf(block, locale, TEXT_TABLE), TWIPS);
  const cell = (at: number, text: string, bold: boolean, keep: string) => {
    const right = block.columns[at]?.form !== 'text' ? '<w:jc w:val="right"/>' : '';
    return `<w:tc><w:tcPr><w:tcW w:w="${widths[at] ?? 0}" w:type="dxa"/></w:tcPr><w:p><w:pPr>${keep}<w:spacing w:after="0"/>${right}</w:pPr>${softRun(text, bold ? '<w:b/>' : '')}</w:p></w:tc>`;
  };
  const row = (cells: readonly string[], how: 'head' | 'body' | 'total', keep = '') =>
    `<w:tr><w:trPr><w:cantSplit/>${how === 'head' ? '<w:tblHeader/>' : ''}</w:trPr>${cells.map((text, at) => cell(at, text, how !== 'body', keep)).join('')}</w:tr>`;
  const words = (cells: TableBlock['rows'][number]) =>
    block.columns.map(({ form }, at) => cellWords(cells[at] ?? null, form, locale));
  const last = (at: number) => at === block.rows.length - 1 && (source !== '' || block.total !== undefined);
  const blank = (cells: readonly (string | number | null)[]) =>
    block.columns.map(({ form }, at) => (cells[at] === null ? '' : cellWords(cells[at] ?? '', form, locale)));
  return (
    captionXml(running.styles.caption, WORDS[locale].table, running.tables, block.caption) +
    `<w:tbl><w:tblPr><w:tblStyle w:val="${running.styles.table}"/><w:tblW w:w="${TWIPS}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="${xml(block.caption)}"/></w:tblPr>` +
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    row(
      block.columns.map(({ name }) => name),
      'head',
      KEEP,
    ) +
    block.rows.map((cells, at) => row(words(cells), 'body', last(at) ? KEEP : '')).join('') +
    (block.total ? row(blank(block.total), 'total', source && KEEP) : '') +
    `</w:tbl>${source || GAP}`
  );
}

function figureXml(
  block: FigureBlock | PhotoBlock,
  picture: Picture,
  running: Running,
  keep: string,
): string {
  running.figures += 1;
  const { job, styles, pictures } = running;
  pictures.push({ path: `media/${pictureFile(block.name, picture)}`, png: picture.png });
  const id = pictures.length;
  const size = sizeOf(block, picture);
  const extent = `cx="${size.width * 36_000}" cy="${size.height * 36_000}"`;
  const name = xml(block.name);
  return (
    captionXml(styles.caption, WORDS[job.document.locale].figure, running.figures, block.caption) +
    `<w:p>${keep && `<w:pPr>${keep}</w:pPr>`}<w:r><w:drawing><wp:inline><wp:extent ${extent}/><wp:docPr id="${id}" name="${name}" descr="${xml(block.alt)}" title="${xml(block.caption)}"/>` +
    `<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${id}" name="${name}" descr="${xml(block.alt)}"/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip r:embed="rIdPicture${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
  );
}
