import { expect, test } from 'vitest';
import { allFigures, placeOf, rounded } from './figures.ts';

const middle = { low: 2, middle: 3, high: 4 };

test('a value stands ahead, among or behind the middle half, by what is better', () => {
  expect([1, 2, 3, 4, 5].map((own) => placeOf(own, middle, 'higher'))).toEqual([
    'behind',
    'among',
    'among',
    'among',
    'ahead',
  ]);
  expect([1, 5].map((own) => placeOf(own, middle, 'lower'))).toEqual(['ahead', 'behind']);
  expect([1, 5].map((own) => placeOf(own, middle, null))).toEqual(['below', 'above']);
  expect([placeOf(null, middle, 'higher'), placeOf(3, null, 'higher')]).toEqual([null, null]);
});

test('amounts are rounded as people compare them', () => {
  expect([
    rounded(41.6, 'euros'),
    rounded(2744.9, 'euros'),
    rounded(66.6, 'percent'),
    rounded(2.3, 'level'),
  ]).toEqual([42, 2740, 67, 2.5]);
});

test('every figure has a key of its own', () => {
  const title = { de: 'Störungen', en: 'Incidents' };
  const keys = allFigures([{ code: 'incident', title }], [{ code: '5', title }]).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toContain('practice_level incident');
  expect(keys).toContain('chapter_fulfilment 5');
});
