import {
  type Block,
  blocksOfText,
  type Confidentiality,
  type DocumentModel,
  stricter,
  textOfBlocks,
} from '#kernel/document';
import { together } from './ground.ts';

/** What somebody has made of a section; `text` null = as the records have it. */
export interface Written {
  readonly text: string | null;
  readonly included: boolean;
  /** Figures that fewer people may see than the records would have it, by name. */
  readonly figures: Readonly<Record<string, Confidentiality>>;
}

/** The document with its figures as guarded as somebody has set them, and with each what repeats its numbers. */
export function withFigureClasses(
  document: DocumentModel,
  written: ReadonlyMap<string, Pick<Written, 'figures'>>,
): DocumentModel {
  const set = new Map([...written.values()].flatMap(({ figures }) => Object.entries(figures)));
  if (set.size === 0) return document;
  const guarded = <B extends Block>(block: B): B => {
    const as = set.get(block.is === 'figure' ? block.name : (block.figure ?? ''));
    return as ? { ...block, class: stricter(block.class, as) } : block;
  };
  const sections = document.sections.map((one) => ({ ...one, blocks: one.blocks.map(guarded) }));
  return { ...document, sections };
}

/** The document with the sections as they were written or left out, with the sources of what they said before; a key the document no longer has is passed over. */
export function asWritten(document: DocumentModel, written: ReadonlyMap<string, Written>): DocumentModel {
  const sections = withFigureClasses(document, written).sections.flatMap((section) => {
    const own = written.get(section.key);
    if (own && !own.included) return [];
    if (own?.text == null) return [section];
    const sources = section.text.flatMap((block) => block.sources ?? []);
    const distinct = [...new Map(sources.map((source) => [source.label, source])).values()];
    return [{ ...section, text: together(blocksOfText(own.text, section.class), distinct) }];
  });
  return { ...document, sections };
}

/** Whether two texts say the same, however their lines are broken. */
export const sameWords = (a: string, b: string): boolean =>
  a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();

/** The words of each section as the records have them. */
export const computedTexts = (document: DocumentModel): Map<string, string> =>
  new Map(document.sections.map(({ key, text }) => [key, textOfBlocks(text)]));
