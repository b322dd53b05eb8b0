import { describe, expect, test } from 'vitest';
import { formatMoneyInput, formatNumberInput, parseMoney, parseNumber } from './money-input.ts';

describe('an amount as people type it', () => {
  test.each([
    ['', null],
    ['   ', null],
    ['0', 0],
    ['-0', 0],
    ['12', 1200],
    ['12,5', 1250],
    ['12,50', 1250],
    ['12.5', 1250],
    ['1.234', 123400],
    ['1.234,50', 123450],
    ['1234,50', 123450],
    ['1 234,50 €', 123450],
    ['1 234,50 EUR', 123450],
    ['45.000,--', 4500000],
    ['45.000,-', 4500000],
    ['-12,30', -1230],
    ['−12,30', -1230],
    ['1.234.567,89', 123456789],
    ["1'000", 100000],
  ])('%j is %s cents', (text, cents) => {
    expect(parseMoney(text)).toEqual({ cents });
  });

  test.each(['abc', '1,2,3', '1.23.456', '12.3456', '--5', '1.2345', ',50', '1e5'])(
    '%j is refused',
    (text) => {
      expect(parseMoney(text)).toEqual({ fault: 'not_money' });
    },
  );

  test('tenths of a cent and absurd sums are named as such', () => {
    expect(parseMoney('1,234')).toEqual({ fault: 'too_precise' });
    expect(parseMoney('9.999.999.999')).toEqual({ fault: 'too_large' });
  });
});

test('what is written can be read again', () => {
  for (const cents of [0, 5, 99, 100, 123450, -1230, 123456789, 100000000]) {
    expect(parseMoney(formatMoneyInput(cents))).toEqual({ cents });
  }
  expect(formatMoneyInput(123450)).toBe('1.234,50');
  expect(formatMoneyInput(4500000)).toBe('45.000');
  expect(formatMoneyInput(-5)).toBe('-0,05');
  expect(formatMoneyInput(null)).toBe('');
});

test('plain numbers follow the same hand', () => {
  expect(parseNumber('1.234,5')).toBe(1234.5);
  expect(parseNumber('0.5')).toBe(0.5);
  expect(parseNumber('2,25')).toBe(2.25);
  expect(parseNumber('')).toBeNull();
  expect(parseNumber('zwei')).toBeUndefined();
  expect(formatNumberInput(2.25)).toBe('2,25');
});
