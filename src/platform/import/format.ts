import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { UnreadableFile } from './kind.ts';
import { zipContents } from './zip.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type FileFormat =
  | { is: 'csv'; encoding: Encoding; delimiter: Delimiter; lines: number }
  | { is: 'sheet'; book: 'xlsx' | 'ods' };
const DELIMITERS = [';', ',', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const HEAD = 65_536;
/** Unpacked size of a spreadsheet; 100,000 rows of an inventory are some 80 MB. */
const MOST_UNPACKED = 300_000_000;

/** How files begin that a table is sometimes mistaken for: PDF, pictures, the old Excel, gzip, XML, HTML, JSON. */
const FOREIGN = [
  '%PDF',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  '\xd0\xcf\x11\xe0',
  '\x1f\x8b',
  '<?xml',
  '<!DOCTYPE',
  '<html',
  '{"',
].map((sign) => Buffer.from(sign, 'latin1'));

/** What a file is, by its content alone; its name may lie. Refuses what no import reads. */
export async function recogniseFormat(path: string): Promise<FileFormat> {
  const head = await readHead(path);
  if (head.length === 0) throw new UnreadableFile('file_empty');
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return sheetFormat(path);
  if (FOREIGN.some((sign) => head.subarray(0, sign.length).equals(sign)))
    throw new UnreadableFile('file_unknown_format');
  const { encoding, lines } = await recogniseEncoding(path, head);
  const text = new TextDecoder(encoding).decode(head);
  if (text.trim() === '') throw new UnreadableFile('file_empty');
  return { is: 'csv', encoding, lines, delimiter: delimiterOf(text) };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function sheetFormat(path: string): Promise<FileFormat> {
  const { names, unpacked } = await zipContents(path);
  const book = names.includes('xl/workbook.xml')
    ? 'xlsx'
    : names.includes('content.xml') && names.includes('mimetype')
      ? 'ods'
      : null;
  if (!book) throw new UnreadableFile('file_unknown_format');
  if (unpacked > MOST_UNPACKED)
    throw new UnreadableFile('file_too_much_inside', { max: MOST_UNPACKED / 1_000_000 });
  return { is: 'sheet', book };
}

/** A mark at the beginning decides, then noughts at every second byte; else UTF-8 where every byte of the file fits. */
async function recogniseEncoding(path: string, head: Buffer): Promise<{ encoding: Encoding; lines: number }> {
  const utf16 = utf16Of(head);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let fits = true;
  let lines = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
    if (utf16 || !fits) continue;
    fits = decodes(utf8, chunk);
  }
  if (!utf16 && fits) fits = decodes(utf8);
  return { encoding: utf16 ?? (fits ? 'utf-8' : 'windows-1252'), lines };
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

function utf16Of(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.floor(Math.min(head.length, 2000) / 2);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs; at++) {
    if (head[2 * at] === 0) even++;
    if (head[2 * at + 1] === 0) odd++;
  }
  if (pairs > 4 && odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  if (pairs > 4 && even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be';
  return null;
}

/** Excel writes `sep=;` as a first line of its own. */
export const SEPARATOR_LINE = /^\ufeff?sep=(.)\r?\n/i;

/** The sign that stands most often and evenly outside quotes in the first lines; a semicolon where there is none. */
export function delimiterOf(text: string): Delimiter {
  const told = SEPARATOR_LINE.exec(text)?.[1];
  if (told && (DELIMITERS as readonly string[]).includes(told)) return told as Delimiter;
  const lines = unquoted(text)
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 10);
  const score = (sign: string): number => {
    const counts = lines.map((line) => line.split(sign).length - 1);
    const first = counts[0] ?? 0;
    const same = counts.filter((count) => count === first).length;
    return counts.reduce((a, b) => a + b, 0) * (first > 0 ? same : 0.5);
  };
  const best = DELIMITERS.map((sign) => ({ sign, score: score(sign) })).sort((a, b) => b.score - a.score)[0];
  return best && best.score > 0 ? best.sign : ';';
}

const unquoted = (text: string): string => text.replace(/"(?:[^"]|"")*"/g, '""');
