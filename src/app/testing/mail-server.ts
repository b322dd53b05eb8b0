import { createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is given. */
export function openMailServer(
  port = 0,
): Promise<{ port: number; letters: string[]; close(): Promise<void> }> {
  const letters: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
      });
      stream.on('end', () => {
        letters.push(text);
        done();
      });
    },
  });
  return new Promise((ready) => {
    const listening = server.listen(port, '127.0.0.1', () => {
      const address = listening.address();
      ready({
        port: typeof address === 'object' && address ? address.port : 0,
        letters,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}

/** Links in letters begin with the address of the application, so it must be known beforehand. */
export const freePort = (): Promise<number> =>
  new Promise((known) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => known(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Quoted-printable or base64 parts as people read them. */
export function readable(letter: string): string {
  const [head = '', ...body] = letter.split('\r\n\r\n');
  const text = body.join('\n\n');
  if (/base64/i.test(head)) return `${head}\n\n${Buffer.from(text, 'base64').toString('utf8')}`;
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return `${head}\n\n${Buffer.from(bytes, 'latin1').toString('utf8')}`;
}

export interface Part {
  /** Its content type on one line. */
  type: string;
  text: string;
}

/** The parts of a letter that hold something, in their order, decoded. */
export function partsOf(letter: string): Part[] {
  const end = letter.indexOf('\r\n\r\n');
  const head = letter.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const body = letter.slice(end + 4);
  const type = /^content-type: *(.*)$/im.exec(head)?.[1]?.trim() ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary)
    return body
      .split(`--${boundary}`)
      .slice(1, -1)
      .flatMap((part) => partsOf(part.replace(/^\r\n|\r\n$/g, '')));
  const encoding = /^content-transfer-encoding: *(\S+)/im.exec(head)?.[1] ?? '7bit';
  return [{ type, text: decoded(body, encoding) }];
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/**
 * The content lines of an iCalendar object, unfolded. Throws where it is none: a line that is too long or ends in
 * something else than CRLF, a component that is not closed, a line without name and value (RFC 5545, 3.1 and 3.4).
 */
export function calendarLines(text: string): string[] {
  const raw = text.replace(/\r\n$/, '').split('\r\n');
  const open: string[] = [];
  for (const line of raw) {
    if (/[\r\n]/.test(line) || Buffer.byteLength(line) > 75) throw new Error(`no content line: ${line}`);
  }
  const lines = raw
    .join('\r\n')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n');
  for (const line of lines) {
    if (!/^[A-Z0-9-]+(;[A-Z0-9-]+=("[^"]*"|[^";:,]*))*:/.test(line)) throw new Error(`no property: ${line}`);
    if (line.startsWith('BEGIN:')) open.push(line.slice(6));
    if (line.startsWith('END:') && open.pop() !== line.slice(4)) throw new Error(`not open: ${line}`);
  }
  if (open.length > 0 || lines[0] !== 'BEGIN:VCALENDAR') throw new Error('not one whole calendar');
  return lines;
}
