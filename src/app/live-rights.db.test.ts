import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLive } from '#platform/live/live';
import type { Actor } from '#platform/tx';
import { liveKinds } from './live-kinds.ts';
import { type EventListener, type LiveEvent, toldIds } from './testing/listener.ts';
import { type LiveTown, type Someone, startLiveTown } from './testing/live-town.ts';

let town: LiveTown;
let consultant: Someone;
let offices: string[];
let week: string;
const open: EventListener[] = [];

beforeAll(async () => {
  town = await startLiveTown();
  consultant = await town.signIn('beratung');
  const listed = async (path: string) =>
    (await consultant.ask('GET', `/towns/tannau/${path}`)).json.rows.map(({ id }) => id);
  offices = await listed('offices?limit=2');
  week = (await listed('engagements'))[0] ?? '';
  await town.sql("insert into town (id, slug, name) values (gen_random_uuid(), 'nachbar', 'Nachbarstadt')");
  await town.addPerson('nachbarin', 'nachbar', 'administrator');
  await town.addPerson('bau', 'tannau', 'office_staff', offices[0]);
  await town.addPerson('ordnung', 'tannau', 'office_staff', offices[1]);
});
afterAll(async () => {
  await Promise.all(open.map((listener) => listener.close()));
  await town?.stop();
});

/** Signs in and listens; ends with the tests. */
async function listening(login: string, slug = 'tannau'): Promise<EventListener> {
  const listener = (await town.signIn(login)).listen(slug);
  open.push(listener);
  await listener.until(() => listener.events.length > 0);
  return listener;
}

/** Something everybody in town who reads may know of; when it has come, what came before it has come too. */
async function change(what: string): Promise<string> {
  const made = await consultant.ask('POST', '/towns/tannau/findings', {
    engagementId: week,
    area: 'operations',
    title: what,
    statement: 'Ein Satz.',
  });
  await consultant.ask('POST', `/towns/tannau/findings/${made.json.id}/submission`, {});
  return made.json.id;
}

/** As `removeRecord` does it; findings have no route for that. */
async function removeFinding(id: string, status: string): Promise<void> {
  await town.sql(
    `with gone as (delete from finding_wording where finding_id = $2),
       j as (insert into journal (town_id, at, via, event, kind, record_id, digest)
         values ($1, now(), 'command', 'finding.removed', 'finding', $2, '') returning town_id, id)
     insert into journal_payload (town_id, journal_id, salt, payload)
     select town_id, id, '', json_build_object('changes', json_build_object('status', json_build_array($3::text, null))) from j`,
    [town.townId, id, status],
  );
  await town.sql('delete from finding where id = $1', [id]);
}

describe('what a stream tells', () => {
  test('kind, record and event, and nothing of the contents', async () => {
    const listener = await listening('beratung');
    const id = await change('Geheimes Wort Rhabarber');
    const event = 'finding.submitted';
    const told = () => listener.events.filter(({ data }) => data.id === id && data.event === event);
    await listener.until(() => told().length > 0);
    expect(told().map(({ data }) => data)).toEqual([{ v: 1, kind: 'finding', id, event }]);
    expect(JSON.stringify(listener.events)).not.toContain('Rhabarber');
  });

  test('another town is silent, and its stream does not exist for strangers', async () => {
    const neighbour = await town.signIn('nachbarin');
    const refused = neighbour.listen('tannau');
    await refused.until(() => refused.status !== 0);
    expect(refused.status).toBe(404);
    const own = await listening('nachbarin', 'nachbar');
    const witness = await listening('beratung');
    const id = await change('Nur in Tannau');
    await witness.until(() => toldIds(witness).includes(id));
    await sleep(200);
    expect(toldIds(own)).toEqual([]);
    const nobody = await fetch(`${town.server.address}/api/v1/towns/tannau/live`);
    expect(nobody.status).toBe(401);
    await nobody.body?.cancel();
  });

  test('offices, functions and drafts are kept apart as in the lists', async () => {
    const [building, order, witness] = await Promise.all(
      ['bau', 'ordnung', 'beratung'].map((who) => listening(who)),
    );
    if (!building || !order || !witness) throw new Error('three listen');
    const made = await consultant.ask('POST', '/towns/tannau/findings', {
      engagementId: week,
      area: 'operations',
      title: 'Nur fürs Bauamt',
      statement: 'Vertraulich.',
      officeId: offices[0],
    });
    const { id } = made.json;
    await witness.until(() => toldIds(witness).includes(id));
    const item = await consultant.ask('GET', '/towns/tannau/items?limit=1');
    const itemId = item.json.rows[0]?.id ?? '';
    const changed = await consultant.ask('PATCH', `/towns/tannau/items/${itemId}`, { note: 'geändert' });
    expect(changed.status).toBe(200);
    await witness.until(() => toldIds(witness).includes(itemId));
    await sleep(200);
    // A draft, and an item that office staff may not read.
    expect([...toldIds(building), ...toldIds(order)]).toEqual([]);

    await consultant.ask('POST', `/towns/tannau/findings/${id}/submission`, {});
    await building.until(() => toldIds(building).includes(id));
    const everybody = await change('Für alle Ämter');
    await order.until(() => toldIds(order).includes(everybody));
    expect(toldIds(order)).not.toContain(id);
  });

  test('a draft that is removed was never there; the end of what was shown is told', async () => {
    const order = await listening('ordnung');
    const made = await consultant.ask('POST', '/towns/tannau/findings', {
      engagementId: week,
      area: 'operations',
      title: 'Verworfen',
      statement: 'Ein Satz.',
    });
    await removeFinding(made.json.id, 'draft');
    const shown = await change('Gezeigt und zurückgezogen');
    await removeFinding(shown, 'submitted');
    const ending = ({ data }: LiveEvent) => data.event === 'finding.removed' && data.id === shown;
    await order.until((events) => events.some(ending));
    expect(toldIds(order)).not.toContain(made.json.id);
  });

  test('a cursor of nowhere or of long ago asks to read everything anew', async () => {
    for (const after of ['unsinn', '1-0', '18446744073709551614-7']) {
      const listener = consultant.listen('tannau', after);
      open.push(listener);
      await listener.until((events) => events.some(({ event }) => event === 'reset'));
      const id = await change('Nach dem Neubeginn');
      await listener.until(() => toldIds(listener).includes(id));
      await listener.close();
    }
  });
});

describe('a stream ends with the right to it', () => {
  const ended = (listener: EventListener, patienceMs: number) =>
    listener.until(() => !listener.open, patienceMs);

  test('at sign-out and when a function is taken away, at once', async () => {
    const someone = await town.signIn('rat');
    const listener = someone.listen();
    open.push(listener);
    await listener.until((events) => events.length > 0);
    await someone.ask('DELETE', '/session');
    await ended(listener, 1_000);

    await town.addPerson('kurz', 'tannau', 'mayor');
    const short = await listening('kurz');
    const [member] = await town.sql(
      "select m.id from membership m join app_user u on u.id = m.user_id where u.login = 'kurz'",
    );
    const admin = await town.signIn('admin');
    const removed = await admin.ask('DELETE', `/towns/tannau/members/${member?.id}`);
    expect(removed.status).toBe(200);
    await ended(short, 1_500);
  });

  test('within seconds when session, token or membership ran out elsewhere; listening is no use of a session', async () => {
    await town.addPerson('aushilfe', 'tannau', 'mayor');
    const [session, idle, membership] = [
      await listening('isb'),
      await listening('kaemmerei'),
      await listening('aushilfe'),
    ];
    const staying = await listening('buergermeister');
    const seen = () =>
      town.sql(
        "select s.seen_at from session s join app_user u on u.id = s.user_id where u.login = 'buergermeister'",
      );
    await town.sql("update session set seen_at = seen_at - interval '90 minutes'");
    const before = await seen();
    const of = (login: string) => `user_id = (select id from app_user where login = '${login}')`;
    await town.sql(`update session set expires_at = now() - interval '1 second' where ${of('isb')}`);
    await town.sql(`update session set seen_at = now() - interval '3 hours' where ${of('kaemmerei')}`);
    await town.sql(`update membership set valid_until = '2020-01-01' where ${of('aushilfe')}`);
    await Promise.all([session, idle, membership].map((listener) => ended(listener, 15_000)));
    expect(staying.open).toBe(true);
    expect(await seen()).toEqual(before);
  });

  test('no more than eight for one session, and a limit for the process', async () => {
    const someone = await town.signIn('it');
    const eight = Array.from({ length: 8 }, () => someone.listen());
    open.push(...eight);
    await Promise.all(eight.map((listener) => listener.until((events) => events.length > 0)));
    const ninth = await fetch(`${town.server.address}/api/v1/towns/tannau/live`, {
      headers: { cookie: someone.cookie },
    });
    expect([ninth.status, await ninth.json()]).toEqual([
      429,
      expect.objectContaining({ code: 'too_many_streams' }),
    ]);
    expect(ninth.headers.get('retry-after')).toBeTruthy();
    await eight[0]?.close();
    await expect
      .poll(async () => {
        const again = someone.listen();
        open.push(again);
        await again.until(() => again.status !== 0);
        return again.status;
      })
      .toBe(200);

    const { ground, database } = town.server.installation;
    const small = openLive(ground, database.appUrl, liveKinds, { perKey: 8, perProcess: 1 });
    const actor: Actor = {
      userId: null,
      name: 'x',
      townId: town.townId,
      townSlug: 'tannau',
      functions: ['mayor'],
      held: [{ function: 'mayor', officeId: null }],
      offices: 'all',
      via: 'token',
      locale: 'de',
    };
    const first = small.open(actor, { via: 'token', hash: 'aa' }, null);
    expect(() => small.open(actor, { via: 'token', hash: 'bb' }, null)).toThrow('streams_full');
    await first.cancel();
    await small.stop();
    expect(() => small.open(actor, { via: 'token', hash: 'cc' }, null)).toThrow('streams_full');
  });
});

describe('who is at a record', () => {
  const at = (id: string, mode: string, kind = 'item') => ({
    kind,
    id,
    mode,
    tab: crypto.randomUUID(),
  });
  const people = (answer: { json: Record<string, unknown> }) => answer.json.people;

  test('those there learn of each other, and when somebody writes or leaves', async () => {
    const { json } = await consultant.ask('GET', '/towns/tannau/items?limit=1');
    const id = json.rows[0]?.id ?? '';
    const lines = () => town.sql('select count(*)::int as n from journal');
    const before = await lines();
    const admin = await town.signIn('admin');
    const hears = await listening('beratung');
    const bystander = await listening('buergermeister');
    const mine = at(id, 'reading');
    const theirs = at(id, 'reading');
    expect(people(await consultant.ask('POST', '/towns/tannau/presence', mine))).toEqual([]);
    expect(people(await admin.ask('POST', '/towns/tannau/presence', theirs))).toEqual([
      { name: 'Katrin Reich', mode: 'reading' },
    ]);
    const told = () => hears.events.filter(({ event }) => event === 'presence').at(-1)?.data;
    const name = 'Administration Tannau';
    await hears.until(() => told()?.people?.length === 1);
    expect(told()).toEqual({ v: 1, id, people: [{ name, mode: 'reading' }] });
    await admin.ask('POST', '/towns/tannau/presence', { ...theirs, mode: 'writing' });
    await hears.until(() => told()?.people?.[0]?.mode === 'writing');
    // Saying the same again is no news.
    const count = hears.events.length;
    await admin.ask('POST', '/towns/tannau/presence', { ...theirs, mode: 'writing' });
    await sleep(200);
    expect(hears.events.length).toBe(count);
    await admin.ask('POST', '/towns/tannau/presence', { ...theirs, mode: 'gone' });
    await hears.until(() => told()?.people?.length === 0);
    expect(bystander.events.filter(({ event }) => event === 'presence')).toEqual([]);
    expect(await lines()).toEqual(before);
  });

  test('whoever goes without a word is forgotten after 45 seconds, and removed at night', async () => {
    const { json } = await consultant.ask('GET', '/towns/tannau/items?limit=2');
    const id = json.rows[1]?.id ?? '';
    const admin = await town.signIn('admin');
    await consultant.ask('POST', '/towns/tannau/presence', at(id, 'writing'));
    const mine = at(id, 'reading');
    expect(people(await admin.ask('POST', '/towns/tannau/presence', mine))).toHaveLength(1);
    await town.sql("update presence set seen_at = seen_at - interval '46 seconds'");
    expect(people(await admin.ask('POST', '/towns/tannau/presence', mine))).toEqual([]);
    await town.sql('select app.clean_up_presence(now())');
    expect(await town.sql('select mode from presence')).toEqual([{ mode: 'reading' }]);
  });

  test('nobody is named to who may not read the record', async () => {
    const made = await consultant.ask('POST', '/towns/tannau/findings', {
      engagementId: week,
      area: 'operations',
      title: 'Wer liest das?',
      statement: 'Ein Satz.',
      officeId: offices[0],
    });
    const { id } = made.json;
    const [building, order, neighbour] = [
      await town.signIn('bau'),
      await town.signIn('ordnung'),
      await town.signIn('nachbarin'),
    ];
    const say = (who: Someone, slug = 'tannau', kind = 'finding', of = id) =>
      who.ask('POST', `/towns/${slug}/presence`, at(of, 'reading', kind));
    expect((await say(consultant)).status).toBe(200);
    // Still a draft.
    expect((await say(building)).status).toBe(404);
    await consultant.ask('POST', `/towns/tannau/findings/${id}/submission`, {});
    await say(consultant);
    expect(people(await say(building))).toEqual([{ name: 'Katrin Reich', mode: 'reading' }]);
    expect((await say(order)).status).toBe(404);
    expect((await say(neighbour, 'nachbar')).status).toBe(404);
    expect((await say(neighbour)).status).toBe(404);
    expect((await say(building, 'tannau', 'item')).status).toBe(404);
    const item = (await consultant.ask('GET', '/towns/tannau/items?limit=1')).json.rows[0]?.id ?? '';
    expect((await say(building, 'tannau', 'item', item)).status).toBe(404);
  });
});

test('an orderly stop ends the streams and does not wait for them', async () => {
  const other = await startLiveTown();
  const listener = (await other.signIn('beratung')).listen();
  await listener.until((events) => events.length > 0);
  const from = performance.now();
  await other.stop();
  expect(performance.now() - from).toBeLessThan(8_000);
  await listener.until(() => !listener.open, 1_000);
  await listener.close();
});
