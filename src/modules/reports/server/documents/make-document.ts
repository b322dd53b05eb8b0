import { type Actor, type Ground, inTown } from '#platform/tx';
import { readForFile, type Wanted } from './make-file.ts';
import { renderDocument } from './render-document.ts';

/** A document of a town as file; rows are read in one transaction, the file is made outside it. */
export async function makeDocument(ground: Ground, actor: Actor, wanted: Wanted): Promise<Uint8Array> {
  const rendering = await inTown(ground, actor, (tx) => readForFile(tx, wanted));
  return renderDocument(rendering, wanted.format, ground.files.folder);
}
