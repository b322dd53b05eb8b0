import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import type { DemoResult } from './demo.ts';
import { type RunningServer, startServer } from './server.ts';
import { demoData } from './testing/demo-data.ts';
import { calendarLines, freePort, openMailServer, partsOf, readable } from './testing/mail-server.ts';

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
  demo = await demoData(data);
  server = await startServer(readConfig(env, process.cwd()));
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

async function ask<T>(
  method: string,
  path: string,
  body?: object,
  version?: number,
): Promise<{ status: number; json: T }> {
  const answer = await fetch(`${server.address}/api/v1/towns/tannau/${path}`, {
    method,
    headers: {
      cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      ...(version ? { 'if-match': `"${version}"` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, json: (await answer.json().catch(() => null)) as T };
}
async function asOwner<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
  const owner = new pg.Client({ connectionString: server.installation.database.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<T>(text).finally(() => owner.end());
  return rows;
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

describe('invitations to the agenda', () => {
  interface Entry {
    id: string;
    version: number;
  }
  interface Line {
    name: string;
    entryId: string;
    state: string;
  }
  let week = '';
  let count = 0;
  const entry = async (title: string, day: number, starts: string): Promise<Entry> =>
    (
      await ask<Entry>('POST', 'agenda-entries', {
        engagementId: week,
        day,
        starts,
        ends: '17:00',
        phase: 'explore',
        title,
        place: 'Saal',
      })
    ).json;
  const change = async (one: Entry, values: object): Promise<void> => {
    const { json } = await ask<Entry>('PATCH', `agenda-entries/${one.id}`, values, one.version);
    one.version = json.version;
  };
  const invite = (one: Entry, others: object[], personIds: string[] = []) =>
    ask('PUT', `agenda-entries/${one.id}/guests`, { personIds, others });
  const send = (letter: 'invitation' | 'change') =>
    ask<{ letters: number }>('POST', `engagements/${week}/invitations`, { letter });
  const standing = async () =>
    (await ask<{ rows: Line[] }>('GET', `engagements/${week}/invitations`)).json.rows;
  const statesOf = async (one: Entry) =>
    Object.fromEntries(
      (await standing()).filter(({ entryId }) => entryId === one.id).map(({ name, state }) => [name, state]),
    );
  /** The letters that came since the last call, once there are so many; by address. */
  async function arrived(number: number): Promise<Map<string, string>> {
    await expect.poll(() => mail.letters.length, SOON).toBe(count + number);
    const fresh = mail.letters.slice(count);
    count = mail.letters.length;
    return new Map(
      fresh.map((letter) => [/^to:.*?<?([^\s<>]+@[^\s<>]+?)>?\r$/im.exec(letter)?.[1] ?? '', letter]),
    );
  }
  const eva = { name: 'Eva Öhler', email: 'eva@firma.example' };
  const jan = { name: 'Jan', email: 'jan@firma.example' };
  const ina = { name: 'Ina', email: 'ina@firma.example' };
  let walk: Entry;
  let talk: Entry;

  beforeAll(async () => {
    const made = await ask<{ id: string }>('POST', 'engagements', {
      title: 'Zweite Woche',
      startsOn: '2035-03-19',
      endsOn: '2035-03-23',
    });
    week = made.json.id;
    count = mail.letters.length;
    walk = await entry('Rundgang; Rathaus, Keller', 1, '09:00');
    talk = await entry('Gespräch', 3, '10:00');
  });

  test('tell everybody their entries in one letter, each as a calendar entry programs understand', async () => {
    await invite(walk, [eva, jan]);
    await invite(talk, [eva]);
    expect(await send('invitation')).toEqual({ status: 200, json: { letters: 2 } });
    const letters = await arrived(2);
    const one = partsOf(letters.get(jan.email) ?? '');
    expect(one.map(({ type }) => type)).toEqual([
      'text/plain; charset=utf-8',
      'text/calendar; charset=utf-8; method=REQUEST',
      'application/ics; name=termin.ics',
    ]);
    expect(letters.get(jan.email)).toMatch(/^content-type: multipart\/alternative/im);
    const lines = calendarLines(one[1]?.text ?? '');
    expect(one[2]?.text.trimEnd()).toBe(one[1]?.text.trimEnd());
    for (const line of [
      'METHOD:REQUEST',
      'TZID:Europe/Berlin',
      `UID:${walk.id}@sollstand`,
      'SEQUENCE:0',
      'STATUS:CONFIRMED',
      'DTSTART;TZID=Europe/Berlin:20350319T090000',
      'DTEND;TZID=Europe/Berlin:20350319T170000',
      'SUMMARY:Rundgang\\; Rathaus\\, Keller',
      'LOCATION:Saal',
      'ORGANIZER;CN="Sollstand":mailto:sollstand@tannau.example',
    ])
      expect(lines).toContain(line);
    const attendees = lines.filter((line) => line.startsWith('ATTENDEE'));
    expect(attendees).toHaveLength(1);
    expect(attendees[0]).toMatch(/RSVP=TRUE;CN="Jan":mailto:jan@firma\.example$/i);
    expect(lines.find((line) => line.startsWith('DTSTAMP:'))).toMatch(/T\d{6}Z$/);
    expect(one[0]?.text).toContain('Mo., 19.03.2035, 09:00 bis 17:00 Uhr');

    const two = partsOf(letters.get(eva.email) ?? '');
    expect(two.map(({ type }) => type.split(';')[0])).toEqual([
      'text/plain',
      'text/calendar',
      'text/calendar',
    ]);
    expect(two.slice(1).map(({ text }) => calendarLines(text).filter((line) => /^UID/.test(line)))).toEqual([
      [`UID:${walk.id}@sollstand`],
      [`UID:${talk.id}@sollstand`],
    ]);
    expect(await statesOf(walk)).toEqual({ 'Eva Öhler': 'told', Jan: 'told' });
    expect((await send('invitation')).json).toEqual({ letters: 0 });
    expect((await send('change')).json).toEqual({ letters: 0 });
  });

  test('a change reaches those concerned and nobody else, and not before it is sent', async () => {
    await change(walk, { done: true });
    expect(await statesOf(walk)).toEqual({ 'Eva Öhler': 'told', Jan: 'told' });
    await change(talk, { starts: '11:00', place: 'Kleiner Saal' });
    expect(await statesOf(talk)).toEqual({ 'Eva Öhler': 'changed' });
    expect((await send('change')).json).toEqual({ letters: 1 });
    const letter = (await arrived(1)).get(eva.email) ?? '';
    const lines = calendarLines(partsOf(letter)[1]?.text ?? '');
    expect(lines).toContain(`UID:${talk.id}@sollstand`);
    expect(lines).toContain('SEQUENCE:1');
    expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20350321T110000');
    expect(readable(letter)).toMatch(/^subject: =\?UTF-8/im);
  });

  test('who is taken out or whose entry is deleted gets a cancellation, once', async () => {
    await invite(walk, [jan]);
    await ask('DELETE', `agenda-entries/${talk.id}`);
    expect((await standing()).filter(({ state }) => state === 'gone')).toHaveLength(2);
    expect((await send('change')).json).toEqual({ letters: 1 });
    const letter = (await arrived(1)).get(eva.email) ?? '';
    const cancelled = partsOf(letter).slice(1);
    expect(cancelled.map(({ type }) => /method=(\w+)/.exec(type)?.[1])).toEqual(['CANCEL', 'CANCEL']);
    const lines = cancelled.map(({ text }) => calendarLines(text));
    expect(lines.map((all) => all.find((line) => line.startsWith('SEQUENCE')))).toEqual([
      'SEQUENCE:1',
      'SEQUENCE:2',
    ]);
    for (const all of lines)
      expect(all).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED']));
    expect((await send('change')).json).toEqual({ letters: 0 });
    // Whoever comes again is told with a higher number than the cancellation.
    await invite(walk, [jan, eva]);
    expect((await send('invitation')).json).toEqual({ letters: 1 });
    const again = calendarLines(partsOf((await arrived(1)).get(eva.email) ?? '')[1]?.text ?? '');
    expect(again).toEqual(expect.arrayContaining(['METHOD:REQUEST', 'SEQUENCE:2']));
  });

  test('an answer is noted by hand and counts no more for another time', async () => {
    const guestOf = async (name: string) =>
      (
        await ask<{ guests: { id: string; name: string; answer: string; entryId: string }[] }>(
          'GET',
          `engagements/${week}/agenda-guests`,
        )
      ).json.guests.find((guest) => guest.name === name && guest.entryId === walk.id);
    const { id = '' } = (await guestOf('Jan')) ?? {};
    expect((await ask('PUT', `agenda-guests/${id}/answer`, { answer: 'accepted' })).status).toBe(200);
    expect((await ask('PUT', `agenda-guests/${id}/answer`, { answer: 'vielleicht' })).status).toBe(422);
    await change(walk, { place: 'Foyer' });
    await send('change');
    await arrived(2);
    expect((await guestOf('Jan'))?.answer).toBe('accepted');
    await change(walk, { starts: '09:30' });
    await send('change');
    await arrived(2);
    expect((await guestOf('Jan'))?.answer).toBe('open');
  });

  test('asked for twice at once, and with the mail server away, each gets one letter', {
    timeout: 90_000,
  }, async () => {
    const { port } = mail;
    await mail.close();
    await invite(walk, [jan, eva, ina]);
    const both = await Promise.all([send('invitation'), send('invitation')]);
    expect(both.map(({ json }) => json.letters).sort()).toEqual([0, 1]);
    await change(walk, { starts: '09:45' });
    // Overtakes what has not left yet: only the later one is sent to Ina.
    expect((await send('change')).json).toEqual({ letters: 3 });
    await new Promise((later) => setTimeout(later, 1_000));
    mail = await openMailServer(port);
    count = 0;
    await expect.poll(() => mail.letters.length, { timeout: 80_000, interval: 200 }).toBe(3);
    await new Promise((later) => setTimeout(later, 2_500));
    const letters = await arrived(3);
    expect([...letters.keys()].sort()).toEqual([eva.email, ina.email, jan.email]);
    expect(readable(letters.get(ina.email) ?? '')).toContain('09:45');
  });

  test('two hundred guests of one entry', { timeout: 90_000 }, async () => {
    const hall = await entry('Versammlung', 5, '16:00');
    const guest = (n: number) => ({ name: `Gast ${n}`, email: `gast${n}@firma.example` });
    const people = await asOwner<{ id: string }>(
      `insert into person (town_id, id, name, email, created_at, updated_at)
        select t.id, gen_random_uuid(), 'Person ' || n, 'person' || n || '@firma.example', now(), now()
        from town t, generate_series(1, 100) n where t.slug = 'tannau' returning id`,
    );
    const added = await invite(
      hall,
      Array.from({ length: 100 }, (_, n) => guest(n)),
      people.map(({ id }) => id),
    );
    expect(added.json).toEqual({ added: 200, removed: 0 });
    const tooMany = await invite(
      hall,
      Array.from({ length: 101 }, (_, n) => guest(n)),
    );
    expect(tooMany.status).toBe(422);
    const from = Date.now();
    expect((await send('invitation')).json).toEqual({ letters: 200 });
    expect(Date.now() - from).toBeLessThan(5_000);
    await expect.poll(() => mail.letters.length, { timeout: 60_000, interval: 200 }).toBe(count + 200);
    expect((await arrived(200)).size).toBe(200);
  });

  test('names and titles add no header, no property and no recipient', async () => {
    const evil = await entry('Titel\r\nATTENDEE:mailto:boese@example.org', 4, '08:00');
    await invite(evil, [
      { name: 'Eva"\r\nBcc: boese@example.org\r\nEND:VCALENDAR', email: 'e@firma.example' },
    ]);
    await ask('PATCH', `engagements/${week}`, { title: 'Woche\r\nBcc: boese@example.org' }, 1);
    expect((await send('invitation')).json).toEqual({ letters: 1 });
    const letter = (await arrived(1)).values().next().value ?? '';
    expect(letter.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
    const lines = calendarLines(partsOf(letter)[1]?.text ?? '');
    expect(lines.filter((line) => /^(ATTENDEE|END:VCALENDAR)/.test(line))).toHaveLength(2);
    for (const email of ['kein', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: x@y.example', ''])
      expect((await invite(evil, [{ name: 'X', email }])).status).toBe(422);
    expect((await invite(evil, [jan, { ...jan, email: 'JAN@firma.example' }])).json).toMatchObject({
      fields: [{ path: 'others.1.email', code: 'duplicate' }],
    });
  });

  test('no address lies in the queue', async () => {
    await invite(walk, [jan, eva, ina, { name: 'Neu', email: 'neu@firma.example' }]);
    await mail.close();
    await send('invitation');
    const rows = await asOwner<{ payload: string }>(
      `select j.payload::text from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send_agenda_letter'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.payload).not.toContain('@');
  });
});
