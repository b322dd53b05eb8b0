import { open } from 'node:fs/promises';
import { UnreadableFile } from './kind.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const MOST_ENTRIES = 10_000;
/** The end record with the longest comment a ZIP may carry. */
const TAIL = 65_557;

/**
 * Names and unpacked size of a ZIP by its directory, without unpacking anything. The directory may lie about sizes;
 * whoever unpacks needs limits of its own.
 */
export async function zipContents(path: string): Promise<{ names: string[]; unpacked: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL));
    await file.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END)
      throw new UnreadableFile('file_cut_off');
    const length = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (start + length > size) throw new UnreadableFile('file_cut_off');
    const directory = Buffer.alloc(length);
    await file.read(directory, 0, length, start);
    return readDirectory(directory);
  } finally {
    await file.close();
  }
}

function readDirectory(directory: Buffer): { names: string[]; unpacked: number } {
  const names: string[] = [];
  let unpacked = 0;
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== ENTRY || names.length > MOST_ENTRIES)
      throw new UnreadableFile('file_cut_off');
    const named = directory.readUInt16LE(at + 28);
    unpacked += directory.readUInt32LE(at + 24);
    names.push(directory.toString('utf8', at + 46, at + 46 + named));
    at += 46 + named + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return { names, unpacked };
}
