import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import { visitor } from '../../app/testing/visitor.ts';

let product: TestInstallation;
let week: string;
const town = '/towns/tannau';
beforeAll(async () => {
  product = await openTestInstallation();
  const { json } = await product.ask('beratung', 'GET', `${town}/engagements`);
  week = (json as unknown as { rows: { id: string }[] }).rows[0]?.id ?? '';
});
afterAll(() => product?.close());

const rowsOf = async (path: string) =>
  (await product.ask('beratung', 'GET', `${town}/${path}`)).json as unknown as {
    rows: { id: string; title: string; name: string }[];
  };
interface GateView {
  phase: string;
  open: number;
  conditions: { code: string; done: number; total: number }[];
  passed: { by: string; reason: string; openPoints: number } | null;
}
const gates = async (): Promise<GateView[]> =>
  (
    (await product.ask('rat', 'GET', `${town}/engagements/${week}/gates`)).json as unknown as {
      gates: GateView[];
    }
  ).gates;
const pass = (phase: string, reason?: string) =>
  product.ask(
    'beratung',
    'POST',
    `${town}/engagements/${week}/gates/${phase}/passage`,
    reason ? { reason } : {},
  );

describe('the gates of a week', () => {
  test('say what is open; passing one with open points takes a written reason, and it can be opened again', async () => {
    const [explore] = await gates();
    expect(explore?.open).toBeGreaterThan(0);
    expect(explore?.conditions.find(({ code }) => code === 'rooms')?.total).toBeGreaterThan(5);
    const silent = await pass('explore');
    expect(silent).toMatchObject({ status: 422, json: { fields: [{ path: 'reason', code: 'required' }] } });
    const said = await pass('explore', 'Die Außenstellen folgen im Januar.');
    expect(said.status).toBe(200);
    expect((await gates())[0]?.passed).toMatchObject({
      by: 'Katrin Reich',
      reason: 'Die Außenstellen folgen im Januar.',
      openPoints: explore?.open,
    });
    expect((await pass('explore', 'noch einmal')).json).toMatchObject({ code: 'gate_passed' });
    const twice = await Promise.all([pass('review', 'a'), pass('review', 'b')]);
    expect(twice.filter(({ status }) => status === 200)).toHaveLength(1);
    const path = `${town}/engagements/${week}/gates/explore/passage`;
    expect((await product.ask('rat', 'DELETE', path)).status).toBe(403);
    expect((await product.ask('beratung', 'DELETE', path)).status).toBe(200);
    expect((await gates())[0]?.passed).toBeNull();
  });
});

describe('the agenda', () => {
  test('is filled from the template once, and never over what somebody entered', async () => {
    const made = await product.ask('beratung', 'POST', `${town}/engagements`, {
      title: 'Zweite Woche',
      startsOn: '2027-03-15',
      endsOn: '2027-03-19',
    });
    const second = String((made.json as { id?: string }).id);
    const fill = () =>
      product.ask('beratung', 'POST', `${town}/engagements/${second}/agenda-from-template`, {});
    const both = await Promise.all([fill(), fill()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await rowsOf(`agenda-entries?engagementId=${second}&limit=200`)).rows).toHaveLength(16);
    await product.ask('beratung', 'DELETE', `${town}/engagements/${second}`);
  });

  test('the own template keeps what a week looks like, and fills the next one', async () => {
    const make = async (title: string) =>
      String(
        (
          (
            await product.ask('beratung', 'POST', `${town}/engagements`, {
              title,
              startsOn: '2027-04-12',
              endsOn: '2027-04-16',
            })
          ).json as { id?: string }
        ).id,
      );
    const [first, second] = [await make('Dritte Woche'), await make('Vierte Woche')];
    const at = (id: string) => `${town}/engagements/${id}`;
    const fill = (template: string) =>
      product.ask('beratung', 'POST', `${at(second)}/agenda-from-template`, { template });
    expect((await fill('own')).json).toMatchObject({ code: 'no_own_template' });
    const save = (user: string | null) => product.ask(user, 'PUT', `${at(first)}/agenda-template`, {});
    expect((await save('beratung')).json).toMatchObject({ code: 'agenda_empty' });
    const entry = {
      engagementId: first,
      day: 2,
      starts: '07:45',
      ends: '08:30',
      phase: 'explore',
      title: 'Frühstück im Bauhof',
      place: 'Halle 2',
    };
    await product.ask('beratung', 'POST', `${town}/agenda-entries`, entry);
    expect((await save(null)).status).toBe(401);
    expect((await save('rat')).status).toBe(403);
    expect((await save('beratung')).json).toEqual({ entries: 1 });
    expect((await save('beratung')).json).toEqual({ entries: 1 });
    expect((await product.ask('beratung', 'GET', `${town}/agenda-template`)).json).toMatchObject({
      own: { entries: 1 },
    });
    expect((await fill('own')).json).toEqual({ added: 1 });
    expect((await rowsOf(`agenda-entries?engagementId=${second}`)).rows).toMatchObject([
      { title: 'Frühstück im Bauhof', starts: '07:45', place: 'Halle 2', done: false, roomName: null },
    ]);
    expect((await fill('fremd')).status).toBe(422);
    for (const id of [first, second]) await product.ask('beratung', 'DELETE', at(id));
  });

  test('rooms of the town stand at an entry; invitations are for the team, and need a mail server', async () => {
    const [room] = (await rowsOf('rooms?limit=1')).rows;
    const body = {
      engagementId: week,
      day: 5,
      starts: '18:00',
      ends: '19:00',
      phase: 'communicate',
      title: 'X',
    };
    const post = (roomId?: string) =>
      product.ask('beratung', 'POST', `${town}/agenda-entries`, { ...body, roomId });
    const made = (await post(room?.id)).json as { id?: string; roomName?: string };
    expect(made.roomName).toBe(room?.name);
    expect((await post(crypto.randomUUID())).json).toMatchObject({
      fields: [{ path: 'roomId', code: 'unknown_reference' }],
    });
    const others = [{ name: 'Eva', email: 'eva@firma.example' }];
    const guests = `${town}/agenda-entries/${made.id}/guests`;
    expect((await product.ask('beratung', 'PUT', guests, { personIds: [], others })).status).toBe(200);
    // Left out, those without a record stay.
    expect((await product.ask('beratung', 'PUT', guests, { personIds: [] })).json).toEqual({
      added: 0,
      removed: 0,
    });
    const listed = async (user: string) =>
      (
        (await product.ask(user, 'GET', `${town}/engagements/${week}/agenda-guests`)).json as unknown as {
          guests: { id: string; name: string; email: string; personId: string | null }[];
        }
      ).guests.find(({ name }) => name === 'Eva');
    expect(await listed('beratung')).toMatchObject({ email: 'eva@firma.example', personId: null });
    expect(await listed('rat')).toMatchObject({ email: '' });
    const answer = `${town}/agenda-guests/${(await listed('beratung'))?.id}/answer`;
    expect((await product.ask('rat', 'PUT', answer, { answer: 'accepted' })).status).toBe(403);

    const path = `${town}/engagements/${week}/invitations`;
    expect((await product.ask(null, 'GET', path)).status).toBe(401);
    expect((await product.ask('rat', 'GET', path)).status).toBe(403);
    expect((await product.ask('beratung', 'GET', path)).json).toMatchObject({ sendsMail: false });
    const send = (id: string, letter = 'invitation') =>
      product.ask('beratung', 'POST', `${town}/engagements/${id}/invitations`, { letter });
    expect(await send(week)).toMatchObject({ status: 409, json: { code: 'invitations_need_mail' } });
    expect((await send(crypto.randomUUID())).status).toBe(404);
    expect((await send(week, 'gruss')).status).toBe(422);
    await product.ask('beratung', 'DELETE', `${town}/agenda-entries/${made.id}`);
  });

  test('who comes is set by name; the calendar tells the town hour, and a link what one person comes to', async () => {
    const [entry] = (await rowsOf(`agenda-entries?engagementId=${week}&limit=200`)).rows;
    const [first, second] = (await rowsOf('people?limit=2')).rows;
    const put = (personIds: (string | undefined)[]) =>
      product.ask('beratung', 'PUT', `${town}/agenda-entries/${entry?.id}/guests`, { personIds });
    expect((await put([first?.id, second?.id])).json).toEqual({ added: 2, removed: 0 });
    expect((await put([first?.id])).json).toEqual({ added: 0, removed: 1 });
    expect((await put([crypto.randomUUID()])).status).toBe(422);

    // A line break in a title would begin a field of its own in calendars and letters.
    const title = 'Auftakt\r\nATTENDEE:mailto:wer@example.org\r\nBcc: wer@example.org';
    const at = `${town}/agenda-entries/${entry?.id}`;
    const { json: before } = await product.ask('beratung', 'GET', at);
    const folded = await product.ask('beratung', 'PATCH', at, { title, place: 'Saal\nLOCATION:Keller' });
    expect(folded.json).toMatchObject({
      title: 'Auftakt ATTENDEE:mailto:wer@example.org Bcc: wer@example.org',
      place: 'Saal LOCATION:Keller',
    });
    expect((await product.ask('beratung', 'PATCH', at, { title: '\r\n' })).status).toBe(422);

    const own = visitor(product.app, '198.51.100.7');
    await own.send('POST', '/api/v1/session', { login: 'rat', password: product.passwords.get('rat') });
    const file = await own.send('GET', `/api/v1/towns/tannau/engagements/${week}/calendar.ics`);
    expect(file.headers.get('content-type')).toContain('text/calendar');
    const text = await file.text();
    expect(text).toContain('SUMMARY:Auftakt ATTENDEE');
    expect(text).not.toMatch(/^(ATTENDEE|Bcc|LOCATION:Keller)/m);
    await product.ask('beratung', 'PATCH', at, { title: before.title, place: before.place });
    expect(text).toMatch(/DTSTART;TZID=Europe\/Berlin:\d{8}T083000/);
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
    expect(text).toMatch(/DTSTAMP:\d{8}T\d{6}Z\r\n/);
    expect(text).toContain(first?.name.split(' ').at(-1));
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(10);
    expect((await own.send('GET', '/api/v1/towns/tannau/engagements/nichts/calendar.ics')).status).toBe(404);

    const feed = (personId?: string) =>
      product.ask(
        'beratung',
        'POST',
        `${town}/engagements/${week}/calendar-feeds`,
        personId ? { personId } : {},
      );
    const link = String(((await feed(first?.id)).json as { path?: string }).path);
    const anybody = visitor(product.app, '198.51.100.8');
    const theirs = await (await anybody.send('GET', link)).text();
    expect(theirs.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(theirs).not.toContain(first?.name);
    expect((await anybody.send('GET', `${link.slice(0, -6)}x.ics`)).status).toBe(404);
    expect(
      (await product.ask('beratung', 'DELETE', `${town}/engagements/${week}/calendar-feeds`)).json,
    ).toEqual({ ended: 1 });
    expect((await anybody.send('GET', link)).status).toBe(404);
    const kept = await withClient(product.installation.database.ownerUrl, (client) =>
      client.query("select payload from journal_payload where payload like '%token_hash%'"),
    );
    // The token itself is nowhere; its hash is not in the journal either.
    expect(kept.rows.filter(({ payload }) => /token_hash":\[null,(?!null)/.test(payload))).toEqual([]);
  });
});

test('goals of different owners are put side by side, once, and a decision closes the pair', async () => {
  const people = (await rowsOf('people?limit=2')).rows;
  const goal = async (title: string, at: number) =>
    String(
      (
        (
          await product.ask('beratung', 'POST', `${town}/goals`, {
            engagementId: week,
            title,
            ownerPersonId: people[at]?.id,
          })
        ).json as { id?: string }
      ).id,
    );
  const [a, b] = [await goal('Serverraum klimatisieren', 0), await goal('Klimatisieren des Serverraums', 1)];
  const hints = async () =>
    (
      (await product.ask('rat', 'GET', `${town}/engagements/${week}/goal-hints`)).json as unknown as {
        pairs: object[];
      }
    ).pairs;
  expect(await hints()).toContainEqual({ goal: a, other: b });
  const pair = { engagementId: week, goalId: a, otherGoalId: b, relation: 'repeats' };
  const made = await product.ask('beratung', 'POST', `${town}/goal-pairs`, pair);
  expect(made.status).toBe(200);
  expect(await hints()).not.toContainEqual({ goal: a, other: b });
  const same = await product.ask('beratung', 'POST', `${town}/goal-pairs`, { ...pair, otherGoalId: a });
  expect(same.json).toMatchObject({ fields: [{ path: 'otherGoalId', code: 'same_goal' }] });
  const condition = async () => (await gates())[0]?.conditions.find(({ code }) => code === 'goal_pairs');
  expect(await condition()).toMatchObject({ done: 0, total: 1 });
  await product.ask('beratung', 'PATCH', `${town}/goal-pairs/${(made.json as { id?: string }).id}`, {
    decision: 'Beide werden zu einem Ziel.',
    decidedBy: 'Jürgen Hauser',
    decidedOn: '2026-11-24',
  });
  expect(await condition()).toMatchObject({ done: 1, total: 1 });
});
