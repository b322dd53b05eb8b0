import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { recordAt, recordStory } from '#platform/journal';
import { inTown, jobActor } from '#platform/tx';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

/** Table, address of its list, and fields to write with values to choose from. */
const KINDS: readonly { table: string; path: string; fields: Record<string, readonly unknown[]> }[] = [
  {
    table: 'item',
    path: 'items',
    fields: { note: ['a', 'ä „b“', ''], quantity: [1, 2, 30], boughtOn: [null, '2020-02-29'] },
  },
  {
    table: 'contract',
    path: 'contracts',
    fields: { note: ['x', ''], yearlyCostCents: [0, 1, 9_999_99], renews: [true, false] },
  },
  { table: 'budget_line', path: 'budget-lines', fields: { note: ['n', ''], plannedCents: [-1, 0, 500_00] } },
  { table: 'office', path: 'offices', fields: { short: ['HA', 'BA'], itWorkplaces: [0, 7] } },
  { table: 'site', path: 'sites', fields: { street: ['Am Markt 1', 'Hauptstraße 2'] } },
  { table: 'room', path: 'rooms', fields: { note: ['feucht', 'trocken', ''] } },
  { table: 'person', path: 'people', fields: { title: ['Leitung', ''], email: ['a@example.org', ''] } },
  {
    table: 'measure',
    path: 'measures',
    fields: { indicator: ['i', 'j'], onceCostCents: [0, 12_345], effortDays: [1, 40] },
  },
  { table: 'finding', path: 'findings', fields: { severity: [1, 2, 3, 4], basis: ['gesehen', 'gehört'] } },
];
const CHANGES = 400;
const PICKS = 1000;
const LEFT_OUT = new Set(['id', 'town_id', 'version', 'created_at', 'updated_at']);

interface Recorded {
  /** When the change was sent; it took place at some moment from here to `at`. */
  sent: number;
  at: number;
  row: Record<string, unknown> | null;
}

let product: TestInstallation;
let town = '';
const recording = new Map<string, Recorded[]>();

beforeAll(async () => {
  product = await openTestInstallation();
  town = String((await product.ask('beratung', 'GET', '/towns/tannau')).json.id);
});
afterAll(async () => {
  await product?.close();
});

const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
const plain = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).filter(([field, value]) => !LEFT_OUT.has(field) && value !== null));

/** The test's own memory of what a row was, taken from the table itself. */
async function record(client: pg.Client, table: string, id: string, sent = Date.now()): Promise<void> {
  const { rows } = await client.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from "${table}" t where town_id = $1 and id = $2`,
    [town, id],
  );
  const list = recording.get(id) ?? [];
  list.push({ sent, at: Date.now(), row: rows[0] ? plain(rows[0].row) : null });
  recording.set(id, list);
  // The next change must fall into a later millisecond: the journal's clock has no finer one.
  await sleep(2);
}

async function changeSomething(client: pg.Client): Promise<'changed' | 'created' | 'removed' | 'refused'> {
  const kind = pick(KINDS);
  const list = await product.ask('admin', 'GET', `/towns/tannau/${kind.path}?limit=100`);
  const chosen = pick(list.json.rows) as unknown as { id: string };
  const path = `/towns/tannau/${kind.path}/${chosen.id}`;
  const dice = Math.random();
  const sent = Date.now();
  if (dice < 0.06) {
    const gone = await product.ask('admin', 'DELETE', path);
    if (gone.status !== 200) return 'refused';
    await record(client, kind.table, chosen.id, sent);
    // Items lose whoever answered for them as a change of their own.
    const { rows } = await client.query<{ id: string }>(
      'select id from item where town_id = $1 and updated_at >= $2',
      [town, new Date(sent)],
    );
    for (const { id } of rows) await record(client, 'item', id, sent);
    return 'removed';
  }
  if (dice < 0.12) {
    const made = await product.ask('admin', 'POST', '/towns/tannau/items', {
      kind: 'client',
      name: `Neu ${dice}`,
    });
    expect(made.status).toBe(200);
    await record(client, 'item', String(made.json.id), sent);
    return 'created';
  }
  const field = pick(Object.keys(kind.fields));
  const { version } = (await product.ask('admin', 'GET', path)).json;
  const changed = await product.ask(
    'admin',
    'PATCH',
    path,
    { [field]: pick(kind.fields[field] ?? []) },
    { 'if-match': `"${version}"` },
  );
  if (changed.status !== 200) return 'refused';
  await record(client, kind.table, chosen.id, sent);
  return 'changed';
}

test('any record is rebuilt from the journal as it stood at any moment', { timeout: 120_000 }, async () => {
  const done = { changed: 0, created: 0, removed: 0, refused: 0 };
  await withClient(product.installation.database.ownerUrl, async (client) => {
    for (const { table } of KINDS) {
      const { rows } = await client.query<{ id: string }>(`select id from "${table}" where town_id = $1`, [
        town,
      ]);
      for (const { id } of rows) await record(client, table, id);
    }
    for (let n = 0; n < CHANGES; n++) done[await changeSomething(client)] += 1;
  });
  const ids = [...recording.keys()];
  const first = Math.min(...ids.map((id) => recording.get(id)?.[0]?.at ?? 0));
  const last = Date.now();
  const actor = jobActor({ townId: town, actorId: null });
  let compared = 0;
  let absent = 0;
  await inTown(product.installation.ground, actor, async (tx) => {
    while (compared < PICKS) {
      const id = pick(ids);
      const list = recording.get(id) ?? [];
      const moment = first + Math.random() * (last - first);
      const known = list.filter(({ at }) => at <= moment).at(-1);
      // Before the first look the test knows nothing of a record that was there already.
      if (!known || list.some(({ sent, at }) => sent <= moment && moment < at)) continue;
      const { row: rebuilt, gone } = await recordAt(tx, id, new Date(moment).toISOString());
      expect(rebuilt && plain(rebuilt)).toEqual(known.row);
      expect(gone).toBeNull();
      compared += 1;
      if (!known.row) absent += 1;
    }
  });
  console.info(
    `history: ${ids.length} records, ${JSON.stringify(done)}; ${compared} rebuilt at random moments, ${absent} of them absent then`,
  );
  expect(done.changed).toBeGreaterThan(CHANGES / 2);
});

test('who answered for an item and is removed leaves a line in its story, and a form that was open meanwhile is told', async () => {
  const { id: personId } = (await product.ask('admin', 'POST', '/towns/tannau/people', { name: 'Kurz da' }))
    .json;
  const item = (
    await product.ask('admin', 'POST', '/towns/tannau/items', {
      kind: 'client',
      name: 'Gerät von Kurz da',
      responsiblePersonId: personId,
    })
  ).json;
  const before = new Date().toISOString();
  await sleep(5);
  expect((await product.ask('admin', 'DELETE', `/towns/tannau/people/${personId}`)).status).toBe(200);
  const now = (await product.ask('admin', 'GET', `/towns/tannau/items/${item.id}`)).json;
  expect(now).toMatchObject({ responsiblePersonId: null, version: Number(item.version) + 1 });
  const actor = jobActor({ townId: town, actorId: null });
  await inTown(product.installation.ground, actor, async (tx) => {
    const at = async (moment: string) =>
      (await recordAt(tx, String(item.id), moment)).row?.responsible_person_id;
    expect(await at(before)).toBe(personId);
    expect((await at(new Date().toISOString())) ?? null).toBeNull();
    expect((await recordStory(tx, String(item.id)))[0]).toMatchObject({ event: 'item.changed' });
  });
});
