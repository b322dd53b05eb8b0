import { expect, test } from 'vitest';
import { COST_AREAS } from '../domain/spending.ts';
import { parseSpendingItems, spendingItems } from './spending-items.ts';

test('the delivered items cover every area with a few each, and no title stands twice', () => {
  const items = spendingItems();
  for (const area of COST_AREAS.filter((one) => one !== 'unassigned')) {
    const count = items.filter((item) => item.area === area).length;
    expect(count, area).toBeGreaterThanOrEqual(2);
    expect(count, area).toBeLessThanOrEqual(6);
  }
  for (const locale of ['de', 'en'] as const)
    expect(new Set(items.map(({ title }) => title[locale])).size).toBe(items.length);
  // The areas follow each other as the entry walks through them.
  const order = items.map(({ area }) => COST_AREAS.indexOf(area));
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('a faulty file is refused with its place', () => {
  const one = { key: 'backup', area: 'data_centre', title: { de: 'a', en: 'b' }, help: { de: 'a', en: 'b' } };
  const read = (items: unknown[]) => () => parseSpendingItems({ edition: '2026-11', items }, 'items.yaml');
  expect(read([one, one])).toThrow('backup stands there twice');
  expect(read([{ ...one, area: 'unassigned' }])).toThrow('items.0.area');
  expect(read([{ ...one, amount: 3 }])).toThrow('amount');
});
