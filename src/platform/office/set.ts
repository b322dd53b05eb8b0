/** What every writer of office formats is given, and what they reckon alike. */
import { luminance } from '#kernel/colours';
import type { Block, Brand, DocumentModel, Section } from '#kernel/document';
import { blocksOf, levelOf, sectionNumbers } from '#kernel/document';

/** A chart as it is drawn, or a photo; sizes in px. */
export interface Picture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** What the bytes are where they are no PNG. */
  readonly is?: 'jpg';
}

export interface OfficeJob {
  readonly document: DocumentModel;
  readonly brand: Brand;
  /** By name of the figure. */
  readonly pictures: Readonly<Record<string, Picture>>;
  readonly createdAt: Date;
}

/** A4 upright with the margins of the frame, in millimetres. */
export const PAGE = { width: 210, height: 297, left: 22, right: 22, top: 27, bottom: 24 } as const;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

/** How tables are set in texts: nine points, and the padding of a cell on both sides. */
export const TEXT_TABLE = { width: TEXT_WIDTH, points: 9, padding: 2.6 } as const;

/** Height of a picture that fills `width`, in the same unit. */
export const heightFor = ({ width, height }: Picture, to: number): number =>
  Math.round((to * height) / width);

/** The file of a picture in a package. */
export const pictureFile = (name: string, { is }: Picture): string => `${name}.${is ?? 'png'}`;

/** A photo takes at most this much of a page, in millimetres. */
const PHOTO = { width: 120, height: 90 } as const;

/** Size of a picture on the page in millimetres: charts fill the width, photos fit into a third of the page. */
export function sizeOf(
  { is }: Pick<Block, 'is'>,
  picture: Picture,
): { readonly width: number; readonly height: number } {
  if (is !== 'photo') return { width: TEXT_WIDTH, height: heightFor(picture, TEXT_WIDTH) };
  const scale = Math.min(PHOTO.width / picture.width, PHOTO.height / picture.height);
  return { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
}

export interface Part {
  readonly title: string;
  readonly level: 1 | 2;
  readonly blocks: readonly Block[];
}

/** Sections with their place, counted where the document carries numbers: `1 Betreff`, `2.1 Ziele`. */
export function headings({ sections, numbered }: DocumentModel): Part[] {
  const numbers = sectionNumbers(sections);
  return sections.map((section: Section, at) => ({
    title: numbered ? `${numbers[at]}\u2002${section.title}` : section.title,
    level: levelOf(section),
    blocks: blocksOf(section),
  }));
}

export const LANGUAGE = { de: 'de-DE', en: 'en-GB' } as const;
/** Words the formats themselves need. */
export const WORDS = {
  de: {
    table: 'Tabelle',
    figure: 'Abbildung',
    source: 'Quelle',
    page: 'Seite',
    of: 'von',
    arms: 'Wappen',
    contents: 'Inhalt',
  },
  en: {
    table: 'Table',
    figure: 'Figure',
    source: 'Source',
    page: 'Page',
    of: 'of',
    arms: 'Coat of arms',
    contents: 'Contents',
  },
} as const;

/** White or black, whichever is read better on the colour (`#rrggbb`). */
export const inkOn = (colour: string): '#ffffff' | '#000000' =>
  luminance(colour) > 0.179 ? '#000000' : '#ffffff';
