import { createReadStream, openAsBlob } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Refusal } from '#kernel/refuse';
import type { FileSettings } from '../tx.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { incomingPath, writeAside } from './store.ts';

/** A file of a form, put aside on the disk until it is checked. */
export interface SentFile {
  name: string;
  declared: string;
  bytes: number;
  content: () => ReadableStream;
}

export interface ReceivedForm {
  fields: Record<string, string>;
  files: SentFile[];
  /** Why the files were not taken; the fields before them are there all the same. */
  refusal: Refusal | null;
  /** Removes what was put aside. */
  discard: () => Promise<void>;
}

/** Read on without being kept, so that a browser that is still sending reads why; then the line is cut. */
const READ_ON = 4;
/** Fields stand before the files of a form. */
const HEAD_BYTES = 200_000;

/**
 * Takes a form with files to the disk as it comes and reads it from there, one form at a time, so that memory stays
 * bounded however many are sent at once. Too large or cut off it still tells the fields that came before the files.
 */
export async function receiveForm(
  settings: FileSettings,
  contentType: string,
  body: ReadableStream | null,
  limitBytes: number,
): Promise<ReceivedForm> {
  const whole = await incomingPath(settings.folder);
  const aside: string[] = [];
  const discard = async () => {
    for (const path of aside) await rm(path, { force: true });
  };
  try {
    const cut = await writeWithin(whole, body, limitBytes);
    if (cut) return { fields: await fieldsInHead(whole, contentType), files: [], refusal: cut, discard };
    return await oneAtATime(async () => {
      const form = await parsed(await openAsBlob(whole), contentType);
      if (!form) {
        const refusal = new Refusal('invalid', 'file_cut_off');
        return { fields: await fieldsInHead(whole, contentType), files: [], refusal, discard };
      }
      const files: SentFile[] = [];
      for (const value of form.values()) {
        // A field for files that nothing was chosen in sends a nameless empty one.
        if (typeof value === 'string' || (value.name === '' && value.size === 0)) continue;
        const path = await incomingPath(settings.folder);
        aside.push(path);
        await writeFile(path, Buffer.from(await value.arrayBuffer()), { mode: 0o600, flag: 'wx' });
        files.push({
          name: value.name,
          declared: value.type,
          bytes: value.size,
          content: () => Readable.toWeb(createReadStream(path)) as ReadableStream,
        });
      }
      return { fields: fieldsOf(form), files, refusal: null, discard };
    });
  } catch (error) {
    await discard();
    throw error;
  } finally {
    await rm(whole, { force: true });
  }
}

/** Writes at most `limitBytes`; what is wrong with the rest, or null. */
async function writeWithin(
  path: string,
  body: ReadableStream | null,
  limitBytes: number,
): Promise<Refusal | null> {
  const found: { refusal: Refusal | null } = { refusal: null };
  async function* within(): AsyncGenerator<Uint8Array> {
    if (!body) return;
    let bytes = 0;
    try {
      for await (const chunk of Readable.fromWeb(body as never) as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        if (bytes > limitBytes * READ_ON) break;
        if (bytes <= limitBytes) yield chunk;
        else
          found.refusal ??= new Refusal('too_large', 'form_too_large', [], {
            megabytes: limitBytes / 1_000_000,
          });
      }
    } catch {
      // What fails while reading is the line.
      found.refusal = new Refusal('invalid', 'file_cut_off');
    }
  }
  await writeAside(path, within());
  return found.refusal;
}

const parsed = (body: Blob | Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData | null> =>
  new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => null);

const fieldsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  );

/** The fields of a form that is not whole: read up to the last part that is, and closed there. */
async function fieldsInHead(path: string, contentType: string): Promise<Record<string, string>> {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (!boundary) return {};
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const end = head.lastIndexOf(`\r\n--${boundary}`);
    if (end < 0) return {};
    const closed = Buffer.concat([head.subarray(0, end), Buffer.from(`\r\n--${boundary}--\r\n`)]);
    const form = await parsed(closed, contentType);
    return form ? fieldsOf(form) : {};
  } finally {
    await file.close();
  }
}
