import { expect, test } from 'vitest';
import { cents, decimal, formatMoney, parseMoney, shareMoney, sumMoney } from './money.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  ['1.234,56 €', 123456],
  ['1234,5', 123450],
  ['-22.000,00', -2200000],
  ['22.000,00-', -2200000],
  ['\u2212 5 €', -500],
  ['EUR 80.000', 8000000],
  ['-€ 3', -300],
  ['0', 0],
])('reads the German amount %s', (text, expected) => {
  expect(parseMoney(text, 'de')).toBe(expected);
});

test.each(['', 'abc', '12.50', '1.23', '1,234', '1.2345', '--5', '-5-', '1,2,3', '99999999999999999'])(
  'refuses %j as German amount',
  (text) => {
    expect(parseMoney(text, 'de')).toBeNull();
  },
);

test('reads and writes the English form', () => {
  expect(parseMoney('€1,234.56', 'en')).toBe(123456);
  expect(parseMoney('1.234,56', 'en')).toBeNull();
  expect(formatMoney(cents(123456), 'en')).toBe('€1,234.56');
});

test('writes German amounts in three styles', () => {
  expect(plain(formatMoney(cents(123456), 'de'))).toBe('1.234,56 €');
  expect(plain(formatMoney(cents(-8000000), 'de', 'short'))).toBe('-80.000 €');
  expect(plain(formatMoney(cents(150), 'de', 'short'))).toBe('1,50 €');
  expect(plain(formatMoney(cents(150), 'de', 'euro'))).toBe('2 €');
  expect(plain(formatMoney(cents(-40), 'de', 'euro'))).toBe('0 €');
});

test('keeps the last cent of the largest amount', () => {
  expect(plain(formatMoney(cents(Number.MAX_SAFE_INTEGER), 'de'))).toBe('90.071.992.547.409,91 €');
  expect(decimal(cents(-5))).toBe('-0.05');
});

test('a fraction of a cent and an overflowing sum are refused', () => {
  expect(() => cents(0.5)).toThrow(RangeError);
  expect(() => sumMoney([cents(Number.MAX_SAFE_INTEGER), cents(1)])).toThrow(RangeError);
});

test('sharing loses nothing', () => {
  expect(shareMoney(cents(100), [1, 1, 1])).toEqual([34, 33, 33]);
  expect(shareMoney(cents(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
  expect(shareMoney(cents(10), [0, 3, 1])).toEqual([0, 8, 2]);
  for (let n = 1; n < 40; n++) {
    const weights = Array.from({ length: n }, (_, i) => i + 0.1);
    for (const total of [cents(n * 7919), cents(Number.MAX_SAFE_INTEGER - n)])
      expect(sumMoney(shareMoney(total, weights))).toBe(total);
  }
  expect(() => shareMoney(cents(1), [0, 0])).toThrow(RangeError);
  expect(() => shareMoney(cents(1), [2, -1])).toThrow(RangeError);
});
