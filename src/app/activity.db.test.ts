import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, localDateOf, weekdayOf } from '#kernel/dates';
import { FUNCTIONS } from '#kernel/functions';
import { storeDay } from '#modules/activity';
import { runRetention } from '#modules/privacy';
import { withClient } from '#platform/database/roles';
import { hashPassword } from '#platform/sign-in/passwords';
import { type Actor, inTown, jobActor } from '#platform/tx';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
let townId: string;
const ids = new Map<string, string>();
const town = '/towns/tannau';
const today = localDateOf(new Date());
const monday = addDays(today, 1 - weekdayOf(today));
/** A week long over, apart from the example's. */
const past = addDays(monday, -35);
const within = `from=${past}&until=${addDays(past, 4)}`;

beforeAll(async () => {
  product = await openTestInstallation();
  const { rows } = await owner('select id, login from app_user');
  for (const { id, login } of rows) ids.set(login ?? '', id ?? '');
  townId = (await owner("select id from town where slug = 'tannau'")).rows[0]?.id ?? '';
  for (const login of ['anna', 'bert', 'cora', 'dora']) await addPerson(login, ['desk']);
  await addPerson('alles', FUNCTIONS);
});
afterAll(() => product?.close());

const owner = (text: string, values: unknown[] = []) =>
  withClient(product.installation.database.ownerUrl, (client) =>
    client.query<Record<string, string>>(text, values),
  );

async function addPerson(login: string, functions: readonly string[]): Promise<void> {
  const id = randomUUID();
  const password = `${login} hat ein langes Kennwort`;
  await owner('insert into app_user (id, login, name, password_hash) values ($1, $2, $2, $3)', [
    id,
    login,
    await hashPassword(password),
  ]);
  for (const fn of functions)
    await owner('insert into membership (town_id, id, user_id, function) values ($1, $2, $3, $4)', [
      townId,
      randomUUID(),
      id,
      fn,
    ]);
  ids.set(login, id);
  product.passwords.set(login, password);
}

const as = (login: string): Actor => ({
  userId: ids.get(login) ?? '',
  name: login,
  townId,
  townSlug: 'tannau',
  functions: [...FUNCTIONS],
  offices: 'all',
  via: 'session',
  locale: 'de',
});
const NOTHING = { strategic: 0, project: 0, service: 0, operation: 0, fire_fighting: 0, administration: 0 };
type Minutes = Partial<typeof NOTHING>;
const minutes = (given: Minutes) => ({ ...NOTHING, ...given });
const day = (given: Minutes, more: object = {}) => ({
  day: today,
  role: 'service_desk',
  minutes: minutes(given),
  interruptions: 0,
  note: '',
  ...more,
});
const put = (login: string | null, body: unknown) =>
  product.ask(login, 'PUT', `${town}/activity-diary`, body);
/** Reads the version that stands, then writes. */
async function keep(login: string | null, body: object) {
  const { json } = await product.ask(login, 'GET', `${town}/activity-diary`);
  const { entries = [] } = json as unknown as { entries?: { day: string; role: string; version: number }[] };
  const given = body as { day?: string; role?: string };
  const held = entries.find(({ day, role }) => day === given.day && role === given.role);
  return put(login, { version: held?.version ?? 0, ...body });
}
/** Writes a day of the past as its author would have. */
const wrote = (login: string, on: string, given: Minutes, role = 'service_desk') =>
  inTown(product.installation.ground, as(login), (tx) =>
    storeDay(tx, { day: on, role, minutes: minutes(given), interruptions: 4, note: '' }),
  );
interface Overview {
  functions: {
    role: string;
    certainty: string;
    measured: { shares: object; days: number; released: boolean } | null;
  }[];
  total: { certainty: string; days: number };
}
const overview = async (query = within) =>
  (await product.ask('beratung', 'GET', `${town}/activities?${query}`)).json as unknown as Overview;
const of = (role: string, { functions }: Overview) => functions.find((one) => one.role === role);

describe('the own diary', () => {
  test('is kept, replaced and removed by its author, twice at once too', async () => {
    const given = day({ service: 240, fire_fighting: 60 }, { interruptions: 7, note: 'ruhig' });
    const both = await Promise.all([
      put('anna', { ...given, version: 0 }),
      put('anna', { ...given, version: 0 }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const mine = await product.ask('anna', 'GET', `${town}/activity-diary`);
    expect(mine.json).toMatchObject({ today, entries: [given] });
    await keep('anna', { ...given, minutes: minutes({ strategic: 15 }) });
    const all = await product.ask('anna', 'GET', `${town}/activity-diary/all`);
    expect(all.json).toMatchObject({ entries: [{ minutes: minutes({ strategic: 15 }) }] });
    await keep('anna', day({}));
    expect((await product.ask('anna', 'GET', `${town}/activity-diary`)).json).toMatchObject({ entries: [] });
  });

  test('a second device that rests on an older state is refused and overwrites nothing', async () => {
    const versionOf = async (given: object) => (await keep('bert', given)).json.version as unknown as number;
    const first = await versionOf(day({ service: 30 }));
    const second = await versionOf(day({ service: 45 }));
    expect(second).toBe(first + 1);
    const late = { ...day({ service: 60 }), version: first };
    expect(await put('bert', late)).toMatchObject({
      status: 409,
      json: { code: 'diary_day_changed', text: expect.stringContaining('auf einem anderen Gerät') },
    });
    expect((await put('bert', { ...late, version: 0 })).status).toBe(409);
    expect((await put('bert', day({ service: 60 }))).json).toMatchObject({ fields: [{ path: 'version' }] });
    // What stands already is no conflict; a day removed and written anew is another one.
    expect((await put('bert', { ...day({ service: 45 }), version: first })).json).toMatchObject({
      version: second,
    });
    expect((await keep('bert', day({}))).json).toMatchObject({ version: 0 });
    expect((await put('bert', { ...late, version: second })).status).toBe(409);
    expect(await versionOf(day({ service: 30 }))).not.toBe(first);
    await keep('bert', day({}));
  });

  test('takes only functions that the catalogue lists or somebody in town holds', async () => {
    const own = (role: string) => keep('bert', day({ service: 30 }, { role }));
    expect((await own('astronaut')).json).toMatchObject({
      fields: [{ path: 'role', code: 'activity_role_unknown' }],
    });
    await owner(
      `insert into duty (town_id, id, person_id, role, share_percent, created_at, updated_at)
        select town_id, $2, id, 'astronaut', 0, now(), now() from person where town_id = $1 limit 1`,
      [townId, randomUUID()],
    );
    expect((await own('astronaut')).status).toBe(200);
    await keep('bert', day({}, { role: 'astronaut' }));
    const estimate = { role: 'druide', certainty: 'unknown' };
    const made = await product.ask('it', 'POST', `${town}/activity-estimates`, estimate);
    expect(made.json).toMatchObject({ fields: [{ path: 'role', code: 'activity_role_unknown' }] });
  });

  test('refuses what cannot be, all at once and at its field', async () => {
    expect((await keep(null, day({}))).status).toBe(401);
    expect((await keep('rat', day({}))).status).toBe(403);
    expect(
      (await product.ask('anna', 'PUT', '/towns/anderswo/activity-diary', { ...day({}), version: 0 })).status,
    ).toBe(404);
    const odd = await keep('anna', day({ service: 7, operation: 16, project: 1425 }));
    expect(odd).toMatchObject({
      status: 422,
      json: {
        fields: [
          { path: 'minutes.service', code: 'diary_step', text: 'Bitte in Schritten von 15 Minuten.' },
          { path: 'minutes.operation', code: 'diary_step' },
          { path: 'minutes', code: 'diary_day_full' },
        ],
      },
    });
    await keep('anna', day({ service: 900 }));
    expect((await keep('anna', day({ service: 900 }, { role: 'isb' }))).json).toMatchObject({
      fields: [{ path: 'minutes', code: 'diary_day_full' }],
    });
    await keep('anna', day({}));
    expect((await keep('anna', day({ service: 15 }, { day: addDays(today, 1) }))).json).toMatchObject({
      code: 'diary_day_ahead',
    });
    expect((await keep('anna', day({ service: 15 }, { day: addDays(monday, -1) }))).json).toMatchObject({
      code: 'diary_day_closed',
    });
    for (const bad of [
      day({}, { role: "'; drop table activity_day; --" }),
      day({}, { note: 'x'.repeat(2001) }),
      day({}, { minutes: { service: -15 } }),
      day({}, { day: 'gestern' }),
      {},
    ])
      expect((await keep('anna', bad)).status).toBe(422);
  });
});

describe('what others see', () => {
  test('nothing of two, the sum of three; small functions only together; no difference tells of one', async () => {
    // Service desk: anna and bert, 300 min each. Others are left out.
    await wrote('anna', past, { service: 300 });
    await wrote('bert', past, { service: 300 });
    expect((await overview()).functions.filter(({ measured }) => measured)).toEqual([]);
    // With dora as isb three keep a diary, yet in two functions: they stand together. 600 service + 200 strategic = 75 % / 25 %.
    await wrote('dora', past, { strategic: 200 }, 'isb');
    const together = await overview();
    expect(of('', together)?.measured).toMatchObject({
      days: 3,
      shares: minutes({ service: 75, strategic: 25 }),
    });
    expect(of('service_desk', together)).toBeUndefined();
    // cora makes the desk a group of three: 900 min, 100 % service. dora, now alone beside it, is not in any sum.
    await wrote('cora', past, { service: 300 });
    const grown = await overview();
    expect(of('service_desk', grown)?.measured).toMatchObject({ days: 3, shares: minutes({ service: 100 }) });
    expect(of('', grown)).toBeUndefined();
    expect(grown.total).toMatchObject({ days: 3 });
  });

  test('weeks count whole and when they are over: single days cannot be asked for', async () => {
    await wrote('anna', addDays(past, 3), { operation: 300 });
    const one = await overview(`from=${addDays(past, 3)}&until=${addDays(past, 3)}`);
    expect(of('service_desk', one)?.measured).toMatchObject({ days: 4 });
    for (const login of ['anna', 'bert', 'cora']) await keep(login, day({ service: 60 }));
    expect(of('service_desk', await overview(`from=${today}`))).toBeUndefined();
    for (const login of ['anna', 'bert', 'cora']) await keep(login, day({}));
    expect(
      (await product.ask('beratung', 'GET', `${town}/activities?from=2026-05-01&until=2026-01-01`)).status,
    ).toBe(422);
  });

  test('what its author has released, until that is taken back', async () => {
    const release = (body: unknown, login = 'dora') =>
      product.ask(login, 'POST', `${town}/activity-releases`, body);
    const given = { purpose: 'Analysewoche', fromDay: past, untilDay: addDays(past, 4) };
    expect((await release({ ...given, untilDay: addDays(past, -1) })).json).toMatchObject({
      fields: [{ path: 'untilDay', code: 'before_start' }],
    });
    expect((await release({ ...given, purpose: ' ' })).status).toBe(422);
    const { json } = await release(given);
    expect(of('isb', await overview())?.measured).toMatchObject({ released: true, days: 1 });
    const path = `${town}/activity-releases/${json.id}`;
    expect((await product.ask('alles', 'DELETE', path)).status).toBe(404);
    const story = await owner(
      'select payload from journal_payload p join journal j on j.id = p.journal_id where j.record_id = $1',
      [json.id],
    );
    expect(story.rows[0]?.payload).not.toMatch(/minutes|200/);
    expect((await product.ask('dora', 'DELETE', path)).status).toBe(200);
    expect((await product.ask('dora', 'DELETE', path)).status).toBe(200);
    expect(of('isb', await overview())?.measured ?? null).toBeNull();
  });

  test('the picture states the finding; the estimate stands where nobody measured', async () => {
    const { json } = await product.ask(
      'rat',
      'GET',
      `${town}/charts/activity-shares?from=2020-01-06&until=2020-01-10`,
    );
    expect(json).toMatchObject({ columns: [{ title: 'Art der Arbeit' }, { title: 'Anteil der Zeit' }] });
    expect(String(json.title)).toMatch(/für Strategie bleiben \d+ % \(geschätzt\)$/);
    expect(of('head_of_it', await overview())?.certainty).toBe('estimated');
    expect(of('isb', await overview())?.certainty).toBe('unknown');
  });
});

describe('an estimate', () => {
  const path = `${town}/activity-estimates`;
  test('adds up to 100 %, or is unknown and says nothing; once a function', async () => {
    const given = { role: 'dsb', certainty: 'estimated', minutesPerWeek: 300, service: 60, operation: 30 };
    expect((await product.ask('rat', 'POST', path, given)).status).toBe(403);
    expect((await product.ask('it', 'POST', path, { ...given, minutesPerWeek: null })).json).toMatchObject({
      fields: [
        { path: 'strategic', code: 'activity_not_hundred' },
        { path: 'minutesPerWeek', code: 'required' },
      ],
    });
    expect(
      (await product.ask('it', 'POST', path, { role: 'dsb', certainty: 'unknown', service: 10 })).json,
    ).toMatchObject({ fields: [{ path: 'strategic', code: 'activity_unknown_empty' }] });
    const { json } = await product.ask('it', 'POST', path, { ...given, strategic: 10 });
    expect(json).toMatchObject({ strategic: 10, sureness: 'rough' });
    expect((await product.ask('it', 'POST', path, { ...given, strategic: 10 })).json).toMatchObject({
      code: 'duplicate',
    });
    expect((await product.ask('it', 'PATCH', `${path}/${json.id}`, { strategic: 20 })).status).toBe(422);
    expect(
      (await product.ask('it', 'PATCH', `${path}/${json.id}`, { strategic: 0, service: 70 })).status,
    ).toBe(200);
  });
});

describe('another person with every function sees no single entry', () => {
  const WORD = 'Zwetschgendatschi';
  beforeAll(() => keep('anna', day({ project: 195 }, { interruptions: 33, note: `${WORD} für alle` })));

  test('through the interface, search, story, information and export', async () => {
    const { rows } = await owner('select id from activity_day where user_id = $1', [ids.get('anna')]);
    const asked = [
      `${town}/activity-diary`,
      `${town}/activity-diary/all`,
      `${town}/activities?from=${monday}`,
      `${town}/search?q=${WORD}`,
      ...rows.map(({ id }) => `${town}/stories/${id}`),
      `${town}/privacy/people/user/${ids.get('anna')}/traces`,
      `${town}/privacy/people/user/${ids.get('anna')}/export`,
    ];
    for (const path of asked) {
      const { json, status } = await product.ask('alles', 'GET', path);
      expect(status, path).toBe(200);
      expect(JSON.stringify(json), path).not.toMatch(new RegExp(`${WORD}|\\b195\\b|"interruptions":33`));
    }
    const story = await product.ask('alles', 'GET', `${town}/stories/${rows[0]?.id}`);
    expect(story.json).toEqual({ lines: [] });
    const { json } = await product.ask('anna', 'GET', `${town}/activity-diary/all`);
    expect(JSON.stringify(json)).toContain(WORD);
  });

  test('by raw SQL under the application role, through tables and doors', async () => {
    const look = (statement: ReturnType<typeof sql>) =>
      inTown(product.installation.ground, as('alles'), async (tx) => (await statement.execute(tx.db)).rows);
    const { rows } = await owner('select id from activity_entry where user_id = $1', [ids.get('anna')]);
    expect(rows.length).toBeGreaterThan(0);
    for (const table of ['activity_day', 'activity_entry', 'activity_release'])
      expect(await look(sql`select * from ${sql.table(table)}`), table).toEqual([]);
    expect(await look(sql`select * from journal where kind in ('activity_day', 'activity_entry')`)).toEqual(
      [],
    );
    expect(JSON.stringify(await look(sql`select payload from journal_payload`))).not.toMatch(
      new RegExp(WORD),
    );
    const keys = rows.map(({ id }) => id);
    expect(
      JSON.stringify(await look(sql`select * from app.door_rows('activity_entry', ${keys}::text[])`)),
    ).not.toMatch(/195|project|service_desk/);
    expect(
      JSON.stringify(
        await look(
          sql`select * from app.door_traces(row(${[WORD]}::text[], '{}', '{}', '{}', '{}', '{}', '{}'::jsonb)::app.somebody)`,
        ),
      ),
    ).not.toContain(WORD);
    const written = await look(sql`update activity_entry set minutes = 15 returning id`);
    expect(written).toEqual([]);
    await expect(
      look(sql`insert into activity_entry (town_id, id, user_id, day, role, kind, minutes, created_at, updated_at)
        values (${townId}, ${randomUUID()}, ${ids.get('anna')}, ${today}, 'isb', 'project', 15, now(), now())`),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('and it ends a year after the last change, whoever runs the deletion', async () => {
    await owner("update activity_entry set updated_at = now() - interval '400 days' where user_id = $1", [
      ids.get('anna'),
    ]);
    await owner("update activity_day set updated_at = now() - interval '400 days' where user_id = $1", [
      ids.get('anna'),
    ]);
    const before = await product.ask('admin', 'GET', `${town}/privacy/retention`);
    const rule = (before.json as unknown as { rules: { table: string; due: number }[] }).rules.find(
      ({ table }) => table === 'activity_entry',
    );
    expect(rule?.due).toBeGreaterThan(0);
    await inTown(product.installation.ground, jobActor({ townId, actorId: null }), (tx) => runRetention(tx));
    expect((await owner('select 1 from activity_entry where user_id = $1', [ids.get('anna')])).rowCount).toBe(
      0,
    );
    expect(
      (await owner('select 1 from activity_entry where user_id = $1', [ids.get('bert')])).rowCount,
    ).toBeGreaterThan(0);
  });

  test('the author can remove everything', async () => {
    expect((await product.ask('bert', 'DELETE', `${town}/activity-diary`)).status).toBe(200);
    expect((await owner('select 1 from activity_day where user_id = $1', [ids.get('bert')])).rowCount).toBe(
      0,
    );
  });
});
