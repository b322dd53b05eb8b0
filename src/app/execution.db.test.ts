import { afterAll, beforeAll, expect, test } from 'vitest';
import { addWorkingDays } from '#kernel/calendar';
import { addDays, addMonths, formatMonth, type LocalDate, localDate, localDateOf } from '#kernel/dates';
import { remindReports } from '#modules/effect';
import { withClient } from '#platform/database/roles';
import { inTown, jobActor, type TownTx } from '#platform/tx';
import { jobs, nightly } from './jobs.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';
import { openMailServer, readable } from './testing/mail-server.ts';

interface Row {
  id: string;
  number: number;
  ownerName: string | null;
  light: string | null;
  missingSince: string | null;
  late: boolean;
  overdue: number;
  costCents: number;
  consultContract: string | null;
}
interface Executions {
  rows: Row[];
  next: string | null;
  total: number;
  sums: { costCents: number; consultantHours: number };
  standing: { decided: number; late: number; blocked: number; missing: number; month: string };
}
interface Line {
  id: string;
  used: number;
  left: number | null;
  state: string;
  months: { month: string; hours: number }[];
  measures: { number: number; hours: number }[];
}

let product: TestInstallation;
const measures = new Map<number, string>();
const contracts = new Map<number, string>();
const people = new Map<string, string>();
const today = localDateOf(new Date());
const thisMonth = localDate(`${today.slice(0, 8)}01`);
const lastMonth = addMonths(thisMonth, -1);
const foreign = crypto.randomUUID();

const ask = (user: string | null, method: string, path: string, body?: object, headers = {}) =>
  product.ask(user, method, `/towns/tannau/${path}`, body, headers);
const answer = async <T>(user: string, method: string, path: string, body?: object) => {
  const { status, json } = await ask(user, method, path, body);
  expect(status, JSON.stringify(json)).toBe(200);
  return json as unknown as T;
};
const executions = (query = '', user = 'it') => answer<Executions>(user, 'GET', `executions?${query}`);
const asOwner = (text: string, values: unknown[] = []) =>
  withClient(
    product.installation.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows,
  );
async function counted(tx: TownTx, work: (tx: TownTx) => Promise<unknown>): Promise<number> {
  let statements = 0;
  const db = tx.db.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await work({ ...tx, db: db as typeof tx.db });
  return statements;
}
const report = (number: number, month: LocalDate, more: object = {}) =>
  answer<{ id: string; contractId: string | null }>('it', 'POST', 'measure-reports', {
    measureId: measures.get(number),
    month,
    light: 'green',
    sentence: 'Läuft.',
    percent: 40,
    ...more,
  });

beforeAll(async () => {
  product = await openTestInstallation();
  for (const { id, number } of (await ask('it', 'GET', 'measures?limit=200')).json.rows)
    measures.set(Number(number), String(id));
  for (const { id, number } of (await ask('it', 'GET', 'contracts?limit=200')).json.rows)
    contracts.set(Number(number), String(id));
  for (const { id, name } of (await ask('it', 'GET', 'people?limit=200')).json.rows)
    people.set(String(name), String(id));
  // Off the roadmap: no quarter is over, whenever this runs.
  await asOwner('update measure set starts = null');
  await asOwner("insert into town (id, slug, name, state) values ($1, 'nachbar', 'Nachbar', 'BW')", [
    foreign,
  ]);
  for (const table of ['person (town_id, id, name', 'contract (number, partner, town_id, id, title'])
    await asOwner(
      `insert into ${table}, created_at, updated_at) values (${table.startsWith('c') ? "1, 'P'," : ''} $1, $1, 'Fremd', now(), now())`,
      [foreign],
    );
});
afterAll(() => product?.close());

test('every decided measure stands in the list, with what its latest report says; filters, search and sums agree', async () => {
  expect((await ask(null, 'GET', 'executions')).status).toBe(401);
  expect((await product.ask('it', 'GET', '/towns/nachbar/executions')).status).toBe(404);
  for (const bad of ['sort=constructor', 'light=blue', 'cursor=x'])
    expect((await ask('it', 'GET', `executions?${bad}`)).status, bad).toBe(422);
  const unlit = { measureId: measures.get(5), month: lastMonth, sentence: ' ', percent: 1 };
  expect((await ask('it', 'POST', 'measure-reports', unlit)).json).toMatchObject({
    fields: [
      { path: 'light', code: 'required' },
      { path: 'sentence', code: 'required' },
    ],
  });
  const before = await executions('', 'rat');
  expect(before.rows.map(({ number }) => number)).toEqual([1, 5, 6, 7, 8]);
  expect(before.standing).toMatchObject({ decided: 5, late: 0, blocked: 0, month: lastMonth });
  await report(5, lastMonth, {
    light: 'red',
    sentence: 'Umzug steht.',
    blocker: 'Leitung fehlt',
    costCents: 120_000,
  });
  await report(6, lastMonth, { costCents: 30_000, consultantHours: 3 });
  await answer('it', 'POST', 'measure-tasks', {
    measureId: measures.get(7),
    title: 'Medium beschaffen',
    dueOn: addDays(today, -1),
  });
  const after = await executions();
  expect(after.standing).toMatchObject({ late: 2, blocked: 1 });
  expect(after.sums).toMatchObject({ costCents: 150_000, consultantHours: 3 });
  const numbers = async (query: string, user = 'it') =>
    (await executions(query, user)).rows.map(({ number }) => number);
  expect(await numbers('light=red')).toEqual([5]);
  expect(await numbers('light=none')).toEqual([1, 7, 8]);
  expect(await numbers('late=yes')).toEqual([5, 7]);
  expect(await numbers('blocked=yes')).toEqual([5]);
  expect(await numbers('q=Leitung+fehlt')).toEqual([5]);
  expect(await numbers('q=Fernzugang')).toEqual([8]);
  expect(await numbers('owner=me', 'buergermeister')).toEqual([1]);
  expect(await numbers('owner=none')).toEqual([]);
  // Given is a report of the month that is asked for, not everything of which none is missing.
  await asOwner("update measure set starts = '2099-Q1' where id = $1", [measures.get(8)]);
  expect(await numbers('report=given')).toEqual([5, 6]);
  await asOwner('update measure set starts = null');
  expect(await numbers('sort=-costCents&limit=2')).toEqual([5, 6]);
  const first = await executions('sort=light&limit=2');
  expect(first.rows.map(({ light }) => light)).toEqual(['red', 'green']);
  const rest = await executions(`sort=light&limit=10&cursor=${first.next}`);
  expect(rest.next).toBeNull();
  expect([...first.rows, ...rest.rows].map(({ number }) => number).sort()).toEqual([1, 5, 6, 7, 8]);
  expect((await executions('light=red')).sums.costCents).toBe(120_000);
  // Decided on 19.10.2026 for the fourth quarter: asked for from that October on.
  const [longest] = (await executions('report=missing')).rows;
  expect(longest).toMatchObject({ number: 1, missingSince: '2026-10-01' });
  expect(await answer('rat', 'GET', `measures/${measures.get(1)}/execution`)).toMatchObject({
    beganOn: '2026-10-19',
    missingSince: '2026-10-01',
  });
  expect(await answer('rat', 'GET', `measures/${measures.get(2)}/execution`)).toMatchObject({
    beganOn: null,
    missingSince: null,
  });
});

test('a measure has an owner of this town; who is removed is let go of', async () => {
  const path = `measures/${measures.get(6)}`;
  expect((await ask('it', 'PATCH', path, { ownerId: foreign })).json).toMatchObject({
    fields: [{ path: 'ownerId', code: 'unknown_reference' }],
  });
  expect((await ask('rat', 'PATCH', path, { ownerId: null })).status).toBe(403);
  const made = await answer<{ id: string }>('it', 'POST', 'people', {
    name: 'Nora Neu',
    email: 'nora@tannau.example',
  });
  const { version } = await answer<{ version: number }>('it', 'GET', path);
  const set = await answer<{ ownerName: string; version: number }>('it', 'PATCH', path, { ownerId: made.id });
  expect(set.ownerName).toBe('Nora Neu');
  const stale = { 'if-match': `"${version}"` };
  expect((await ask('it', 'PATCH', path, { ownerId: null }, stale)).status).toBe(409);
  expect((await ask('it', 'GET', 'measures?owner=none&status=decided')).json.rows).toEqual([]);
  expect((await ask('it', 'DELETE', `people/${made.id}`)).status).toBe(200);
  expect((await ask('it', 'GET', path)).json).toMatchObject({
    ownerId: null,
    ownerName: null,
    version: set.version + 1,
  });
  expect((await ask('it', 'GET', 'measures?owner=none&status=decided')).json.rows).toHaveLength(1);
});

test('an account is the person with its address, and by name only where that says who', async () => {
  const { id } = await answer<{ id: string }>('it', 'POST', 'people', { name: 'Jürgen Hauser' });
  const mine = async () => (await executions('owner=me', 'buergermeister')).rows.map(({ number }) => number);
  expect(await mine()).toEqual([]);
  const other = people.get('Jürgen Hauser') ?? '';
  await asOwner("update person set email = 'buergermeister' where id = $1", [other]);
  expect(await mine()).toEqual([1]);
  await asOwner("update person set email = 'it' where id = $1", [other]);
  await answer('it', 'DELETE', `people/${id}`);
  expect(await mine()).toEqual([]);
  await asOwner("update person set email = 'hauser@tannau.example' where id = $1", [other]);
  expect(await mine()).toEqual([1]);
});

test('hours of consultants count against a contract of the town, which keeps its months when another follows', async () => {
  const old = contracts.get(3) ?? '';
  const path = `measures/${measures.get(7)}`;
  const line = async (id: string) =>
    (await answer<{ contracts: Line[] }>('rat', 'GET', `consulting?contractId=${id}`)).contracts[0];
  expect((await ask(null, 'GET', 'consulting')).status).toBe(401);
  expect((await product.ask('it', 'GET', '/towns/nachbar/consulting')).status).toBe(404);
  expect((await ask('it', 'GET', 'consulting?contractId=x')).status).toBe(422);
  expect((await ask('it', 'PATCH', path, { consultContractId: foreign })).json).toMatchObject({
    fields: [{ path: 'consultContractId', code: 'unknown_reference' }],
  });
  expect(await line(old)).toMatchObject({ used: 0, left: 120, state: 'within', months: [] });
  // What the decided measures under it plan, whether it was agreed or not.
  const [planned] = await asOwner(
    "select sum(external_days) * 8 as hours from measure where consult_contract_id = $1 and status in ('decided', 'done')",
    [old],
  );
  expect(await line(old)).toMatchObject({ planned: Number(planned?.hours) });
  expect((await report(7, addMonths(lastMonth, -1), { consultantHours: 90 })).contractId).toBe(old);
  expect((await report(8, lastMonth, { consultantHours: 5.5 })).contractId).toBe(old);
  expect(await line(old)).toMatchObject({ used: 95.5, left: 24.5, state: 'within' });
  const later = await report(7, lastMonth, { consultantHours: 0.5 });
  expect(await line(old)).toMatchObject({
    used: 96,
    state: 'near',
    months: [{ hours: 90 }, { month: lastMonth, hours: 6 }],
    measures: [
      { number: 7, hours: 90.5 },
      { number: 8, hours: 5.5 },
    ],
  });
  await answer('it', 'PATCH', `measure-reports/${later.id}`, { consultantHours: 25 });
  expect(await line(old)).toMatchObject({ used: 120.5, left: -0.5, state: 'over' });
  await answer('it', 'PATCH', `contracts/${old}`, { endsOn: addDays(today, -1), startsOn: null });
  await answer('it', 'PATCH', path, { consultContractId: contracts.get(26) });
  expect((await report(7, thisMonth, { consultantHours: 2 })).contractId).toBe(contracts.get(26));
  expect(await line(old)).toMatchObject({ used: 120.5 });
  expect(await line(contracts.get(26) ?? '')).toMatchObject({ used: 2, left: null, state: 'none' });
  expect(
    (await ask('it', 'PATCH', `measure-reports/${later.id}`, { contractId: foreign })).json,
  ).toMatchObject({ fields: [{ path: 'contractId', code: 'unknown_reference' }] });
  expect((await ask('it', 'DELETE', `contracts/${old}`)).status).toBe(409);
  // An emptied field is the measure's contract, and so is a month from before contracts were kept: both stay where they were worked.
  const under = `measures/${measures.get(8)}`;
  const emptied = await report(8, addMonths(lastMonth, -1), { consultantHours: 4, contractId: null });
  expect(emptied.contractId).toBe(old);
  const early = await report(8, addMonths(lastMonth, -2), { consultantHours: 3 });
  await asOwner('update measure_report set contract_id = null where id = $1', [early.id]);
  expect(await line(old)).toMatchObject({ used: 127.5 });
  await answer('it', 'PATCH', under, { consultContractId: contracts.get(26) });
  expect(await line(old)).toMatchObject({ used: 127.5 });
  expect(await answer('it', 'GET', `measure-reports/${early.id}`)).toMatchObject({
    contractId: old,
    version: 2,
  });
  expect(await line(contracts.get(26) ?? '')).toMatchObject({ used: 2 });
  expect((await answer<{ contracts: Line[] }>('rat', 'GET', 'consulting')).contracts.length).toBeGreaterThan(
    1,
  );
});

test('after the first working day of a month each owner gets one letter about all missing reports, and no second one', async () => {
  const { ground } = product.installation;
  // Two months from now nothing is reported and every measure has begun, whenever this runs.
  const month = addMonths(thisMonth, 1);
  const first = addWorkingDays('BW', addMonths(month, 1), 0);
  const at = (day: LocalDate) => ({ ...ground, clock: { now: () => new Date(`${day}T03:00:00Z`) } });
  const mail = { smtp: 'smtp://localhost:9', from: 'x@y.de', publicUrl: 'https://sollstand.example' };
  const asked = () =>
    asOwner(`select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'send_report_reminder' and j.payload::text like '%${month}%'`);
  const [town] = await asOwner("select id from town where slug = 'tannau'");
  const round = (day: LocalDate, post: typeof mail | null) =>
    inTown({ ...at(day), mail: post }, jobActor({ townId: String(town?.id), actorId: null }), (tx) =>
      remindReports(tx, 'tannau'),
    );
  expect(await round(first, null)).toBe(0);
  expect(await round(addDays(first, -1), mail)).toBe(0);
  expect(await round(addDays(first, 8), mail)).toBe(0);
  await nightly(product.dataDir)({ ...at(first), mail });
  expect(await round(addDays(first, 1), mail)).toBe(0);
  const statements = await inTown(
    { ...at(addDays(first, 2)), mail },
    jobActor({ townId: String(town?.id), actorId: null }),
    (tx) => counted(tx, (counting) => remindReports(counting, 'tannau')),
  );
  // One for the day, one each for measures and people, and one mark per person: none per measure.
  expect(statements).toBe(3 + 3);
  const rows = await asked();
  const of = (name: string) =>
    rows.find(({ payload }) => payload.input.personId === people.get(name))?.payload as {
      input: object;
      town: string;
    };
  // Owners of M-01, M-05 with M-07, and M-08; M-06 lost its owner, so who holds its role answers, which is one of them.
  expect(rows).toHaveLength(3);
  expect(JSON.stringify(rows)).not.toContain('@');
  const server = await openMailServer();
  try {
    const post = { ...at(first), mail: { ...mail, smtp: `smtp://127.0.0.1:${server.port}` } };
    const job = jobs(product.dataDir).find(({ name }) => name === 'send_report_reminder');
    const send = (key: string, { input, town }: { input: object; town: string }) =>
      job?.run(post, { key, townId: town, actorId: null }, input);
    await send('reports-1', of('Stefan Mayer'));
    await send('reports-1', of('Stefan Mayer'));
    expect(server.letters).toHaveLength(1);
    const letter = readable(server.letters[0] ?? '');
    expect(letter).toContain('mayer@tannau.example');
    expect(letter).toContain(formatMonth(month, 'de'));
    for (const number of [5, 6, 7]) expect(letter).toContain(`/massnahmen/${measures.get(number)}/umsetzung`);
    expect(letter).not.toContain(`${measures.get(1)}`);
    // What was reported meanwhile is not asked for.
    await asOwner(
      `insert into measure_report (town_id, id, measure_id, month, light, sentence, percent, created_at, updated_at)
        select town_id, gen_random_uuid(), id, $1, 'green', 'Läuft.', 1, now(), now() from measure where id = $2`,
      [month, measures.get(1)],
    );
    await send('reports-2', of('Jürgen Hauser'));
    expect(server.letters).toHaveLength(1);
  } finally {
    await server.close();
  }
});

test('the overview tells whoever may report of all that is missing, an owner of their own, others of nothing', async () => {
  const waiting = async (user: string) =>
    (
      await answer<{ waiting: { kind: string; id: string; label: string }[] }>(user, 'GET', 'overview')
    ).waiting.filter(({ kind }) => kind === 'execution');
  const { standing } = await executions();
  expect(standing.missing).toBeGreaterThan(0);
  const [all] = await waiting('it');
  expect(all).toMatchObject({ id: 'all' });
  expect(all?.label).toContain(formatMonth(lastMonth, 'de'));
  expect(await waiting('buergermeister')).toMatchObject([{ id: 'me' }]);
  expect(await waiting('rat')).toEqual([]);
});
