/** How a document becomes slides, whatever the format: one for the title, one or more for each section. */
import { type Block, blocksOf, type FigureBlock, type Section, type TableBlock } from '#kernel/document';
import { type OfficeJob, WORDS } from './set.ts';

/** 16:9, in millimetres. */
export const SLIDE = { width: 338.67, height: 190.5, side: 18, top: 34, bottom: 16 } as const;
export const AREA = {
  width: SLIDE.width - 2 * SLIDE.side,
  height: SLIDE.height - SLIDE.top - SLIDE.bottom,
} as const;

export type SlideContent =
  | { readonly is: 'points'; readonly points: readonly Point[] }
  | { readonly is: 'table'; readonly table: TableBlock }
  | { readonly is: 'figure'; readonly figure: FigureBlock };

export interface Point {
  readonly text: string;
  readonly bullet: boolean;
}

export interface Slide {
  readonly title: string;
  readonly content: SlideContent;
  /** Continues the one before. */
  readonly place: string;
  /** `Quelle: Maßnahmen`; empty where none is named. */
  readonly source: string;
}

/** What is still read from the last row. */
const MOST_LINES = 11;
const LINE = 95;
const MOST_ROWS = 9;

export function slidesOf({ document }: OfficeJob): Slide[] {
  return document.sections.flatMap((section) => {
    const contents = contentsOf(section);
    return contents.map((content, at) => ({
      title: section.title,
      content,
      place: contents.length > 1 ? ` (${at + 1}/${contents.length})` : '',
      source: sourceOf(section, document.locale),
    }));
  });
}

function sourceOf(section: Section, locale: 'de' | 'en'): string {
  const labels = new Set(blocksOf(section).flatMap(({ sources = [] }) => sources.map(({ label }) => label)));
  return labels.size > 0 ? `${WORDS[locale].source}: ${[...labels].join(', ')}` : '';
}

function contentsOf(section: Section): SlideContent[] {
  const blocks: readonly Block[] = blocksOf(section);
  const points = blocks.flatMap((block): Point[] => {
    if (block.is === 'paragraph') return [{ text: block.text, bullet: false }];
    if (block.is === 'list') return block.items.map((text) => ({ text, bullet: true }));
    return block.is === 'callout' ? [{ text: `${block.title}. ${block.text}`, bullet: false }] : [];
  });
  const others = blocks.flatMap((block): SlideContent[] => {
    if (block.is === 'figure') return [{ is: 'figure', figure: block }];
    return block.is === 'table' ? rowsInTurn(block).map((table) => ({ is: 'table', table })) : [];
  });
  return [...pointsInTurn(points).map((part): SlideContent => ({ is: 'points', points: part })), ...others];
}

function pointsInTurn(points: readonly Point[]): Point[][] {
  const parts: Point[][] = [];
  let lines = Number.POSITIVE_INFINITY;
  for (const point of points) {
    const needs = Math.ceil(point.text.length / LINE);
    if (lines + needs > MOST_LINES) {
      parts.push([]);
      lines = 0;
    }
    parts.at(-1)?.push(point);
    lines += needs;
  }
  return parts;
}

const rowsInTurn = (table: TableBlock): TableBlock[] =>
  Array.from({ length: Math.ceil(table.rows.length / MOST_ROWS) }, (_, at) => ({
    ...table,
    rows: table.rows.slice(at * MOST_ROWS, (at + 1) * MOST_ROWS),
  }));

/** Size of a picture that fits the area, in millimetres. */
export function fitted({ width, height }: { readonly width: number; readonly height: number }) {
  const scale = Math.min(AREA.width / width, AREA.height / height);
  return { width: width * scale, height: height * scale };
}
