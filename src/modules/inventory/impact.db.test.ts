import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { insertRecord, removeRecord } from '#platform/records';
import { type Actor, inTown } from '#platform/tx';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';
import { item, itemRelation, supportEnd } from './server/kinds.ts';
import { showImpact } from './server/show-impact.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());

const town = '/towns/tannau';
interface Named {
  id: string;
  number: number;
  name: string;
}
interface Impact {
  counts: {
    failures: number;
    services: number;
    citizens: number;
    weakened: number;
    ground: number;
    through: number;
  };
  failures: (Named & { depth: number; kind: string; because: string[] })[];
  weakened: (Named & { left: number; of: number })[];
  ground: Named[];
  citizens: Named[];
  offices: { name: string; people: number; through: Named[] }[];
  names: Record<string, string>;
}
const itemCalled = async (name: string): Promise<string> => {
  const { json } = await product.ask('it', 'GET', `${town}/items?limit=200`);
  return (json as unknown as { rows: Named[] }).rows.find((row) => row.name === name)?.id ?? '';
};
const impactOf = async (name: string, part = ''): Promise<Impact> =>
  (await product.ask('buergermeister', 'GET', `${town}/items/${await itemCalled(name)}/impact${part}`))
    .json as unknown as Impact;

test('one of two hosts is noticed by nobody; the power of the server room stops passports and the registry', async () => {
  const one = await impactOf('Virtualisierungsserver 1');
  expect(one.failures).toEqual([]);
  expect(one.weakened).toMatchObject([{ name: 'Virtualisierung', left: 1, of: 2 }]);

  const power = await impactOf('Unterbrechungsfreie Stromversorgung Serverraum');
  const names = power.failures.map(({ name }) => name);
  expect(names).toContain('Virtualisierung');
  expect(names).toContain('Finanzverfahren');
  expect(power.failures.find(({ name }) => name === 'Virtualisierung')?.because).toHaveLength(2);
  expect(names).toContain('Personalausweise und Reisepässe ausstellen');
  const registry = power.offices.find(({ name }) => /Ordnung/.test(name));
  // Twelve work with the file server, eight of them with the registry: twelve people, not twenty.
  expect(registry?.people).toBe(12);
});

test('what an item stands on is told in the order of starting again: what lies furthest below first', async () => {
  const { ground } = await impactOf('Finanzverfahren');
  const names = ground.map(({ name }) => name);
  expect(names.indexOf('Virtualisierung')).toBeLessThan(names.indexOf('Datenbankserver (virtuell)'));
  expect(names.indexOf('Zentraler Plattenspeicher')).toBeLessThan(names.indexOf('Virtualisierung'));
});

test('a large outage is told in parts that together are the whole, each with the names it mentions', async () => {
  const name = 'Unterbrechungsfreie Stromversorgung Serverraum';
  const whole = await impactOf(name, '?limit=400');
  const { counts } = whole;
  expect(counts).toMatchObject({ failures: whole.failures.length, citizens: whole.citizens.length });
  const services = whole.failures.filter(({ kind }) =>
    ['application', 'procedure', 'service'].includes(kind),
  );
  expect(counts.services).toBe(services.length);
  expect(counts.through).toBe(Math.max(...whole.offices.map(({ through }) => through.length)));

  const parts: Impact[] = [];
  for (let from = 0; from < counts.failures; from += 3)
    parts.push(await impactOf(name, `?from=${from}&limit=3`));
  expect(parts.flatMap(({ failures }) => failures)).toEqual(whole.failures);
  expect(parts.flatMap(({ citizens }) => citizens)).toEqual(whole.citizens);
  const through = (one: Impact) =>
    one.offices.find(({ name: office }) => /Ordnung/.test(office))?.through ?? [];
  expect(parts.flatMap(through)).toEqual(through(whole));
  for (const part of parts) {
    expect(part.counts).toEqual(counts);
    const known = new Set([...Object.keys(part.names), ...part.failures.map(({ id }) => id)]);
    expect(part.failures.flatMap(({ because }) => because).filter((id) => !known.has(id))).toEqual([]);
  }
  const itemId = await itemCalled(name);
  for (const query of ['?limit=0', '?limit=1001', '?from=-1', '?from=x'])
    expect((await product.ask('it', 'GET', `${town}/items/${itemId}/impact${query}`)).status).toBe(422);
});

test('an item that needs itself, a tie that is there already and an unknown item are refused at their field', async () => {
  const itemId = await itemCalled('Firewall');
  const tie = async (needsItemId: string) => {
    const { status, json } = await product.ask('it', 'POST', `${town}/item-relations`, {
      itemId,
      needsItemId,
    });
    return { status, fields: (json as { fields?: unknown } | null)?.fields };
  };
  expect(await tie(itemId)).toMatchObject({
    status: 422,
    fields: [{ path: 'needsItemId', code: 'item_needs_itself' }],
  });
  const power = await itemCalled('Unterbrechungsfreie Stromversorgung Serverraum');
  expect((await tie(power)).status).toBeGreaterThanOrEqual(400);
  expect(await tie(crypto.randomUUID())).toMatchObject({ status: 422 });
  const read = await product.ask('buergermeister', 'POST', `${town}/item-relations`, {
    itemId,
    needsItemId: power,
  });
  expect(read.status).toBe(403);
});

const POWER = 'Unterbrechungsfreie Stromversorgung Serverraum';
const asOwner = (text: string, values: unknown[] = []) =>
  withClient(
    product.installation.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows as Record<string, string>[],
  );
const townId = async (): Promise<string> =>
  (await asOwner("select id from town where slug = 'tannau'"))[0]?.id ?? '';
const actorIn = (id: string, offices: Actor['offices'] = 'all'): Actor => ({
  userId: null,
  name: 'x',
  townId: id,
  townSlug: '',
  functions: ['administrator'],
  offices,
  via: 'job',
  locale: 'de',
});
const as = <T>(actor: Actor, work: Parameters<typeof inTown<T>>[2]) =>
  inTown(product.installation.ground, actor, work);
const asked = (id: string) => ({ town: '', id, from: 0, limit: 400 });
const YOUNGER = { product: 'Jünger', release: '', ends_on: '2030-01-01', source: 'Probe' };
const fallen = async (name: string): Promise<string[]> =>
  (await impactOf(name)).failures.map((one) => one.name);

test('what changes is part of the very next answer: an item, what it needs, what it is, and that it is gone', async () => {
  const before = await impactOf(POWER);
  expect(await impactOf(POWER)).toEqual(before);
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await product.ask('beratung', method, `${town}/${path}`, body);
    expect(answer.status).toBe(200);
    return String(answer.json?.id);
  };
  const kiosk = await ask('POST', 'items', { kind: 'client', name: 'Wartenummern im Bürgerbüro' });
  const tie = { itemId: kiosk, needsItemId: await itemCalled(POWER) };
  const relation = await ask('POST', 'item-relations', tie);
  const with1 = await impactOf(POWER);
  expect(with1.counts).toEqual({ ...before.counts, failures: before.counts.failures + 1 });

  await ask('PATCH', `items/${kiosk}`, { kind: 'citizen_service' });
  expect((await impactOf(POWER)).counts.citizens).toBe(before.counts.citizens + 1);

  // A second source of power that stays: the kiosk goes on, weakened.
  const battery = await ask('POST', 'items', { kind: 'other', name: 'Akku' });
  await ask('POST', 'item-relations', { itemId: kiosk, needsItemId: battery, alternative: 'Strom' });
  await ask('PATCH', `item-relations/${relation}`, { alternative: 'Strom' });
  const spared = await impactOf(POWER);
  expect(spared.counts.failures).toBe(before.counts.failures);
  expect(spared.weakened.find((one) => one.id === kiosk)).toMatchObject({ left: 1, of: 2 });

  await product.ask('beratung', 'DELETE', `${town}/items/${kiosk}`);
  expect(await impactOf(POWER)).toEqual(before);
});

test('a change counts from its commit, however long that takes, and never when it is taken back', async () => {
  const actor = actorIn(await townId());
  const power = await itemCalled(POWER);
  const before = await fallen(POWER);
  const add = async (tx: Parameters<typeof showImpact>[0], name: string) => {
    const made = await insertRecord(tx, item, { kind: 'client', name });
    await insertRecord(tx, itemRelation, { item_id: made.id, needs_item_id: power });
    return made.id;
  };
  const late = 'Spät bestätigt';
  const id = await as(actor, async (tx) => {
    const made = await add(tx, late);
    expect((await showImpact(tx, asked(power))).failures.map(({ name }) => name)).toContain(late);
    // Others do not see it yet; younger transactions come and go.
    expect(await fallen(POWER)).toEqual(before);
    await as(actor, (other) => insertRecord(other, supportEnd, YOUNGER));
    expect(await fallen(POWER)).toEqual(before);
    return made;
  });
  expect(await fallen(POWER)).toContain(late);
  await as(actor, (tx) => removeRecord(tx, item, id, { version: null }));
  expect(await fallen(POWER)).toEqual(before);

  await expect(
    as(actor, async (tx) => {
      await add(tx, 'Zurückgenommen');
      expect((await showImpact(tx, asked(power))).counts.failures).toBe(before.length + 1);
      throw new Error('taken back');
    }),
  ).rejects.toThrow('taken back');
  expect(await fallen(POWER)).toEqual(before);
});

test('what is kept of one town is not told in another, and what an office keeps to itself not to others', async () => {
  const [here, there] = [await townId(), randomUUID()];
  const power = await itemCalled(POWER);
  const all = await fallen(POWER);
  // The same item in a second town, where nothing needs it.
  await asOwner("insert into town (id, slug, name) values ($1, 'nebenan', 'Nebenan')", [there]);
  await asOwner(
    `insert into item (town_id, id, number, kind, name, created_at, updated_at)
     select $1, id, number, kind, name, now(), now() from item where town_id = $2 and id = $3`,
    [there, here, power],
  );
  const other = await as(actorIn(there), (tx) => showImpact(tx, asked(power)));
  expect(other.counts).toMatchObject({ failures: 0, weakened: 0, citizens: 0 });
  expect(await fallen(POWER)).toEqual(all);

  const [own, foreign] = (
    await asOwner('select id from office where town_id = $1 order by id limit 2', [here])
  ).map((row) => row.id ?? '');
  const hidden = 'Finanzverfahren';
  expect(all).toContain(hidden);
  await asOwner('update item set office_id = $1 where town_id = $2 and name = $3', [foreign, here, hidden]);
  const limited = await as(actorIn(here, [own ?? '']), (tx) => showImpact(tx, asked(power)));
  expect(JSON.stringify(limited)).not.toContain(hidden);
  expect(limited.counts.failures).toBe(all.length - 1);
  expect(await fallen(POWER)).toEqual(all);
  const theirs = await as(actorIn(here, [foreign ?? '']), (tx) => showImpact(tx, asked(power)));
  expect(theirs.failures.map(({ name }) => name)).toEqual(all);

  // What is kept for one office is read anew for it when its own record comes, and stays unseen by the other.
  await as(actorIn(here), async (tx) => {
    const made = await insertRecord(tx, item, { kind: 'client', name: 'Kasse', office_id: foreign });
    await insertRecord(tx, itemRelation, { item_id: made.id, needs_item_id: power });
  });
  const namesFor = async (office = '') =>
    (await as(actorIn(here, [office]), (tx) => showImpact(tx, asked(power)))).failures.map(
      ({ name }) => name,
    );
  expect(await namesFor(foreign)).toContain('Kasse');
  const ofOthers = await namesFor(own);
  expect(ofOthers).not.toContain('Kasse');
  expect(ofOthers).toHaveLength(all.length - 1);
});
