/** Slides as PPTX (ISO/IEC 29500): titles in placeholders, tables with a head row, pictures with alternative texts. */
import { cellWords, type TableBlock } from '#kernel/document';
import { propertiesOf, relations } from './docx.ts';
import { type Part, packed, XML_HEAD, xml } from './package.ts';
import { layoutXml, masterXml, NAMES, themeXml } from './pptx-master.ts';
import { LANGUAGE, type OfficeJob, type Picture } from './set.ts';
import { AREA, fitted, SLIDE, type Slide, slideColumns, slidesOf, TABLE } from './slides.ts';

const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.presentationml';
/** English metric units, from millimetres. */
const emu = (mm: number): number => Math.round(mm * 36_000);

export function pptx(job: OfficeJob): Uint8Array {
  const { brand, pictures } = job;
  const slides = slidesOf(job);
  const count = slides.length + 1;
  const used = slides.flatMap(({ content }) => (content.is === 'figure' ? [content.figure.name] : []));
  const parts: Part[] = [
    { path: '[Content_Types].xml', content: contentTypes(count) },
    {
      path: '_rels/.rels',
      content: relations([
        relation('rId1', `${R}/officeDocument`, 'ppt/presentation.xml'),
        relation(
          'rId2',
          'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
          'docProps/core.xml',
        ),
        relation('rId3', `${R}/extended-properties`, 'docProps/app.xml'),
      ]),
    },
    ...propertiesOf(job),
    { path: 'ppt/presentation.xml', content: presentationXml(count) },
    { path: 'ppt/_rels/presentation.xml.rels', content: presentationRelations(count) },
    { path: 'ppt/theme/theme1.xml', content: themeXml(brand.colour) },
    { path: 'ppt/slideMasters/slideMaster1.xml', content: masterXml() },
    {
      path: 'ppt/slideMasters/_rels/slideMaster1.xml.rels',
      content: relations([
        relation('rId1', `${R}/slideLayout`, '../slideLayouts/slideLayout1.xml'),
        relation('rId2', `${R}/slideLayout`, '../slideLayouts/slideLayout2.xml'),
        relation('rId3', `${R}/theme`, '../theme/theme1.xml'),
      ]),
    },
    ...[1, 2].flatMap((at): Part[] => [
      {
        path: `ppt/slideLayouts/slideLayout${at}.xml`,
        content: layoutXml(at === 1 ? 'title' : 'obj', brand.colour),
      },
      {
        path: `ppt/slideLayouts/_rels/slideLayout${at}.xml.rels`,
        content: relations([relation('rId1', `${R}/slideMaster`, '../slideMasters/slideMaster1.xml')]),
      },
    ]),
    ...slidePart(1, titleSlide(job), 1, brand.arms ? 'arms' : null),
    ...slides.flatMap((slide, at) =>
      slidePart(
        at + 2,
        slideXml(slide, at + 2, job),
        2,
        slide.content.is === 'figure' ? slide.content.figure.name : null,
      ),
    ),
    ...used.flatMap((name) => {
      const picture = pictures[name];
      return picture ? [{ path: `ppt/media/${name}.png`, content: picture.png }] : [];
    }),
    ...(brand.arms ? [{ path: 'ppt/media/arms.png', content: brand.arms.png }] : []),
  ];
  return packed(parts);
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;

const slidePart = (number: number, content: string, layout: 1 | 2, picture: string | null): Part[] => [
  { path: `ppt/slides/slide${number}.xml`, content },
  {
    path: `ppt/slides/_rels/slide${number}.xml.rels`,
    content: relations([
      relation('rId1', `${R}/slideLayout`, `../slideLayouts/slideLayout${layout}.xml`),
      ...(picture ? [relation('rId2', `${R}/image`, `../media/${picture}.png`)] : []),
    ]),
  },
];

function contentTypes(count: number): string {
  const override = (path: string, type: string) => `<Override PartName="${path}" ContentType="${type}"/>`;
  return (
    `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
    override('/ppt/presentation.xml', `${TYPE}.presentation.main+xml`) +
    override('/ppt/slideMasters/slideMaster1.xml', `${TYPE}.slideMaster+xml`) +
    [1, 2]
      .map((at) => override(`/ppt/slideLayouts/slideLayout${at}.xml`, `${TYPE}.slideLayout+xml`))
      .join('') +
    Array.from({ length: count }, (_, at) =>
      override(`/ppt/slides/slide${at + 1}.xml`, `${TYPE}.slide+xml`),
    ).join('') +
    override('/ppt/theme/theme1.xml', 'application/vnd.openxmlformats-officedocument.theme+xml') +
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    override('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml') +
    '</Types>'
  );
}

const presentationXml = (count: number): string =>
  `${XML_HEAD}<p:presentation ${NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rIdMaster"/></p:sldMasterIdLst><p:sldIdLst>${Array.from({ length: count }, (_, at) => `<p:sldId id="${256 + at}" r:id="rIdSlide${at + 1}"/>`).join('')}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`;

const presentationRelations = (count: number): string =>
  relations([
    relation('rIdMaster', `${R}/slideMaster`, 'slideMasters/slideMaster1.xml'),
    relation('rIdTheme', `${R}/theme`, 'theme/theme1.xml'),
    ...Array.from({ length: count }, (_, at) =>
      relation(`rIdSlide${at + 1}`, `${R}/slide`, `slides/slide${at + 1}.xml`),
    ),
  ]);

const slide = (shapes: string): string =>
  `${XML_HEAD}<p:sld ${NAMES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>${shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;

const placeholder = (id: number, type: string, paragraphs: string): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${type} ${id}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${type === 'title' || type === 'ctrTitle' ? '' : ' idx="1"'}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`;

const run = (text: string, locale: 'de' | 'en', more = ''): string =>
  `<a:r><a:rPr lang="${LANGUAGE[locale]}"${more}><a:latin typeface="+mn-lt"/></a:rPr><a:t>${xml(text)}</a:t></a:r>`;
const paragraph = (text: string, locale: 'de' | 'en', properties = ''): string =>
  `<a:p>${properties}${run(text, locale)}</a:p>`;

function titleSlide({ document, brand }: OfficeJob): string {
  const { locale } = document;
  const line = [document.subtitle, document.mark].filter((part) => part !== '').join(' · ');
  const height = 34;
  const arms = brand.arms
    ? picture(9, 'arms', brand.town, {
        x: SLIDE.side,
        y: 18,
        width: (height * brand.arms.width) / brand.arms.height,
        height,
      })
    : '';
  return slide(
    placeholder(2, 'ctrTitle', paragraph(document.title, locale)) +
      placeholder(3, 'subTitle', paragraph(line, locale)) +
      arms,
  );
}

function slideXml({ title, place, content, source }: Slide, number: number, job: OfficeJob): string {
  const { locale } = job.document;
  const head = placeholder(2, 'title', paragraph(title + place, locale));
  if (content.is === 'points') {
    const points = content.points.map(({ text, bullet }) =>
      paragraph(text, locale, bullet ? '' : '<a:pPr marL="0" indent="0"><a:buNone/></a:pPr>'),
    );
    return slide(head + placeholder(3, 'body', points.join('')) + foot(number, source, job));
  }
  if (content.is === 'figure') {
    const drawn: Picture | undefined = job.pictures[content.figure.name];
    if (!drawn) return slide(head + foot(number, source, job));
    const size = fitted(drawn);
    const at = { x: (SLIDE.width - size.width) / 2, y: SLIDE.top, ...size };
    return slide(head + picture(3, content.figure.name, content.figure.alt, at) + foot(number, source, job));
  }
  return slide(head + tableXml(content.table, locale) + foot(number, source, job));
}

const frame = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): string =>
  `<a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/>`;

const picture = (
  id: number,
  name: string,
  alt: string,
  place: { x: number; y: number; width: number; height: number },
): string =>
  `<p:pic><p:nvPicPr><p:cNvPr id="${id}" name="${xml(name)}" descr="${xml(alt)}"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>${frame(place)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`;

function tableXml(table: TableBlock, locale: 'de' | 'en'): string {
  const widths = slideColumns(table, emu(AREA.width));
  const row = emu(10);
  const line = (colour: string) =>
    `<a:lnB w="6350"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:lnB>`;
  const cell = (text: string, form: string, head: boolean) =>
    `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="${form === 'text' ? 'l' : 'r'}"/>${run(text, locale, ` sz="${TABLE.points * 100}"${head ? ' b="1"' : ''}`)}</a:p></a:txBody><a:tcPr anchor="ctr" marL="72000" marR="72000" marT="36000" marB="36000">${line(head ? '171A2B' : 'D5D8E3')}${head ? '<a:solidFill><a:srgbClr val="EEF1F8"/></a:solidFill>' : '<a:noFill/>'}</a:tcPr></a:tc>`;
  const rowXml = (cells: readonly string[]) => `<a:tr h="${row}">${cells.join('')}</a:tr>`;
  const height = (table.rows.length + 1) * 10;
  return (
    `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="table" descr="${xml(table.caption)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>` +
    `<p:xfrm>${frame({ x: SLIDE.side, y: SLIDE.top, width: AREA.width, height })}</p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1"/>` +
    `<a:tblGrid>${widths.map((width) => `<a:gridCol w="${width}"/>`).join('')}</a:tblGrid>` +
    rowXml(table.columns.map(({ name, form }) => cell(name, form, true))) +
    table.rows
      .map((cells) =>
        rowXml(
          table.columns.map(({ form }, at) => cell(cellWords(cells[at] ?? null, form, locale), form, false)),
        ),
      )
      .join('') +
    '</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
  );
}

function foot(number: number, source: string, { document, brand }: OfficeJob): string {
  const words = [source, brand.town, document.mark, String(number)].filter((part) => part !== '').join(' · ');
  const place = { x: SLIDE.side, y: SLIDE.height - 12, width: AREA.width, height: 8 };
  return `<p:sp><p:nvSpPr><p:cNvPr id="8" name="foot"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>${frame(place)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0"/><a:lstStyle/><a:p><a:pPr algn="r"/>${run(words, document.locale, ' sz="1100"')}</a:p></p:txBody></p:sp>`;
}
