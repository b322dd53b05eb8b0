/** A town's own text document: what it asks for, and how it is filled. Its styles, head and foot stay as they are. */
import { strFromU8, unzipSync } from 'fflate';
import type { Brand } from '#kernel/document';
import { assemble, pictureRelations, propertiesOf } from './docx.ts';
import { bodyOf, type DocxStyles, OWN_STYLES } from './docx-body.ts';
import { numberingParts, numberingXml, stylesXml } from './docx-styles.ts';
import { type Part, packed, xml } from './package.ts';
import { LANGUAGE, type OfficeJob } from './set.ts';

/** Places a template may name; the whole content stands where `inhalt` is. */
export const PLACEHOLDERS = [
  'titel',
  'untertitel',
  'gemeinde',
  'angaben',
  'kennzeichnung',
  'inhalt',
] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

const MOST_INFLATED = 30_000_000;
const DOCUMENT = 'word/document.xml';
const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;
const WITH_WORDS = /^word\/(document|header\d*|footer\d*)\.xml$/;
/** Innermost paragraphs: those of a text box stand within another one. */
const PARAGRAPH = /<w:p(?:\s[^>]*)?>(?:(?!<w:p[\s>])[\s\S])*?<\/w:p>/g;
const TEXT = /<w:t(?:\s[^>]*)?>([\s\S]*?)<\/w:t>/g;

export type TemplateReading =
  | { readonly fault: 'no_docx' | 'too_large' | 'macros' }
  | { readonly unknown: readonly string[]; readonly content: boolean };

/** What a template asks for: names nobody knows, and whether it has a place for the content. */
export function readTemplate(bytes: Uint8Array): TemplateReading {
  const files = unpacked(bytes);
  if (files === 'too_large') return { fault: 'too_large' };
  if (!files?.[DOCUMENT]) return { fault: 'no_docx' };
  if (Object.keys(files).some((path) => /vbaProject|\.bin$/i.test(path))) return { fault: 'macros' };
  const named = Object.entries(files)
    .filter(([path]) => WITH_WORDS.test(path))
    .flatMap(([path, part]) => placesIn(strFromU8(part)).map((name) => ({ path, name })));
  const unknown = named
    .map(({ name }) => name)
    .filter((name) => !PLACEHOLDERS.some((known) => known === name));
  return {
    unknown: [...new Set(unknown)],
    content: named.some(({ path, name }) => path === DOCUMENT && name === 'inhalt'),
  };
}

const wordsIn = (paragraph: string): string =>
  [...paragraph.matchAll(TEXT)].map(([, text = '']) => text).join('');

const placesIn = (part: string): string[] =>
  [...part.matchAll(PARAGRAPH)].flatMap(([paragraph]) =>
    [...wordsIn(paragraph).matchAll(PLACE)].map(([, name = '']) => name.toLowerCase()),
  );

function unpacked(bytes: Uint8Array): Record<string, Uint8Array> | 'too_large' | null {
  let inflated = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        inflated += originalSize;
        return inflated <= MOST_INFLATED;
      },
    });
    return inflated > MOST_INFLATED ? 'too_large' : files;
  } catch {
    return null;
  }
}

/** The template with the document in it; `template` has been read without faults before. */
export function fillTemplate(template: Uint8Array, job: OfficeJob): Uint8Array {
  const files = unpacked(template);
  if (files === null || files === 'too_large') throw new RangeError('the template cannot be unpacked');
  const text = (path: string): string => (files[path] ? strFromU8(files[path]) : '');
  const { styles, added } = stylesOf(text('word/styles.xml'), job);
  const { body, pictures, lists } = bodyOf(job, styles, true);
  const { document, brand } = job;
  const values: Record<Placeholder, string> = {
    titel: document.title,
    untertitel: document.subtitle,
    gemeinde: brand.town,
    angaben: document.facts.map(([label, value]) => `${label}: ${value}`).join(' · '),
    kennzeichnung: document.mark,
    inhalt: '',
  };
  const marked = Object.keys(files).some(
    (path) => WITH_WORDS.test(path) && placesIn(text(path)).includes('kennzeichnung'),
  );
  const mark =
    document.mark && !marked
      ? `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${xml(document.mark)}</w:t></w:r></w:p>`
      : '';
  const parts = new Map<string, Part['content']>(Object.entries(files));
  for (const path of Object.keys(files))
    if (WITH_WORDS.test(path))
      parts.set(path, withNames(filled(text(path), values, path === DOCUMENT ? mark + body : '')));
  parts.set('word/styles.xml', text('word/styles.xml').replace('</w:styles>', `${added}</w:styles>`));
  addNumbering(parts, text, lists);
  addRelations(parts, text, pictureRelations(pictures.map(({ path }) => path)));
  for (const { path, png } of pictures) parts.set(`word/${path}`, png);
  for (const { path, content } of propertiesOf(job)) if (files[path]) parts.set(path, content);
  return packed([...parts].map(([path, content]) => ({ path, content })));
}

function filled(part: string, values: Record<Placeholder, string>, body: string): string {
  return part.replace(PARAGRAPH, (paragraph) => {
    const words = wordsIn(paragraph);
    if (!words.includes('{{')) return paragraph;
    if (body && /\{\{\s*inhalt\s*\}\}/i.test(words)) return body;
    const said = words.replace(PLACE, (_, name: string) =>
      xml(values[name.toLowerCase() as Placeholder] ?? ''),
    );
    let first = true;
    return paragraph.replace(TEXT, () => {
      const own = first ? `<w:t xml:space="preserve">${said}</w:t>` : '<w:t></w:t>';
      first = false;
      return own;
    });
  });
}

const NAMESPACE: Readonly<Record<string, string>> = {
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
};

/** The root knows the names that the content uses. */
const withNames = (part: string): string =>
  part.replace(/<w:(document|hdr|ftr)\s[^>]*>/, (root) => {
    const missing = Object.entries(NAMESPACE).filter(([prefix]) => !root.includes(`xmlns:${prefix}=`));
    return root.replace(/>$/, `${missing.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('')}>`);
  });

/** Styles are found by the name every language of the word processor writes; what is missing is brought along. */
function stylesOf(theirs: string, { brand, document }: OfficeJob): { styles: DocxStyles; added: string } {
  const own = stylesXml(brand.colour, LANGUAGE[document.locale]);
  let added = '';
  const idFor = (name: string, id: string): string => {
    for (const [style] of theirs.matchAll(/<w:style [\s\S]*?<\/w:style>/g))
      if (new RegExp(`<w:name w:val="${name}"`, 'i').test(style))
        return /w:styleId="([^"]*)"/.exec(style)?.[1] ?? id;
    added +=
      new RegExp(`<w:style [^>]*w:styleId="${id}"[\\s\\S]*?</w:style>`)
        .exec(own)?.[0]
        .replace(' w:default="1"', '') ?? '';
    return id;
  };
  return {
    styles: {
      ...OWN_STYLES,
      normal: idFor('Normal', 'Normal'),
      heading: [
        idFor('heading 1', 'Heading1'),
        idFor('heading 2', 'Heading2'),
        idFor('heading 3', 'Heading3'),
      ],
      list: idFor('List Paragraph', 'ListParagraph'),
      caption: idFor('caption', 'Caption'),
      table: idFor('Sollstand Table', 'SollstandTable'),
      callout: idFor('Callout', 'Callout'),
      source: idFor('Source', 'SourceLine'),
    },
    added,
  };
}

type Text = (path: string) => string;

function addNumbering(parts: Map<string, Part['content']>, text: Text, lists: number): void {
  const path = 'word/numbering.xml';
  const theirs = text(path);
  if (theirs) {
    const own = numberingParts(lists);
    const at = theirs.search(/<w:num[ >]|<\/w:numbering>/);
    const whole = `${theirs.slice(0, at)}${own.abstract}${theirs.slice(at)}`;
    parts.set(
      path,
      whole.replace(/(<w:numIdMacAtCleanup[^>]*\/>)?<\/w:numbering>/, (end) => own.lists + end),
    );
    return;
  }
  parts.set(path, numberingXml(lists));
  const types = '[Content_Types].xml';
  parts.set(
    types,
    text(types).replace(
      '</Types>',
      '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>',
    ),
  );
}

function addRelations(parts: Map<string, Part['content']>, text: Text, pictures: readonly string[]): void {
  const path = 'word/_rels/document.xml.rels';
  const numbering = /relationships\/numbering"/.test(text(path))
    ? ''
    : `<Relationship Id="rIdSollstandNumbering" Type="${NAMESPACE.r}/numbering" Target="numbering.xml"/>`;
  parts.set(path, text(path).replace('</Relationships>', `${numbering}${pictures.join('')}</Relationships>`));
  const types = '[Content_Types].xml';
  const now = String(parts.get(types) instanceof Uint8Array ? text(types) : parts.get(types));
  const missing = [
    ['png', 'image/png'],
    ['jpg', 'image/jpeg'],
  ]
    .filter(([extension]) => !new RegExp(`Extension="${extension}"`, 'i').test(now))
    .map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`);
  if (missing.length > 0)
    parts.set(
      types,
      now.replace(/<Types[^>]*>/, (root) => `${root}${missing.join('')}`),
    );
}

/** A template to begin with: every place once, in the look of the town. */
export function sampleTemplate(brand: Brand, createdAt: Date): Uint8Array {
  const document = {
    kind: 'template',
    locale: 'de',
    title: '{{titel}}',
    subtitle: '{{untertitel}}',
    facts: [],
    mark: '{{kennzeichnung}}',
    numbered: true,
    sections: [],
  } as const;
  const job: OfficeJob = { document, brand, pictures: {}, createdAt };
  const { body } = bodyOf(job, OWN_STYLES);
  const line = (words: string) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
  return assemble(job, { body: body + line('{{angaben}}') + line('{{inhalt}}'), pictures: [], lists: 0 });
}
