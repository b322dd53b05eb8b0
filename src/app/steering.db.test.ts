import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localDateOf } from '#kernel/dates';
import { withClient } from '#platform/database/roles';
import { jobs } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';
import { openMailServer, readable } from './testing/mail-server.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const today = localDateOf(new Date());
const ask = (user: string, method: string, path: string, body?: object, headers = {}) =>
  product.ask(user, method, `/towns/tannau/${path}`, body, headers);
const answer = async <T>(user: string, method: string, path: string, body?: object, headers = {}) => {
  const { status, json } = await ask(user, method, path, body, headers);
  expect(status, JSON.stringify(json)).toBe(200);
  return json as unknown as T;
};
interface Named {
  id: string;
  version: number;
  number: number;
  title: string;
  reason: string;
  measureId: string | null;
}
const rowsOf = async (path: string) => (await answer<{ rows: Named[] }>('it', 'GET', path)).rows;
const plan = (heldOn: string) =>
  answer<Named>('it', 'POST', 'steering-meetings', { heldOn, starts: '14:00', place: 'Rathaus, Zimmer 12' });

test('bad input is named field by field; council members read, strangers see nothing', async () => {
  const bad = await ask('it', 'POST', 'steering-meetings', { heldOn: 'bald', starts: '25:00' });
  expect((bad.json as unknown as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual([
    'heldOn',
    'starts',
  ]);
  expect((await ask('rat', 'POST', 'steering-meetings', { heldOn: today })).status).toBe(403);
  expect((await ask('rat', 'GET', 'steering-meetings')).status).toBe(200);
  expect((await ask('amt', 'GET', 'steering-meetings')).status).toBe(403);
  const lost = { meetingId: crypto.randomUUID(), title: 'Punkt' };
  expect((await ask('it', 'POST', 'steering-items', lost)).json).toMatchObject({
    fields: [{ path: 'meetingId', code: 'unknown_reference' }],
  });
});

test('the agenda names what needs the group, the most urgent first, and is not filled twice', async () => {
  const measures = await rowsOf('measures?limit=200');
  const byNumber = (number: number) => measures.find((one) => one.number === number)?.id ?? '';
  const month = `${addDays(today, -31).slice(0, 8)}01`;
  const report = { month, sentence: 'Lieferung verzögert sich', percent: 20 };
  await answer('it', 'POST', 'measure-reports', { ...report, measureId: byNumber(6), light: 'red' });
  await answer('it', 'POST', 'measure-reports', { ...report, measureId: byNumber(7), light: 'green' });
  await answer('it', 'POST', 'measure-tasks', {
    measureId: byNumber(7),
    title: 'Band auslagern',
    dueOn: addDays(today, -3),
  });
  const { id } = await plan(today);
  const { added } = await answer<{ added: number }>('it', 'POST', `steering-meetings/${id}/agenda`, {});
  const items = await rowsOf(`steering-items?meetingId=${id}`);
  expect(items).toHaveLength(added);
  expect(items.slice(0, 2).map(({ reason, measureId }) => [reason, measureId])).toEqual([
    ['red', byNumber(6)],
    ['overdue', byNumber(7)],
  ]);
  expect(items.at(-1)).toMatchObject({ reason: 'undecided' });
  expect(await answer('it', 'POST', `steering-meetings/${id}/agenda`, {})).toEqual({ added: 0 });
  expect((await ask('it', 'DELETE', `steering-meetings/${id}`)).status).toBe(200);
});

test('approved minutes stay as they are; what became of a resolution is added; open ones come up next time', async () => {
  const people = await rowsOf('people?limit=200');
  const hauser = people.find((one) => (one as unknown as { name: string }).name.includes('Hauser'));
  const [first] = await rowsOf('measures?limit=1');
  const before = await plan(addDays(today, 3));
  const meeting = await plan(today);
  const at = `steering-meetings/${meeting.id}`;
  expect((await ask('it', 'POST', `${at}/approval`, {})).json).toMatchObject({ code: 'steering_blank' });
  // Nobody met before, so there is nobody to take over.
  expect(await answer('it', 'GET', at)).toMatchObject({ follows: false, present: 0, itemsSaid: 0 });
  const member = { meetingId: meeting.id, personId: hauser?.id, attendance: 'present' };
  const there = await answer<Named>('it', 'POST', 'steering-members', member);
  expect((await ask('it', 'POST', 'steering-members', member)).status).toBe(409);
  expect((await ask('it', 'POST', `${at}/letters`, {})).json).toMatchObject({
    code: 'steering_not_approved',
  });
  expect((await ask('it', 'POST', `${at}/approval`, {})).json).toMatchObject({ code: 'steering_empty' });
  expect((await ask('it', 'POST', `steering-meetings/${before.id}/approval`, {})).json).toMatchObject({
    code: 'steering_to_come',
  });
  const item = await answer<Named>('it', 'POST', 'steering-items', {
    meetingId: meeting.id,
    title: 'Ausschreibung',
    minutes: 'Drei Angebote liegen vor.\n\nDas günstigste ist <b>fett</b>.',
  });
  const resolution = await answer<Named>('buergermeister', 'POST', 'steering-resolutions', {
    meetingId: meeting.id,
    measureId: first?.id,
    wording: 'Die IT-Leitung holt bis Jahresende ein viertes Angebot ein.',
    role: 'head_of_it',
    dueOn: addDays(today, 30),
  });
  expect(await answer('it', 'GET', at)).toMatchObject({ present: 1, itemsSaid: 1, resolutions: 1 });
  expect(await answer('it', 'GET', `steering-meetings/${before.id}`)).toMatchObject({ follows: true });
  // Invited is not present.
  const invited = await answer<Named>(
    'it',
    'PATCH',
    `steering-members/${there.id}`,
    { attendance: 'invited' },
    { 'if-match': '"1"' },
  );
  expect((await ask('it', 'POST', `${at}/approval`, {})).json).toMatchObject({ code: 'steering_nobody' });
  await answer(
    'it',
    'PATCH',
    `steering-members/${there.id}`,
    { attendance: 'present' },
    { 'if-match': `"${invited.version}"` },
  );
  for (const format of ['pdf', 'docx', 'odt']) {
    const draft = await ask('rat', 'GET', `${at}/minutes?format=${format}`);
    expect(draft.status).toBe(200);
    expect(draft.headers.get('content-disposition')).toContain(`protokoll-lenkungskreis-${today}.${format}`);
  }
  const [one, two] = await Promise.all([
    ask('it', 'POST', `${at}/approval`, {}),
    ask('it', 'POST', `${at}/approval`, {}),
  ]);
  expect([one.status, two.status].sort()).toEqual([200, 409]);
  const version = { 'if-match': `"${item.version}"` };
  for (const refused of [
    await ask('it', 'PATCH', `steering-items/${item.id}`, { minutes: 'Anders.' }, version),
    await ask('it', 'DELETE', `steering-items/${item.id}`, undefined, version),
    await ask('it', 'POST', 'steering-items', { meetingId: meeting.id, title: 'Noch etwas' }),
    await ask(
      'it',
      'PATCH',
      `steering-resolutions/${resolution.id}`,
      { wording: 'Anders.' },
      { 'if-match': '"1"' },
    ),
    await ask('it', 'DELETE', at, undefined, { 'if-match': '"2"' }),
  ])
    expect(refused.json).toMatchObject({ code: 'steering_approved' });
  const open = await rowsOf('steering-resolutions?state=open');
  expect(open.map(({ id }) => id)).toEqual([resolution.id]);
  await answer('it', 'POST', `steering-meetings/${before.id}/members`, {});
  expect(await rowsOf(`steering-members?meetingId=${before.id}`)).toHaveLength(1);
  await answer('it', 'POST', `steering-meetings/${before.id}/agenda`, {});
  expect((await rowsOf(`steering-items?meetingId=${before.id}`))[0]).toMatchObject({ reason: 'resolution' });
  await answer(
    'it',
    'PATCH',
    `steering-resolutions/${resolution.id}`,
    { doneOn: today, doneNote: 'Angebot liegt vor.' },
    { 'if-match': '"1"' },
  );
  expect(await rowsOf(`steering-resolutions?state=done&measureId=${first?.id}`)).toHaveLength(1);
});

test('the approved minutes are sent once to each member with an address', async () => {
  const [meeting] = (await rowsOf('steering-meetings?limit=10')).filter(
    (one) => (one as unknown as { approvedAt: string | null }).approvedAt,
  );
  expect((await ask('it', 'POST', `steering-meetings/${meeting?.id}/letters`, {})).json).toMatchObject({
    code: 'mail_not_set_up',
  });
  const { ground } = product.installation;
  const server = await openMailServer();
  try {
    const mail = {
      smtp: `smtp://127.0.0.1:${server.port}`,
      from: 'x@y.de',
      publicUrl: 'https://sollstand.example',
    };
    Object.assign(ground, { mail });
    const send = () =>
      answer<{ asked: number }>('it', 'POST', `steering-meetings/${meeting?.id}/letters`, {});
    expect(await send()).toMatchObject({ asked: 1 });
    expect(await send()).toMatchObject({ asked: 0 });
    const { rows } = await withClient(product.installation.database.ownerUrl, (client) =>
      client.query(
        "select payload from graphile_worker._private_jobs where payload::text like '%meetingId%'",
      ),
    );
    const { input, town } = rows[0].payload as { input: object; town: string };
    const job = jobs(product.dataDir).find(({ name }) => name === 'send_steering_minutes');
    await job?.run({ ...ground, mail }, { key: 'minutes-1', townId: town, actorId: null }, input);
    expect(readable(server.letters[0] ?? '')).toMatch(/viertes Angebot[\s\S]*\/t\/tannau\/lenkungskreis\//);
    expect(await rowsOf(`steering-members?meetingId=${meeting?.id}`)).toMatchObject([
      { toldAt: expect.any(String) },
    ]);
  } finally {
    await server.close();
  }
});
