import { expect, test } from 'vitest';
import { failureOf, groundOf, impactOf as outageOf } from './impact.ts';
import { type Need, type Net, netOf } from './net.ts';

const need = (item: string, needs: string, alternative = ''): Need => ({ item, needs, alternative });

// Registration office: procedure -> database -> host 1 or host 2 -> power; passport issue -> procedure.
const net = (needs: readonly Need[]) => netOf(needs.length, (at) => needs[at] as Need);
const impactOf = (of: Net, failed: string[]) => {
  const impact = outageOf(of, failed);
  return { failures: impact.failures.map((one) => failureOf(of, impact, one)), weakened: impact.weakened };
};
const town = net([
  need('passport', 'procedure'),
  need('procedure', 'database'),
  need('database', 'host1', 'hosts'),
  need('database', 'host2', 'hosts'),
  need('host1', 'power'),
  need('host2', 'power'),
]);

test('one of two hosts: everything goes on, with one left of two', () => {
  expect(impactOf(town, ['host1'])).toEqual({
    failures: [],
    weakened: [{ item: 'database', alternative: 'hosts', left: 1, of: 2, without: ['host1'] }],
  });
});

test('what both hosts stand on takes all down, step by step, each with its cause', () => {
  expect(impactOf(town, ['power'])).toEqual({
    failures: [
      { item: 'host1', depth: 1, because: ['power'] },
      { item: 'host2', depth: 1, because: ['power'] },
      { item: 'database', depth: 2, because: ['host1', 'host2'] },
      { item: 'procedure', depth: 3, because: ['database'] },
      { item: 'passport', depth: 4, because: ['procedure'] },
    ],
    weakened: [],
  });
});

test('two failures at once are counted together', () => {
  expect(impactOf(town, ['host1', 'host2']).failures.map(({ item }) => item)).toEqual([
    'database',
    'procedure',
    'passport',
  ]);
});

test('items that need each other in a ring end by themselves', () => {
  const ring = net([need('a', 'b'), need('b', 'c'), need('c', 'a')]);
  expect(impactOf(ring, ['a']).failures.map(({ item, depth }) => `${item}${depth}`)).toEqual(['c1', 'b2']);
  expect(groundOf(ring, 'a')).toEqual([
    { item: 'b', depth: 1 },
    { item: 'c', depth: 2 },
  ]);
});

test('what an item stands on, nearest first', () => {
  expect(groundOf(town, 'procedure')).toEqual([
    { item: 'database', depth: 1 },
    { item: 'host1', depth: 2 },
    { item: 'host2', depth: 2 },
    { item: 'power', depth: 3 },
  ]);
});

test('an item that nothing needs and that needs nothing takes nothing down and stands on nothing', () => {
  expect(impactOf(town, ['printer'])).toEqual({ failures: [], weakened: [] });
  expect(groundOf(town, 'printer')).toEqual([]);
});

test('of two groups only the one that is hit is weakened; what stands in for nothing brings down by itself', () => {
  const two = net([
    need('desk', 'line1', 'lines'),
    need('desk', 'line2', 'lines'),
    need('desk', 'lamp1', 'lamps'),
    need('desk', 'lamp2', 'lamps'),
    need('phone', 'line1'),
  ]);
  expect(impactOf(two, ['line1'])).toEqual({
    failures: [{ item: 'phone', depth: 1, because: ['line1'] }],
    weakened: [{ item: 'desk', alternative: 'lines', left: 1, of: 2, without: ['line1'] }],
  });
});
