import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Refusal, refuse } from '#kernel/refuse';
import { log } from '../log.ts';
import type { FileSettings } from '../tx.ts';
import { checkFile } from './check.ts';
import type { Kept } from './rows.ts';
import { ScanFault, type Scanner, scan } from './scan.ts';
import { incomingPath, keepContent, writeAside } from './store.ts';
import { stripImage } from './strip.ts';
import type { FileType } from './types.ts';

/** What is said of a body that is coming in. */
export interface Announced {
  /** Already made safe. */
  name: string;
  declared: string;
  /** Content-Length, when it was given. */
  bytes: number | null;
}

/** What a place takes of all that is allowed. */
export interface Takes {
  kinds: readonly FileType['kind'][];
  /** Longest side of pictures in pixels; larger ones are made smaller. */
  longestSide: number;
}

/**
 * Takes a body to the disk as it comes, checks it and puts it to its place. Refuses what is too large, cut off, not
 * allowed or not clean; nothing of it remains then.
 */
export async function receiveFile(
  settings: FileSettings,
  town: string,
  announced: Announced,
  body: ReadableStream | null,
  takes?: Takes,
): Promise<Kept> {
  const { folder, limitBytes } = settings;
  const incoming = await incomingPath(folder);
  const stripped = `${incoming}-stripped`;
  try {
    await writeAside(incoming, limited(body, announced.bytes, limitBytes));
    const { size } = await stat(incoming);
    if (announced.bytes !== null && size < announced.bytes) refuse('invalid', 'file_cut_off');
    if (size === 0) refuse('invalid', 'file_empty');
    const type = await checkFile(incoming, announced.name, announced.declared, takes?.kinds);
    if (settings.scanner) await refuseUnclean(settings.scanner, incoming);
    if (type.kind === 'image') await stripImage(incoming, stripped, takes?.longestSide);
    const whole = type.kind === 'image' ? stripped : incoming;
    return {
      name: announced.name,
      mediaType: type.mediaType,
      ...(await keepContent(folder, town, whole)),
    };
  } catch (error) {
    throw asFileRefusal(error);
  } finally {
    await rm(incoming, { force: true });
    await rm(stripped, { force: true });
  }
}

async function* limited(
  body: ReadableStream | null,
  announced: number | null,
  limitBytes: number,
): AsyncGenerator<Uint8Array> {
  const tooLarge = (): never =>
    refuse('too_large', 'file_too_large', [], { megabytes: Math.floor(limitBytes / 1_000_000) });
  if (announced !== null && announced > limitBytes) tooLarge();
  if (!body) return;
  let bytes = 0;
  try {
    for await (const chunk of Readable.fromWeb(body as never)) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > limitBytes) tooLarge();
      yield chunk as Uint8Array;
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // What fails while reading is the line, not the disk.
    throw new Refusal('invalid', 'file_cut_off');
  }
}

/** A scanner that cannot be asked or understood lets nothing pass. */
async function refuseUnclean(scanner: Scanner, path: string): Promise<void> {
  const verdict = await scan(scanner, path).catch((error: unknown) => {
    if (!(error instanceof ScanFault)) throw error;
    log.error('virus scanner failed, upload refused', { reason: error.message });
    return refuse('unavailable', 'file_scanner_away');
  });
  if (verdict.clean) return;
  log.warn('upload refused by virus scanner', { found: verdict.found });
  refuse('invalid', 'file_infected', [], { found: verdict.found });
}

function asFileRefusal(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  log.error('no space for files', { error });
  return new Refusal('unavailable', 'file_no_space');
}
