/** What a document says, before it is set in any format: blocks in sections, each with a class of confidentiality. Pure. */
import type { ChartSpec, Locale } from './chart.ts';

/**
 * Who may read it: `public` stands in the paper of a public session; `non_public` only in its annex (§ 35 GemO BW);
 * `technical` only in what those hear who run the IT.
 */
export const CLASSES = ['public', 'non_public', 'technical'] as const;
export type Confidentiality = (typeof CLASSES)[number];

/** How a cell is written; amounts are cents, decimals have one place. */
export type CellForm = 'text' | 'whole' | 'decimal' | 'money';
export type Cell = string | number | null;

export interface TableColumn {
  readonly name: string;
  readonly form: CellForm;
  /** Share of the width beside the other columns. */
  readonly width: number;
}

/** Where a statement comes from: the number of a record and, where there is one, the address of its page. */
export interface Source {
  readonly label: string;
  readonly path: string | null;
  /** Who may read that it is the source; without one, whoever may read the statement. */
  readonly class?: Confidentiality;
}

interface Classed {
  readonly class: Confidentiality;
  /** Name of the figure whose numbers it repeats: both are for the same readers. */
  readonly figure?: string;
  readonly sources?: readonly Source[];
}
export type HeadingBlock = Classed & {
  readonly is: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: string;
};
export type ParagraphBlock = Classed & { readonly is: 'paragraph'; readonly text: string };
export type ListBlock = Classed & {
  readonly is: 'list';
  readonly ordered: boolean;
  readonly items: readonly string[];
};
export type TableBlock = Classed & {
  readonly is: 'table';
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** A last row set apart. */
  readonly total?: readonly Cell[];
};
export type FigureBlock = Classed & {
  readonly is: 'figure';
  /** Letters, digits and hyphens; unique in the document. */
  readonly name: string;
  readonly caption: string;
  readonly alt: string;
  readonly spec: ChartSpec;
};
export type CalloutBlock = Classed & {
  readonly is: 'callout';
  readonly title: string;
  readonly text: string;
};
/** A record by itself: its name as a heading, what it says, and what is known of it. */
export type RecordBlock = Classed & {
  readonly is: 'record';
  readonly title: string;
  readonly text: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
  /** Set apart where it is grave. */
  readonly grave: boolean;
};
/** A photo that is kept as a file of the town; it is fetched when the document is set. */
export type PhotoBlock = Classed & {
  readonly is: 'photo';
  /** Letters, digits and hyphens; unique in the document. */
  readonly name: string;
  /** SHA-256 of its content in hex. */
  readonly sha256: string;
  readonly caption: string;
  readonly alt: string;
};
export type PageBreakBlock = Classed & { readonly is: 'page_break' };
export type TextBlock = ParagraphBlock | ListBlock;
export type Block =
  | HeadingBlock
  | TextBlock
  | TableBlock
  | FigureBlock
  | CalloutBlock
  | RecordBlock
  | PhotoBlock
  | PageBreakBlock;

/** A part that can be left out or rewritten as a whole; its title is its heading. */
export interface Section {
  /** Letters and underscores; unique in the document, the same in every edition. */
  readonly key: string;
  readonly title: string;
  readonly class: Confidentiality;
  /** 2 = stands below the section of level 1 before it; without one it is of level 1. */
  readonly level?: 1 | 2;
  /** What people may rewrite. */
  readonly text: readonly TextBlock[];
  /** Tables, figures and notes that come from the records and follow the text. */
  readonly blocks: readonly Block[];
}

/** The look of the town. */
export interface Brand {
  readonly town: string;
  /** `#rrggbb`. */
  readonly colour: string;
  /** Line at the head of every page beside the name, e.g. the address. */
  readonly headline: string;
  readonly footline: string;
  /** PNG with its size in pixels; null where the town has given none. */
  readonly arms: { readonly png: Uint8Array; readonly width: number; readonly height: number } | null;
  /** The town's own text document (DOCX) with places for the content; null where it has none. */
  readonly template: Uint8Array | null;
}

export interface DocumentModel {
  readonly kind: string;
  readonly locale: Locale;
  readonly title: string;
  readonly subtitle: string;
  /** Head of the paper: body, kind of session, date. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** Stands on every page, e.g. that it is a draft or not public; empty where nothing has to be said. */
  readonly mark: string;
  /** Whether headings carry numbers. */
  readonly numbered: boolean;
  /** A book has a cover and a table of contents, and its chapters begin on pages of their own. */
  readonly form?: 'paper' | 'book';
  readonly sections: readonly Section[];
}

/** The blocks of a section in the order they are set, under the words as they hold now. */
export const blocksOf = (section: Section): readonly Block[] => [...section.text, ...section.blocks];

export const levelOf = ({ level }: Section): 1 | 2 => level ?? 1;

/** `1`, `2.1` for each section, in their order. */
export function sectionNumbers(sections: readonly Section[]): string[] {
  let [chapter, part] = [0, 0];
  return sections.map((section) => {
    [chapter, part] = levelOf(section) === 1 ? [chapter + 1, 0] : [chapter, part + 1];
    return part === 0 ? `${chapter}` : `${chapter}.${part}`;
  });
}

/**
 * The document with only those parts whose class is among `classes`: sections, within them blocks, and of those their
 * sources. A section of which nothing is left is left out, but not a heading of sections that stay.
 */
export function edition(document: DocumentModel, classes: readonly Confidentiality[]): DocumentModel {
  const sourced = <B extends Block>(block: B): B =>
    block.sources
      ? {
          ...block,
          sources: block.sources.filter(
            (source) =>
              source.class === undefined ||
              classes.includes(source.class) ||
              isWider(source.class, block.class),
          ),
        }
      : block;
  const kept = <B extends Block>(blocks: readonly B[]) =>
    blocks.filter((block) => classes.includes(block.class)).map(sourced);
  // What was set apart within a wider section stands below that section's heading.
  const told = ({ class: as }: { readonly class: Confidentiality }) => classes.includes(as);
  const sections = document.sections
    .filter(
      (section) =>
        told(section) ||
        blocksOf(section).some((block) => told(block) && isWider(section.class, block.class)),
    )
    .map((section) => ({ ...section, text: kept(section.text), blocks: kept(section.blocks) }));
  return { ...document, sections: saying(sections) };
}

/** The more guarded of two. */
export const stricter = (one: Confidentiality, other: Confidentiality): Confidentiality =>
  isWider(one, other) ? other : one;

/** Whether more people may know of the first than of the second. */
const isWider = (one: Confidentiality, other: Confidentiality): boolean =>
  CLASSES.indexOf(one) < CLASSES.indexOf(other);

/** Sections that say something, and the headings of those. */
function saying(sections: readonly Section[]): Section[] {
  const says = (section: Section) => section.text.length + section.blocks.length > 0;
  return sections.filter((section, at) => {
    if (says(section) || levelOf(section) === 2) return says(section);
    const next = sections.findIndex((one, place) => place > at && levelOf(one) === 1);
    return sections.slice(at + 1, next < 0 ? undefined : next).some(says);
  });
}

const BULLET = /^\s*[-•]\s+/;
const NUMBER = /^\s*\d{1,3}[.)]\s+/;

/** Words as they are edited: a blank line between paragraphs, `- ` before points, `1. ` before numbered ones. */
export const textOfBlocks = (blocks: readonly TextBlock[]): string =>
  blocks
    .map((block) =>
      block.is === 'paragraph'
        ? block.text
        : block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${item}`).join('\n'),
    )
    .join('\n\n');

/** The blocks of edited words; line ends within a paragraph or point become spaces. */
export function blocksOfText(text: string, as: Confidentiality): TextBlock[] {
  const blocks: TextBlock[] = [];
  let open: { kind: 'paragraph' | 'bullet' | 'number'; lines: string[] } | null = null;
  const close = () => {
    if (open?.kind === 'paragraph') blocks.push({ is: 'paragraph', class: as, text: open.lines.join(' ') });
    else if (open) blocks.push({ is: 'list', class: as, ordered: open.kind === 'number', items: open.lines });
    open = null;
  };
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const kind = BULLET.test(line) ? 'bullet' : NUMBER.test(line) ? 'number' : 'paragraph';
    const words = line.replace(kind === 'bullet' ? BULLET : kind === 'number' ? NUMBER : /^/, '');
    if (line === '') close();
    else if (open && kind === 'paragraph') open.lines[open.lines.length - 1] += ` ${words}`;
    else {
      if (open && open.kind !== kind) close();
      open ??= { kind, lines: [] };
      open.lines.push(words);
    }
  }
  close();
  return blocks;
}

/** Every word a document can carry, for whoever looks for what must not be in it. */
export function wordsOf(document: DocumentModel): string[] {
  const ofBlock = (block: Block): string[] => {
    if (block.is === 'heading' || block.is === 'paragraph') return [block.text];
    if (block.is === 'list') return [...block.items];
    if (block.is === 'callout') return [block.title, block.text];
    if (block.is === 'figure') return [block.caption, block.alt, JSON.stringify(block.spec)];
    if (block.is === 'photo') return [block.caption, block.alt];
    if (block.is === 'record') return [block.title, block.text, ...block.rows.flat()];
    if (block.is === 'page_break') return [];
    return [block.caption, ...[...block.rows, ...(block.total ? [block.total] : [])].flat().map(String)];
  };
  return [
    document.title,
    document.subtitle,
    ...document.facts.flat(),
    ...document.sections.flatMap((section) => [section.title, ...blocksOf(section).flatMap(ofBlock)]),
  ];
}

/** The locale of figures and the dash that stands where there is nothing. */
const TAG = { de: 'de-DE', en: 'en-GB' } as const;
const NONE = '–';

/** A cell in words: whole euros for amounts in cents, a dash where there is nothing. */
export function cellWords(cell: Cell, form: CellForm, locale: Locale): string {
  if (cell === null) return NONE;
  if (typeof cell === 'string') return cell;
  const value = form === 'money' ? cell / 100 : cell;
  const digits = form === 'decimal' ? 1 : 0;
  const format = new Intl.NumberFormat(TAG[locale], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // A true minus sign is as wide as a digit; what rounds to nothing has no sign.
  return format.format(Math.round(value * 10 ** digits) / 10 ** digits || 0).replace('-', '\u2212');
}
