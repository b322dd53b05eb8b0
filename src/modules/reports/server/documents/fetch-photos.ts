import { type Block, blocksOf, type DocumentModel, type PhotoBlock, type TextBlock } from '#kernel/document';
import { printPhoto } from '#platform/files/print-photo';
import type { Picture } from '#platform/office/write';
import { DOCUMENT_WORDS } from '../../domain/documents/ground.ts';
import { fill } from '../../domain/words.ts';

export interface WithPhotos {
  readonly document: DocumentModel;
  /** By name of the block. */
  readonly photos: Readonly<Record<string, Picture>>;
}

/**
 * The photos of a document, and the document with a sentence where one is no longer there: what was taken away from the
 * records does not live on in what was made of them.
 */
export async function fetchPhotos(
  document: DocumentModel,
  folder: string,
  town: string,
): Promise<WithPhotos> {
  const photos: Record<string, Picture> = {};
  for (const { name, sha256 } of photosIn(document)) {
    const photo = await printPhoto(folder, town, sha256);
    if (photo) photos[name] = { png: photo.jpeg, width: photo.width, height: photo.height, is: 'jpg' };
  }
  const d = DOCUMENT_WORDS[document.locale];
  const shown = <B extends Block>(block: B): B | TextBlock =>
    block.is === 'photo' && !photos[block.name]
      ? { is: 'paragraph', class: block.class, text: fill(d.photoGone, { photo: block.caption }) }
      : block;
  const sections = document.sections.map((section) => ({ ...section, blocks: section.blocks.map(shown) }));
  return { document: { ...document, sections }, photos };
}

const photosIn = ({ sections }: DocumentModel): PhotoBlock[] =>
  sections
    .flatMap((section): readonly Block[] => blocksOf(section))
    .filter((block): block is PhotoBlock => block.is === 'photo');
