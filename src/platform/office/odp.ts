/** Slides as ODP: real titles in their placeholders, tables, pictures with alternative texts. */
import { cellWords, type TableBlock } from '#kernel/document';
import { odfLanguage, odfParts, odfPicture, odfRoot } from './odf.ts';
import { packed, xml } from './package.ts';
import { inkOn, type OfficeJob } from './set.ts';
import { AREA, fitted, SLIDE, type Slide, slideColumns, slidesOf, TABLE } from './slides.ts';

export function odp(job: OfficeJob): Uint8Array {
  const { document, brand, pictures } = job;
  const slides = slidesOf(job);
  const used = slides.flatMap(({ content }) => {
    const picture = content.is === 'figure' ? pictures[content.figure.name] : undefined;
    return picture && content.is === 'figure'
      ? [{ path: `Pictures/${content.figure.name}.png`, png: picture.png }]
      : [];
  });
  const body = titlePage(job) + slides.map((slide, at) => page(slide, at, job)).join('');
  const widths = slides.map(({ content }) => (content.is === 'table' ? content.table : null));
  const content = odfRoot(
    'office:document-content',
    `<office:automatic-styles>${contentStyles(brand.colour)}${tableStyles(widths)}</office:automatic-styles><office:body><office:presentation>${body}</office:presentation></office:body>`,
  );
  if (brand.arms) used.push({ path: 'Pictures/arms.png', png: brand.arms.png });
  return packed(
    odfParts(job, {
      kind: 'presentation',
      styles: masterStyles(brand.colour, document.locale),
      content,
      pictures: used,
    }),
  );
}

const box = (
  kind: 'title' | 'subtitle' | 'outline',
  place: { x: number; y: number; width: number; height: number },
  content: string,
): string =>
  `<draw:frame presentation:style-name="${kind}" presentation:class="${kind}" draw:layer="layout" svg:x="${place.x}mm" svg:y="${place.y}mm" svg:width="${place.width}mm" svg:height="${place.height}mm"><draw:text-box>${content}</draw:text-box></draw:frame>`;

const words = (text: string, style: string): string =>
  `<text:p text:style-name="${style}">${xml(text)}</text:p>`;

function titlePage({ document, brand }: OfficeJob): string {
  const height = 34;
  const arms = brand.arms
    ? odfPicture(
        'Pictures/arms.png',
        'arms',
        { width: (height * brand.arms.width) / brand.arms.height, height },
        { title: brand.town, alt: brand.town },
        `svg:x="${SLIDE.side}mm" svg:y="18mm"`,
      )
    : '';
  return (
    '<draw:page draw:name="1" draw:master-page-name="First">' +
    box(
      'title',
      { x: SLIDE.side, y: 66, width: AREA.width, height: 44 },
      words(document.title, 'TitleFirst'),
    ) +
    box(
      'subtitle',
      { x: SLIDE.side, y: 116, width: AREA.width, height: 24 },
      words([document.subtitle, document.mark].filter((part) => part !== '').join(' · '), 'SubtitleFirst'),
    ) +
    `${arms}</draw:page>`
  );
}

function page(slide: Slide, at: number, job: OfficeJob): string {
  const title = box(
    'title',
    { x: SLIDE.side, y: 12, width: AREA.width, height: 18 },
    words(slide.title + slide.place, 'Title'),
  );
  return `<draw:page draw:name="${at + 2}" draw:master-page-name="Default">${title}${contentXml(slide, at, job)}${foot(job, at + 2, slide.source)}</draw:page>`;
}

function contentXml({ content }: Slide, at: number, { document, pictures }: OfficeJob): string {
  if (content.is === 'points') {
    const list = content.points
      .map(({ text, bullet }) =>
        bullet
          ? `<text:list text:style-name="Bullets"><text:list-item>${words(text, 'Point')}</text:list-item></text:list>`
          : words(text, 'Point'),
      )
      .join('');
    return box('outline', { x: SLIDE.side, y: SLIDE.top, width: AREA.width, height: AREA.height }, list);
  }
  if (content.is === 'figure') {
    const { figure } = content;
    const picture = pictures[figure.name];
    if (!picture) return '';
    const size = fitted(picture);
    const place = `draw:layer="layout" svg:x="${(SLIDE.width - size.width) / 2}mm" svg:y="${SLIDE.top}mm"`;
    return odfPicture(
      `Pictures/${figure.name}.png`,
      figure.name,
      size,
      { title: figure.caption, alt: figure.alt },
      place,
    );
  }
  return tableXml(content.table, at, document.locale);
}

function tableXml(table: TableBlock, at: number, locale: 'de' | 'en'): string {
  const cell = (text: string, form: string, head: boolean) =>
    `<table:table-cell table:style-name="${head ? 'HeadCell' : 'BodyCell'}">${words(text, `${head ? 'Head' : 'Body'}${form === 'text' ? 'Left' : 'Right'}`)}</table:table-cell>`;
  const row = (cells: readonly string[]) =>
    `<table:table-row table:style-name="Row">${cells.join('')}</table:table-row>`;
  return (
    `<draw:frame draw:layer="layout" svg:x="${SLIDE.side}mm" svg:y="${SLIDE.top}mm" svg:width="${AREA.width}mm" svg:height="${(table.rows.length + 1) * 11}mm"><table:table table:use-first-row-styles="true">` +
    table.columns.map((_, column) => `<table:table-column table:style-name="T${at}.${column}"/>`).join('') +
    row(table.columns.map(({ name, form }) => cell(name, form, true))) +
    table.rows
      .map((cells) =>
        row(table.columns.map(({ form }, n) => cell(cellWords(cells[n] ?? null, form, locale), form, false))),
      )
      .join('') +
    `</table:table><svg:title>${xml(table.caption)}</svg:title></draw:frame>`
  );
}

const foot = ({ document, brand }: OfficeJob, number: number, source: string): string =>
  `<draw:frame draw:style-name="plainbox" draw:layer="layout" svg:x="${SLIDE.side}mm" svg:y="${SLIDE.height - 12}mm" svg:width="${AREA.width}mm" svg:height="8mm"><draw:text-box>${words([source, brand.town, document.mark, String(number)].filter((part) => part !== '').join(' · '), 'Foot')}</draw:text-box></draw:frame>`;

const tableStyles = (tables: readonly (TableBlock | null)[]): string =>
  '<style:style style:name="Row" style:family="table-row"><style:table-row-properties style:min-row-height="9mm"/></style:style>' +
  ['Head', 'Body']
    .map(
      (how) =>
        `<style:style style:name="${how}Cell" style:family="table-cell"><style:graphic-properties draw:fill="${how === 'Head' ? 'solid" draw:fill-color="#eef1f8' : 'none'}" draw:textarea-vertical-align="middle" fo:padding-top="1mm" fo:padding-bottom="1mm" fo:padding-left="2mm" fo:padding-right="2mm"/><style:paragraph-properties fo:border-bottom="0.5pt solid #d5d8e3"/></style:style>`,
    )
    .join('') +
  tables
    .flatMap((table, at) =>
      table
        ? slideColumns(table, AREA.width * 10).map(
            (width, column) =>
              `<style:style style:name="T${at}.${column}" style:family="table-column"><style:table-column-properties style:column-width="${(width / 10).toFixed(1)}mm"/></style:style>`,
          )
        : [],
    )
    .join('');

const paragraph = (name: string, size: number, text: string, more = ''): string =>
  `<style:style style:name="${name}" style:family="paragraph"><style:paragraph-properties ${more}/><style:text-properties fo:font-family="Carlito" fo:font-size="${size}pt" ${text}/></style:style>`;

/** Shapes and words; Impress heeds them only among the automatic ones of the content. */
function contentStyles(colour: string): string {
  const bold = 'fo:font-weight="bold"';
  const ink = inkOn(colour);
  const plain = 'draw:fill="none" draw:stroke="none" fo:padding="0mm" draw:auto-grow-height="false"';
  const shape = (name: string, family: string, align: string) =>
    `<style:style style:name="${name}" style:family="${family}"><style:graphic-properties ${plain} draw:textarea-vertical-align="${align}"/></style:style>`;
  return (
    shape('title', 'presentation', 'middle') +
    shape('subtitle', 'presentation', 'top') +
    shape('outline', 'presentation', 'top') +
    shape('plainbox', 'graphic', 'top') +
    paragraph('Title', 28, `${bold} fo:color="${colour}"`, 'fo:text-align="start"') +
    paragraph('TitleFirst', 36, `${bold} fo:color="${ink}"`, 'fo:text-align="start"') +
    paragraph('SubtitleFirst', 20, `fo:color="${ink}"`, 'fo:text-align="start"') +
    paragraph('Point', 20, 'fo:color="#171a2b"', 'fo:text-align="start" fo:margin-bottom="2.5mm"') +
    paragraph('Foot', 11, 'fo:color="#4d5268"', 'fo:text-align="end"') +
    ['Left', 'Right']
      .map((side) => {
        const align = `fo:text-align="${side === 'Left' ? 'start' : 'end'}"`;
        return (
          paragraph(`Head${side}`, TABLE.points, bold, align) +
          paragraph(`Body${side}`, TABLE.points, '', align)
        );
      })
      .join('') +
    `<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:min-label-width="7mm"/><style:text-properties fo:color="${colour}"/></text:list-level-style-bullet></text:list-style>`
  );
}

/** Language, slide and the two masters: the first on the colour of the town. */
const masterStyles = (colour: string, locale: 'de' | 'en'): string =>
  odfRoot(
    'office:document-styles',
    `<office:styles><style:default-style style:family="graphic"><style:text-properties fo:font-family="Carlito" ${odfLanguage(locale)}/></style:default-style></office:styles>` +
      `<office:automatic-styles><style:page-layout style:name="Slide"><style:page-layout-properties fo:page-width="${SLIDE.width}mm" fo:page-height="${SLIDE.height}mm" style:print-orientation="landscape" fo:margin="0mm"/></style:page-layout>` +
      `<style:style style:name="plain" style:family="drawing-page"><style:drawing-page-properties draw:fill="none"/></style:style><style:style style:name="filled" style:family="drawing-page"><style:drawing-page-properties draw:fill="solid" draw:fill-color="${colour}" draw:background-size="full"/></style:style></office:automatic-styles>` +
      '<office:master-styles><draw:layer-set><draw:layer draw:name="layout"/></draw:layer-set><style:master-page style:name="First" style:page-layout-name="Slide" draw:style-name="filled"/><style:master-page style:name="Default" style:page-layout-name="Slide" draw:style-name="plain"/></office:master-styles>',
  );
