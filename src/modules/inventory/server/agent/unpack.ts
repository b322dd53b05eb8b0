import type { Transform } from 'node:stream';
import { createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { Branch } from '../../domain/report-words.ts';
import { jsonTree, UnreadableReport, XmlTree } from './report-tree.ts';

/** A large inventory is 2 MB of JSON, 200 kB packed. */
export const MOST_PACKED = 10_000_000;
export const MOST_UNPACKED = 24_000_000;

export interface ReadTree {
  is: 'xml' | 'json';
  tree: Branch;
}

/** Looks at how a report begins: packed by zlib, gzip or bare deflate, or as it is. */
function opener(head: Buffer): Transform | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return createGunzip();
  const begin = head
    .toString('latin1', 0, 64)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/^[<{]/.test(begin) || /^[\t\n\r -~]+$/.test(begin)) return null;
  const zlib = ((head[0] ?? 0) & 0x0f) === 8 && (((head[0] ?? 0) << 8) | (head[1] ?? 0)) % 31 === 0;
  return zlib ? createInflate() : createInflateRaw();
}

/** Unpacks piece by piece and stops as soon as it becomes too much. */
async function* unpacked(packed: Buffer): AsyncIterable<Buffer> {
  const through = opener(packed);
  if (!through) {
    for (let at = 0; at < packed.length; at += 65_536) yield packed.subarray(at, at + 65_536);
    return;
  }
  through.end(packed);
  let bytes = 0;
  try {
    for await (const piece of through as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MOST_UNPACKED) throw new UnreadableReport('too_large');
      yield piece;
    }
  } catch (error) {
    throw error instanceof UnreadableReport ? error : new UnreadableReport('packed_broken');
  } finally {
    through.destroy();
  }
}

/** A report as a tree; refuses ({@link UnreadableReport}) what is too large, cut off or neither XML nor JSON. */
export async function readTree(packed: Buffer): Promise<ReadTree> {
  if (packed.length === 0) throw new UnreadableReport('empty');
  const pieces = unpacked(packed)[Symbol.asyncIterator]();
  const head = await pieces.next();
  if (head.done) throw new UnreadableReport('empty');
  const decoder = decoderOf(head.value);
  const text = (piece?: Buffer): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw new UnreadableReport('encoding');
    }
  };
  const rest = { [Symbol.asyncIterator]: () => pieces };
  const begin = text(head.value);
  if (begin.trimStart().startsWith('{')) {
    const parts = [begin];
    for await (const piece of rest) parts.push(text(piece));
    return { is: 'json', tree: jsonTree(parts.join('') + text()) };
  }
  if (!begin.trimStart().startsWith('<')) throw new UnreadableReport('neither_xml_nor_json');
  const xml = new XmlTree();
  xml.write(begin.trimStart());
  for await (const piece of rest) xml.write(text(piece));
  xml.write(text());
  return { is: 'xml', tree: xml.end() };
}

function decoderOf(head: Buffer): TextDecoder {
  const told = /encoding=["']([\w-]+)["']/.exec(head.toString('latin1', 0, 200))?.[1] ?? 'utf-8';
  const latin = /^(iso-8859-1|iso-8859-15|windows-1252|latin1|us-ascii)$/i.test(told);
  return new TextDecoder(latin ? 'windows-1252' : 'utf-8', { fatal: true });
}
