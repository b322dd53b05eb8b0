import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** A virus scanner that speaks ClamAV's protocol. */
export interface Scanner {
  host: string;
  port: number;
}

export type Verdict = { clean: true } | { clean: false; found: string };

/** The scanner could not be asked, or its answer is none we know: nobody may take that for "clean". */
export class ScanFault extends Error {}

const CONNECT_MS = 5_000;
/** Without a word from the scanner; it may have to unpack for a while. */
const SILENCE_MS = 60_000;
const LONGEST_ANSWER = 1_000;

/** Sends a file to clamd by INSTREAM. Throws ScanFault unless it says in so many words what it found or that it is clean. */
export async function scan(scanner: Scanner, path: string): Promise<Verdict> {
  const socket = connect(scanner.port, scanner.host);
  socket.on('error', () => undefined);
  try {
    const answer = answerOf(socket);
    // Looked at below; without this an early end would count as nobody's fault.
    answer.catch(() => undefined);
    await connected(socket);
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('the scanner is silent')));
    const sent = send(socket, path);
    sent.catch(() => undefined);
    const verdict = verdictOf(await Promise.race([sent.then(() => answer), answer]));
    // "Clean" counts for the whole file alone.
    if (verdict.clean) await sent;
    return verdict;
  } catch (error) {
    throw error instanceof ScanFault ? error : new ScanFault((error as Error).message, { cause: error });
  } finally {
    socket.destroy();
  }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the scanner does not answer')), CONNECT_MS);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

/** The zero-terminated line the scanner answers with. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\0');
      if (end >= 0) resolve(text.slice(0, end));
      else if (text.length > LONGEST_ANSWER) reject(new Error('the answer is too long'));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the scanner hung up')));
  });
}

/** `zINSTREAM`, then chunks each led by their length, then a length of nought. */
async function send(socket: Socket, path: string): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of createReadStream(path)) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE((chunk as Buffer).length);
    await write(socket, Buffer.concat([length, chunk as Buffer]));
  }
  await write(socket, Buffer.alloc(4));
}

const write = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) =>
    socket.write(bytes, (error) => (error ? reject(error as Error) : resolve())),
  );

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { clean: true };
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found) return { clean: false, found };
  throw new ScanFault(`the scanner said: ${answer.slice(0, 200)}`);
}
