import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { type DemoResult, loadDemo } from './demo.ts';
import { type RunningServer, startServer } from './server.ts';

/** A mail server that keeps what it is given; `failing` refuses everything. */
function openMailServer(port = 0): Promise<{ port: number; letters: string[]; close(): Promise<void> }> {
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
const freePort = (): Promise<number> =>
  new Promise((known) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => known(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Quoted-printable or base64 parts as people read them. */
function readable(letter: string): string {
  const [head = '', ...body] = letter.split('\r\n\r\n');
  const text = body.join('\n\n');
  if (/base64/i.test(head)) return `${head}\n\n${Buffer.from(text, 'base64').toString('utf8')}`;
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return `${head}\n\n${Buffer.from(bytes, 'latin1').toString('utf8')}`;
}

let mail: Awaited<ReturnType<typeof openMailServer>>;
let server: RunningServer;
let demo: DemoResult;
let cookie = '';
const data = mkdtempSync(join(tmpdir(), 'sollstand-letters-'));

beforeAll(async () => {
  mail = await openMailServer();
  const port = await freePort();
  const env = {
    SOLLSTAND_DATA: data,
    PORT: String(port),
    SOLLSTAND_LOG: 'error',
    SOLLSTAND_URL: `http://127.0.0.1:${port}`,
    SOLLSTAND_SMTP: `smtp://127.0.0.1:${mail.port}`,
    SOLLSTAND_MAIL_FROM: 'Sollstand <sollstand@tannau.example>',
  };
  server = await startServer(readConfig(env, process.cwd()));
  demo = await loadDemo(server.installation, server.address);
  const password = demo.accounts.find(({ user }) => user === 'beratung')?.password;
  const answer = await fetch(`${server.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'beratung', password }),
  });
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  await server?.stop();
  await mail?.close();
  rmSync(data, { recursive: true, force: true });
});

async function ask<T>(method: string, path: string, body?: object): Promise<{ status: number; json: T }> {
  const answer = await fetch(`${server.address}/api/v1/towns/tannau/${path}`, {
    method,
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, json: (await answer.json().catch(() => null)) as T };
}
const SOON = { timeout: 20_000, interval: 100 };
const linkIn = (letter: string | undefined) =>
  /http:\/\/127\.0\.0\.1:\d+(\/rueckblick\/\S+)/.exec(readable(letter ?? ''))?.[1];

describe('letters of the review round', () => {
  let round = '';
  const guests: string[] = [];
  const guest = async (name: string, email: string) =>
    (await ask<{ id: string }>('POST', `review-rounds/${round}/guests`, { name, email })).json.id;
  const standing = async (id: string) =>
    (
      await ask<{ guests: { id: string; invitedAt: string | null }[] }>(
        'GET',
        `review-rounds/${round}/guests`,
      )
    ).json.guests.find((one) => one.id === id);

  test('invite everybody with an address, each with a link of their own that works; a second time nobody', async () => {
    const week = (await ask<{ rows: { id: string }[] }>('GET', 'engagements')).json.rows[0]?.id;
    const made = await ask<{ id: string }>('POST', 'review-rounds', {
      engagementId: week,
      dueOn: '2035-05-31',
      note: 'Rückfragen: Telefon 12.',
    });
    round = made.json.id;
    guests.push(
      await guest('Rosa Kern', 'rosa@tannau.example'),
      await guest('Jörg Öhler', 'joerg@tannau.example'),
    );
    const without = await guest('Ohne Adresse', '');
    const sent = await ask('POST', `review-rounds/${round}/letters`, { letter: 'invitation' });
    expect(sent).toEqual({ status: 200, json: { letters: 2 } });
    await expect.poll(() => mail.letters.length, SOON).toBe(2);
    const [first, second] = mail.letters.map(readable);
    expect(`${first}${second}`).toContain('Guten Tag Jörg Öhler');
    for (const letter of [first, second]) {
      expect(letter).toContain('bis zum 31.05.2035');
      expect(letter).toContain('Rückfragen: Telefon 12.');
      expect(letter).toMatch(/^from: Sollstand <sollstand@tannau\.example>/im);
      expect(letter).toMatch(/^auto-submitted: auto-generated/im);
    }
    const links = mail.letters.map(linkIn);
    expect(new Set(links).size).toBe(2);
    for (const link of links) expect((await fetch(server.address + link)).status).toBe(200);
    await expect
      .poll(async () => (await standing(guests[0] ?? ''))?.invitedAt, SOON)
      .toEqual(expect.any(String));
    expect((await ask('POST', `review-rounds/${round}/letters`, { letter: 'invitation' })).json).toEqual({
      letters: 0,
    });
    expect(
      (await ask('POST', `review-rounds/${round}/letters`, { letter: 'invitation', guestId: without }))
        .status,
    ).toBe(409);
  });

  test('no link lies in the queue or in the journal', async () => {
    const [link = ''] = mail.letters.map((letter) => linkIn(letter)?.split('/').at(-1));
    expect(link.length).toBeGreaterThan(20);
    const owner = new pg.Client({ connectionString: server.installation.database.ownerUrl });
    await owner.connect();
    const counted = await owner.query<{ jobs: number; told: number }>(
      `select (select count(*)::int from graphile_worker._private_jobs where payload::text like $1) as jobs,
        (select count(*)::int from journal_payload p where p::text like $1) as told`,
      [`%${link}%`],
    );
    await owner.end();
    expect(counted.rows).toEqual([{ jobs: 0, told: 0 }]);
  });

  test('a mail server that is away holds nothing up, and the letter leaves when it is back', {
    timeout: 90_000,
  }, async () => {
    const { port } = mail;
    await mail.close();
    const before = Date.now();
    const sent = await ask('POST', `review-rounds/${round}/letters`, {
      letter: 'reminder',
      guestId: guests[0],
    });
    expect(sent.status).toBe(200);
    expect(Date.now() - before).toBeLessThan(5_000);
    await new Promise((later) => setTimeout(later, 1_500));
    mail = await openMailServer(port);
    await expect.poll(() => mail.letters.length, { timeout: 80_000, interval: 200 }).toBe(1);
    expect(readable(mail.letters[0] ?? '')).toContain('Erinnerung');
  });

  test('what would add a header or another recipient stays a name', async () => {
    const name = 'Eva\r\nBcc: boese@example.org';
    const answer = await ask('POST', `review-rounds/${round}/guests`, { name, email: 'eva@tannau.example' });
    if (answer.status === 200) {
      const { id } = answer.json as { id: string };
      const count = mail.letters.length;
      await ask('POST', `review-rounds/${round}/letters`, { letter: 'invitation', guestId: id });
      await expect.poll(() => mail.letters.length, SOON).toBe(count + 1);
      expect(mail.letters.at(-1)?.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
    }
    for (const email of ['a@b.example, c@d.example', 'kein', 'a@b\r\nBcc: x@y.example'])
      expect((await ask('POST', `review-rounds/${round}/guests`, { name: 'X', email })).status).toBe(422);
  });
});
