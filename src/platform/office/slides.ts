/** How a document becomes slides, whatever the format: one for the title, one or more for each section. */
import {
  type Block,
  blocksOf,
  cellWords,
  type FigureBlock,
  type Section,
  type TableBlock,
} from '#kernel/document';
import { columnsOf, inUnits, wordWidth } from './columns.ts';
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
/** Letters of a table that are read from the last row, and what a row needs beside its lines; in points and millimetres. */
export const TABLE = { width: AREA.width, points: 18, padding: 4, line: 7.7, around: 2.5 } as const;

export function slidesOf({ document }: OfficeJob): Slide[] {
  return document.sections.flatMap((section) => {
    const contents = contentsOf(section, document.locale);
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

function contentsOf(section: Section, locale: 'de' | 'en'): SlideContent[] {
  const blocks: readonly Block[] = blocksOf(section);
  const points = blocks.flatMap((block): Point[] => {
    if (block.is === 'paragraph') return [{ text: block.text, bullet: false }];
    if (block.is === 'list') return block.items.map((text) => ({ text, bullet: true }));
    return block.is === 'callout' ? [{ text: `${block.title}. ${block.text}`, bullet: false }] : [];
  });
  const others = blocks.flatMap((block): SlideContent[] => {
    if (block.is === 'figure') return [{ is: 'figure', figure: block }];
    return block.is === 'table' ? rowsInTurn(block, locale).map((table) => ({ is: 'table', table })) : [];
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

/** As many rows on a slide as its height holds; every slide of a table has the columns of the whole. */
function rowsInTurn(table: TableBlock, locale: 'de' | 'en'): TableBlock[] {
  const widths = columnsOf(table, locale, TABLE);
  const height = (cells: readonly string[], bold: 1 | 1.06) =>
    TABLE.around +
    TABLE.line *
      Math.max(...cells.map((text, at) => linesIn(text, ((widths[at] ?? 1) - TABLE.padding) / bold)));
  const head = height(
    table.columns.map(({ name }) => name),
    1.06,
  );
  const columns = table.columns.map((column, at) => ({ ...column, width: widths[at] ?? 0 }));
  const parts: TableBlock['rows'][number][][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const row of table.rows) {
    const needs = height(
      table.columns.map(({ form }, at) => cellWords(row[at] ?? null, form, locale)),
      1,
    );
    if (used + needs > AREA.height) {
      parts.push([]);
      used = head;
    }
    parts.at(-1)?.push(row);
    used += needs;
  }
  return parts.map((rows) => ({ ...table, columns, rows }));
}

/** Lines a text takes in a column, word by word as a program sets them. */
function linesIn(text: string, width: number): number {
  const space = wordWidth(' ', TABLE.points);
  let [lines, used] = [1, 0];
  for (const word of text.split(' ')) {
    const needs = wordWidth(word, TABLE.points);
    const fits = used === 0 || used + space + needs <= width;
    if (!fits) lines += 1;
    lines += Math.max(0, Math.ceil(needs / width) - 1);
    used = fits && used > 0 ? used + space + needs : Math.min(needs, width);
  }
  return lines;
}

/** Widths of the columns of a table on a slide, in whole units of which all are `whole`. */
export const slideColumns = ({ columns }: TableBlock, whole: number): number[] =>
  inUnits(
    columns.map(({ width }) => width),
    whole,
  );

/** Size of a picture that fits the area, in millimetres. */
export function fitted({ width, height }: { readonly width: number; readonly height: number }) {
  const scale = Math.min(AREA.width / width, AREA.height / height);
  return { width: width * scale, height: height * scale };
}
