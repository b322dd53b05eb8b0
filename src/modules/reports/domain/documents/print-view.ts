import {
  type Block,
  type Brand,
  blocksOf,
  cellWords,
  type DocumentModel,
  levelOf,
  type RecordBlock,
} from '#kernel/document';
import { fill } from '../words.ts';
import { DOCUMENT_WORDS } from './ground.ts';

/** Everything `document.typ` prints: plain JSON with every figure in words. */
export function printView(document: DocumentModel, brand: Brand, draft: boolean) {
  const d = DOCUMENT_WORDS[document.locale];
  const { table, figure } = {
    de: { table: 'Tabelle', figure: 'Abbildung' },
    en: { table: 'Table', figure: 'Figure' },
  }[document.locale];
  return {
    w: { pageOf: d.pageOf, noRows: d.noRows, contents: d.contents, table, figure },
    title: document.title,
    subtitle: document.subtitle,
    headline: divisible([brand.town, brand.headline].filter((part) => part !== '').join(' · ')),
    mark: document.mark,
    draft,
    draftWord: d.draft,
    numbered: document.numbered,
    pages: document.kind === 'sheets',
    book: document.form === 'book',
    facts: document.facts.map(([label, value]) => [label, value]),
    brand: {
      colour: brand.colour,
      footline: divisible(brand.footline),
      arms: brand.arms ? `${d.arms} ${brand.town}` : '',
    },
    sections: document.sections.map((section) => ({
      title: section.title,
      level: levelOf(section),
      'one-page': document.form === 'book' && section.key === 'summary',
      blocks: blocksOf(section).map((block) => blockView(block, document.locale)),
    })),
  };
}

/** With places where a word too long for its line may be divided, so that it never runs over what stands beside it. */
const divisible = (text: string): string => text.replace(/\S{24}/g, '$&\u200b');

function blockView(block: Block, locale: DocumentModel['locale']) {
  const d = DOCUMENT_WORDS[locale];
  const list = (block.sources ?? []).map(({ label }) => label).join(', ');
  const common = { is: block.is, sources: list && fill(d.sources, { list }) };
  if (block.is === 'table') {
    const words = (cells: (typeof block.rows)[number], none: string) =>
      block.columns.map(({ form }, at) =>
        cells[at] === null ? none : cellWords(cells[at] ?? null, form, locale),
      );
    return {
      ...common,
      caption: block.caption,
      columns: block.columns.map(({ name, width, form }) => ({ name, width, right: form !== 'text' })),
      rows: block.rows.map((cells) => words(cells, '–')),
      total: block.total ? words(block.total, '') : [],
    };
  }
  if (block.is === 'list') return { ...common, ordered: block.ordered, items: [...block.items] };
  if (block.is === 'figure') return { ...common, name: block.name, caption: block.caption, alt: block.alt };
  if (block.is === 'photo')
    return { ...common, file: photoFile(block.name), caption: block.caption, alt: block.alt };
  if (block.is === 'record')
    return {
      ...common,
      title: block.title,
      text: block.text,
      rows: block.rows.map(([label, value]) => [label, value]),
      grave: block.grave,
      tall: isTall(block),
    };
  if (block.is === 'callout') return { ...common, title: block.title, text: block.text };
  if (block.is === 'heading') return { ...common, level: block.level, text: block.text };
  return block.is === 'paragraph' ? { ...common, text: block.text } : common;
}

/** Letters that a line of a record holds, and how many lines fill the better part of a page. */
const LINE = 78;
const MOST_LINES = 26;

/** Whether a record may be divided between pages; reckoned, because measuring sets every record twice. */
function isTall({ text, rows }: RecordBlock): boolean {
  const lines = [text, ...rows.map(([, value]) => value)].map(({ length }) => Math.ceil(length / LINE));
  return lines.reduce((sum, count) => sum + count, rows.length / 2) > MOST_LINES;
}

/** Where the template finds a photo. */
export const photoFile = (name: string): string => `${name}.jpg`;
