/** A document as DOCX (ISO/IEC 29500): real headings, lists, repeated header rows, captions, alternative texts. */
import type { Brand, DocumentModel } from '#kernel/document';
import { bodyOf, type DocxBody, OWN_STYLES } from './docx-body.ts';
import { numberingXml, stylesXml } from './docx-styles.ts';
import { type Part, packed, XML_HEAD, xml } from './package.ts';
import { LANGUAGE, type OfficeJob, PAGE, WORDS } from './set.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const NAMESPACES = `xmlns:w="${W}" xmlns:r="${R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`;
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const PACKAGE = 'application/vnd.openxmlformats-package';
const RELATION = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Twentieths of a point, from millimetres. */
export const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);

/** The whole file in the look of the town. */
export const docx = (job: OfficeJob): Uint8Array => assemble(job, bodyOf(job, OWN_STYLES));

/** A file around a body that is written already. */
export function assemble(job: OfficeJob, { body, pictures, lists }: DocxBody): Uint8Array {
  const { document, brand } = job;
  const arms = brand.arms ? [{ path: 'word/media/arms.png', content: brand.arms.png }] : [];
  const parts: Part[] = [
    { path: '[Content_Types].xml', content: contentTypes() },
    { path: '_rels/.rels', content: packageRelations() },
    ...propertiesOf(job),
    { path: 'word/document.xml', content: documentXml(body) },
    { path: 'word/styles.xml', content: stylesXml(brand.colour, LANGUAGE[document.locale]) },
    { path: 'word/numbering.xml', content: numberingXml(lists) },
    { path: 'word/settings.xml', content: settingsXml(document) },
    { path: 'word/header1.xml', content: headerXml(document, brand) },
    ...(brand.arms ? [{ path: 'word/_rels/header1.xml.rels', content: armsRelation() }] : []),
    { path: 'word/footer1.xml', content: footerXml(document, brand) },
    { path: 'word/_rels/document.xml.rels', content: documentRelations(pictures.map(({ path }) => path)) },
    ...pictures.map(({ path, png }) => ({ path: `word/${path}`, content: png })),
    ...arms,
  ];
  return packed(parts);
}

const documentXml = (body: string): string =>
  `${XML_HEAD}<w:document ${NAMESPACES}><w:body>${body}${sectionXml()}</w:body></w:document>`;

/** Page size, margins, head and foot. */
const sectionXml = (): string => {
  const { width, height, left, right, top, bottom } = PAGE;
  return (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/>' +
    `<w:pgSz w:w="${twips(width)}" w:h="${twips(height)}"/>` +
    `<w:pgMar w:top="${twips(top)}" w:right="${twips(right)}" w:bottom="${twips(bottom)}" w:left="${twips(left)}" w:header="${twips(11)}" w:footer="${twips(11)}" w:gutter="0"/></w:sectPr>`
  );
};

const contentTypes = (): string =>
  `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpg" ContentType="image/jpeg"/>' +
  `<Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>` +
  ['styles', 'numbering', 'settings']
    .map((name) => `<Override PartName="/word/${name}.xml" ContentType="${TYPE}.${name}+xml"/>`)
    .join('') +
  `<Override PartName="/word/header1.xml" ContentType="${TYPE}.header+xml"/>` +
  `<Override PartName="/word/footer1.xml" ContentType="${TYPE}.footer+xml"/>` +
  `<Override PartName="/docProps/core.xml" ContentType="${PACKAGE}.core-properties+xml"/>` +
  '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>';

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;

export const relations = (list: readonly string[]): string =>
  `${XML_HEAD}<Relationships xmlns="${RELATION}">${list.join('')}</Relationships>`;

const packageRelations = (): string =>
  relations([
    relation('rId1', `${R}/officeDocument`, 'word/document.xml'),
    relation('rId2', `${RELATION}/metadata/core-properties`, 'docProps/core.xml'),
    relation('rId3', `${R}/extended-properties`, 'docProps/app.xml'),
  ]);

/** Relations of the pictures, numbered as `bodyOf` refers to them. */
export const pictureRelations = (paths: readonly string[]): string[] =>
  paths.map((path, at) => relation(`rIdPicture${at + 1}`, `${R}/image`, path));

const documentRelations = (pictures: readonly string[]): string =>
  relations([
    relation('rIdStyles', `${R}/styles`, 'styles.xml'),
    relation('rIdNumbering', `${R}/numbering`, 'numbering.xml'),
    relation('rIdSettings', `${R}/settings`, 'settings.xml'),
    relation('rIdHeader', `${R}/header`, 'header1.xml'),
    relation('rIdFooter', `${R}/footer`, 'footer1.xml'),
    ...pictureRelations(pictures),
  ]);

const armsRelation = (): string => relations([relation('rIdArms', `${R}/image`, 'media/arms.png')]);

const settingsXml = ({ locale }: DocumentModel): string =>
  `${XML_HEAD}<w:settings xmlns:w="${W}"><w:autoHyphenation w:val="true"/><w:themeFontLang w:val="${LANGUAGE[locale]}"/></w:settings>`;

/** Title, language, author and day; of people nothing. */
export function propertiesOf({ document, brand, createdAt }: OfficeJob): Part[] {
  const day = createdAt.toISOString().replace(/\.\d+Z$/, 'Z');
  const core =
    `${XML_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${xml(document.title)}</dc:title><dc:subject>${xml(document.subtitle)}</dc:subject><dc:creator>${xml(brand.town)}</dc:creator>` +
    `<dc:language>${LANGUAGE[document.locale]}</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${day}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${day}</dcterms:modified></cp:coreProperties>`;
  const app = `${XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Sollstand</Application></Properties>`;
  return [
    { path: 'docProps/core.xml', content: core },
    { path: 'docProps/app.xml', content: app },
  ];
}

function headerXml(document: DocumentModel, brand: Brand): string {
  const { arms } = brand;
  const height = 11;
  const width = arms ? (height * arms.width) / arms.height : 0;
  const emu = (mm: number) => Math.round(mm * 36_000);
  const picture = arms
    ? `<w:r><w:drawing><wp:inline><wp:extent cx="${emu(width)}" cy="${emu(height)}"/><wp:docPr id="900" name="arms" descr="${xml(`${WORDS[document.locale].arms} ${brand.town}`)}"/>` +
      '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="900" name="arms"/><pic:cNvPicPr/></pic:nvPicPr>' +
      '<pic:blipFill><a:blip r:embed="rIdArms"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>' +
      `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t xml:space="preserve">  </w:t></w:r>`
    : '';
  const line = [brand.town, brand.headline].filter((part) => part !== '').join(' · ');
  return (
    `${XML_HEAD}<w:hdr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${picture}<w:r><w:t>${xml(line)}</w:t></w:r>` +
    `<w:r><w:tab/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>${xml(document.mark || document.title)}</w:t></w:r></w:p></w:hdr>`
  );
}

function footerXml({ locale }: DocumentModel, { footline }: Brand): string {
  const { page, of } = WORDS[locale];
  const field = (code: string) => `<w:fldSimple w:instr="${code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
  const words = (text: string) => `<w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`;
  return (
    `${XML_HEAD}<w:ftr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${words(footline)}<w:r><w:tab/></w:r>` +
    `${words(`${page} `)}${field('PAGE')}${words(` ${of} `)}${field('NUMPAGES')}</w:p></w:ftr>`
  );
}
