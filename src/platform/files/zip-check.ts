import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';

/** What an archive may unpack to before it is taken for a bomb. */
export interface ZipLimits {
  entries: number;
  /** Of all entries together, unpacked. */
  totalBytes: number;
  /** Unpacked to packed; counts only beyond `freeBytes`, since small files of one letter pack well. */
  ratio: number;
  freeBytes: number;
}

export const ZIP_LIMITS: ZipLimits = {
  entries: 10_000,
  totalBytes: 400_000_000,
  ratio: 150,
  freeBytes: 20_000_000,
};

/** Why an archive is refused: it cannot be read, is locked by a password, or unpacks to too much. */
export class ZipFault extends Error {
  readonly reason: 'damaged' | 'encrypted' | 'bomb';
  constructor(reason: ZipFault['reason']) {
    super(reason);
    this.name = 'ZipFault';
    this.reason = reason;
  }
}

interface Entry {
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LARGEST_DIRECTORY = 8_000_000;

/**
 * Unpacks every entry of the archive once without keeping anything: what a header says of its size may lie, so the
 * bytes that come out are counted and compared with the checksum. Throws ZipFault.
 */
export async function checkZip(path: string, limits: ZipLimits = ZIP_LIMITS): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const entries = await readDirectory(file, size, limits);
    const declared = entries.reduce((sum, entry) => sum + entry.size, 0);
    tooMuch(declared, size, limits);
    let total = 0;
    for (const entry of entries)
      await unpack(file, path, entry, (bytes) => {
        total += bytes;
        tooMuch(total, size, limits);
      });
  } finally {
    await file.close();
  }
}

function tooMuch(unpacked: number, packed: number, limits: ZipLimits): void {
  if (unpacked > limits.totalBytes) throw new ZipFault('bomb');
  if (unpacked > limits.freeBytes && unpacked > packed * limits.ratio) throw new ZipFault('bomb');
}

async function readDirectory(file: FileHandle, size: number, limits: ZipLimits): Promise<Entry[]> {
  const tail = await slice(file, Math.max(0, size - END_BYTES - 0xffff), size);
  let at = tail.length - END_BYTES;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new ZipFault('damaged');
  const count = tail.readUInt16LE(at + 10);
  const length = tail.readUInt32LE(at + 12);
  const from = tail.readUInt32LE(at + 16);
  if (count > limits.entries || length > LARGEST_DIRECTORY) throw new ZipFault('bomb');
  if (count === 0 || from + length > size) throw new ZipFault('damaged');
  const directory = await slice(file, from, from + length);
  const entries: Entry[] = [];
  for (let place = 0; entries.length < count; ) {
    if (place + 46 > directory.length || directory.readUInt32LE(place) !== CENTRAL)
      throw new ZipFault('damaged');
    if (directory.readUInt16LE(place + 8) & 1) throw new ZipFault('encrypted');
    entries.push({
      method: directory.readUInt16LE(place + 10),
      crc: directory.readUInt32LE(place + 16),
      packed: directory.readUInt32LE(place + 20),
      size: directory.readUInt32LE(place + 24),
      offset: directory.readUInt32LE(place + 42),
    });
    place +=
      46 +
      directory.readUInt16LE(place + 28) +
      directory.readUInt16LE(place + 30) +
      directory.readUInt16LE(place + 32);
  }
  return entries;
}

async function unpack(
  file: FileHandle,
  path: string,
  entry: Entry,
  came: (bytes: number) => void,
): Promise<void> {
  const head = await slice(file, entry.offset, entry.offset + 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL || ![0, 8].includes(entry.method))
    throw new ZipFault('damaged');
  if (entry.packed === 0) {
    if (entry.size > 0) throw new ZipFault('damaged');
    return;
  }
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  let bytes = 0;
  let crc = 0;
  const counting = new Writable({
    write(chunk: Buffer, _encoding, next) {
      bytes += chunk.length;
      crc = crc32(chunk, crc);
      try {
        came(chunk.length);
        next();
      } catch (error) {
        next(error as Error);
      }
    },
  });
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
  try {
    if (entry.method === 8) await pipeline(packed, createInflateRaw(), counting);
    else await pipeline(packed, counting);
  } catch (error) {
    throw error instanceof ZipFault ? error : new ZipFault('damaged');
  }
  if (bytes !== entry.size || crc !== entry.crc) throw new ZipFault('damaged');
}

async function slice(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}
