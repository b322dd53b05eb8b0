import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from '../../app/testing/installation.ts';

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
