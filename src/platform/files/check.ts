import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import { refuse } from '#kernel/refuse';
import { oneAtATime } from './one-at-a-time.ts';
import { endingOf, FILE_TYPES, type FileType, typeOfEnding, typeOfMedia } from './types.ts';
import { checkZip, ZipFault } from './zip-check.ts';

/** What browsers say when they do not know. */
const SAYS_NOTHING = new Set(['', 'application/octet-stream', 'binary/octet-stream']);
/** A text that begins like this is a page or a drawing with scripts, whatever it is called. */
const MARKUP = /^\s*<(!doctype|!--|\?xml|html|head|body|svg|script|iframe|meta|style)/i;

/**
 * What a file is by its content. Refuses what is not on the list, what its ending or its declared type say otherwise,
 * and archives that are damaged, locked or unpack to far more than they are.
 */
export async function checkFile(
  path: string,
  name: string,
  declared: string,
  kinds: readonly FileType['kind'][] = ['image', 'archive', 'document', 'text'],
): Promise<FileType> {
  const type = await typeByContent(path, name);
  const ending = endingOf(name);
  if (!type || !kinds.includes(type.kind))
    refuse('invalid', 'file_type_unknown', [], { types: wordsOfTypes(kinds) });
  if (!type.endings.includes(ending))
    refuse('invalid', 'file_ending_lies', [], { ending: ending || '–', is: type.endings[0] ?? '' });
  const said = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!SAYS_NOTHING.has(said) && said !== type.mediaType && !type.alsoDeclared?.includes(said))
    refuse('invalid', 'file_declared_lies', [], { declared: said.slice(0, 100), is: type.endings[0] ?? '' });
  if (type.kind === 'archive') await refuseBadArchive(path);
  return type;
}

const wordsOfTypes = (kinds: readonly FileType['kind'][]): string =>
  FILE_TYPES.filter(({ kind }) => kinds.includes(kind))
    .map(({ endings }) => endings[0]?.toUpperCase())
    .join(', ');

async function typeByContent(path: string, name: string): Promise<FileType | undefined> {
  const found = await fileTypeFromFile(path);
  if (found) return typeOfMedia(found.mime);
  if (!(await isPlainText(path))) {
    // Excel's usual CSV is not in UTF-8: "this kind is not taken" would be no help.
    if (typeOfEnding(endingOf(name))?.kind === 'text') refuse('invalid', 'file_no_plain_text');
    return undefined;
  }
  // Text has no mark of its own: the ending chooses between the kinds of text.
  const byEnding = typeOfEnding(endingOf(name));
  return byEnding?.kind === 'text' ? byEnding : typeOfMedia('text/plain');
}

/** Valid UTF-8 without control characters, and no markup. */
async function isPlainText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  const fits = (text: string): boolean => {
    if (first && MARKUP.test(text)) return false;
    first = first && text.trim() === '';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no plain text holds
    return !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text);
  };
  try {
    for await (const chunk of createReadStream(path))
      if (!fits(decoder.decode(chunk as Buffer, { stream: true }))) return false;
    return fits(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function refuseBadArchive(path: string): Promise<void> {
  try {
    await oneAtATime(() => checkZip(path));
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
    refuse('invalid', `file_${error.reason}`);
  }
}
