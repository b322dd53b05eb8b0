/** What all OpenDocument files share (ISO/IEC 26300): names, manifest, properties. */
import { type Part, XML_HEAD, xml } from './package.ts';
import { LANGUAGE, type OfficeJob } from './set.ts';

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';
const PREFIXES = {
  office: `${OASIS}:office:1.0`,
  style: `${OASIS}:style:1.0`,
  text: `${OASIS}:text:1.0`,
  table: `${OASIS}:table:1.0`,
  draw: `${OASIS}:drawing:1.0`,
  presentation: `${OASIS}:presentation:1.0`,
  number: `${OASIS}:datastyle:1.0`,
  fo: `${OASIS}:xsl-fo-compatible:1.0`,
  svg: `${OASIS}:svg-compatible:1.0`,
  meta: `${OASIS}:meta:1.0`,
  config: `${OASIS}:config:1.0`,
  manifest: `${OASIS}:manifest:1.0`,
  xlink: 'http://www.w3.org/1999/xlink',
  dc: 'http://purl.org/dc/elements/1.1/',
} as const;

const names = Object.entries(PREFIXES)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** A root element that knows all names and the version. */
export const odfRoot = (element: string, content: string): string =>
  `${XML_HEAD}<${element} ${names} office:version="1.3">${content}</${element}>`;

export type OdfKind = 'text' | 'spreadsheet' | 'presentation';
const media = (kind: OdfKind): string => `application/vnd.oasis.opendocument.${kind}`;

interface OdfFiles {
  readonly kind: OdfKind;
  readonly styles: string;
  readonly content: string;
  /** How it is shown when it is opened. */
  readonly settings?: string;
  /** PNG by path, e.g. `Pictures/cost.png`. */
  readonly pictures: readonly { readonly path: string; readonly png: Uint8Array }[];
}

/** The parts of the package; the media type comes first and is not compressed, as the standard asks. */
export function odfParts(job: OfficeJob, { kind, styles, content, settings, pictures }: OdfFiles): Part[] {
  const entries = [
    ['/', media(kind)],
    ['content.xml', 'text/xml'],
    ['styles.xml', 'text/xml'],
    ['meta.xml', 'text/xml'],
    ...(settings ? [['settings.xml', 'text/xml']] : []),
    ...pictures.map(({ path }) => [path, path.endsWith('.jpg') ? 'image/jpeg' : 'image/png']),
  ] as [string, string][];
  const manifest = `${XML_HEAD}<manifest:manifest xmlns:manifest="${PREFIXES.manifest}" manifest:version="1.3">${entries
    .map(
      ([path, type]) =>
        `<manifest:file-entry manifest:full-path="${path}"${path === '/' ? ' manifest:version="1.3"' : ''} manifest:media-type="${type}"/>`,
    )
    .join('')}</manifest:manifest>`;
  return [
    { path: 'mimetype', content: media(kind), stored: true },
    { path: 'META-INF/manifest.xml', content: manifest },
    { path: 'meta.xml', content: metaXml(job) },
    { path: 'styles.xml', content: styles },
    { path: 'content.xml', content },
    ...(settings ? [{ path: 'settings.xml', content: settings }] : []),
    ...pictures.map(({ path, png }) => ({ path, content: png, stored: true })),
  ];
}

/** Title, language, author and day; of people nothing. */
function metaXml({ document, brand, createdAt }: OfficeJob): string {
  const day = createdAt.toISOString().replace(/Z$/, '');
  return odfRoot(
    'office:document-meta',
    `<office:meta><meta:generator>Sollstand</meta:generator><dc:title>${xml(document.title)}</dc:title><dc:subject>${xml(document.subtitle)}</dc:subject>` +
      `<meta:initial-creator>${xml(brand.town)}</meta:initial-creator><dc:creator>${xml(brand.town)}</dc:creator><meta:creation-date>${day}</meta:creation-date><dc:date>${day}</dc:date>` +
      `<dc:language>${LANGUAGE[document.locale]}</dc:language></office:meta>`,
  );
}

/** Language of all words, for the default style. */
export const odfLanguage = (locale: 'de' | 'en'): string => {
  const [language = '', country = ''] = LANGUAGE[locale].split('-');
  return `fo:language="${language}" fo:country="${country}"`;
};

/** A picture with its alternative text, in a frame of the given size in millimetres. */
export const odfPicture = (
  path: string,
  name: string,
  size: { readonly width: number; readonly height: number },
  words: { readonly title: string; readonly alt: string },
  more = 'text:anchor-type="as-char"',
): string =>
  `<draw:frame draw:name="${xml(name)}" ${more} svg:width="${size.width.toFixed(1)}mm" svg:height="${size.height.toFixed(1)}mm"><draw:image xlink:href="${path}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/><svg:title>${xml(words.title)}</svg:title><svg:desc>${xml(words.alt)}</svg:desc></draw:frame>`;
