/** How the parts of the results report are written: nothing in it is public. */
import type { Block, CalloutBlock, HeadingBlock, Section, TableBlock, TextBlock } from '#kernel/document';
import { bullets, paragraph, repeating, table } from '../ground.ts';

export const AS = 'non_public';

/** Name and share of the width; `figure` stands at the right. */
export type Column = readonly [name: string, width: number, side?: 'figure'];

/** Cells are words already, as the report has them. */
export const wordsTable = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  total?: readonly string[],
): TableBlock[] =>
  table(
    caption,
    columns.map(([name, width, side]) => [name, width, side === 'figure' ? 'whole' : 'text'] as const),
    rows,
    { class: AS, ...(total ? { total } : {}) },
  );

/** Paragraphs as somebody entered them, blank lines between them. */
export const entered = (...texts: readonly string[]): TextBlock[] =>
  texts
    .flatMap((text) => text.split(/\n\s*\n/))
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .map((text) => paragraph(text, AS));

export const points = (items: readonly string[]): TextBlock[] => bullets(items, AS);

export const heading = (level: 2 | 3, text: string): HeadingBlock => ({
  is: 'heading',
  class: AS,
  level,
  text,
});

export const note = (title: string, text: string): CalloutBlock => ({
  is: 'callout',
  class: AS,
  title,
  text,
});

/** A chart with what it shows in words; nothing where there is none. */
export const chartBlock = (
  chart: { readonly name: string; readonly title: string; readonly alt: string } | null,
  charts: Readonly<Record<string, unknown>>,
): Block[] => {
  const spec = chart && charts[chart.name];
  return chart && spec
    ? [
        {
          is: 'figure',
          class: AS,
          name: chart.name,
          caption: chart.title,
          alt: chart.alt,
          spec: spec as never,
        },
      ]
    : [];
};

/** Marked as what repeats the numbers of a chart. */
export const behind = (chart: { readonly name: string } | null, blocks: readonly Block[]): Block[] =>
  chart ? repeating(chart.name, blocks) : [...blocks];

export const chapter = (
  key: string,
  title: string,
  text: readonly TextBlock[] = [],
  blocks: readonly Block[] = [],
): Section => ({ key, title, class: AS, text, blocks });

/** A section below a chapter; nothing where it would say nothing. */
export const part = (
  key: string,
  title: string,
  text: readonly TextBlock[],
  blocks: readonly Block[] = [],
): Section[] =>
  text.length + blocks.length === 0 ? [] : [{ key, title, class: AS, level: 2, text, blocks }];
