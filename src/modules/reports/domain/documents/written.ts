import { blocksOfText, type DocumentModel, textOfBlocks } from '#kernel/document';
import { together } from './ground.ts';

/** What somebody has made of a section; `text` null = as the records have it. */
export interface Written {
  readonly text: string | null;
  readonly included: boolean;
}

/** The document with the sections as they were written or left out, with the sources of what they said before; a key the document no longer has is passed over. */
export function asWritten(document: DocumentModel, written: ReadonlyMap<string, Written>): DocumentModel {
  const sections = document.sections.flatMap((section) => {
    const own = written.get(section.key);
    if (own && !own.included) return [];
    if (own?.text == null) return [section];
    const sources = section.text.flatMap((block) => block.sources ?? []);
    const distinct = [...new Map(sources.map((source) => [source.label, source])).values()];
    return [{ ...section, text: together(blocksOfText(own.text, section.class), distinct) }];
  });
  return { ...document, sections };
}

/** The words of each section as the records have them. */
export const computedTexts = (document: DocumentModel): Map<string, string> =>
  new Map(document.sections.map(({ key, text }) => [key, textOfBlocks(text)]));
