import { describe, expect, test } from 'vitest';
import { coveredShare, libraryStrength } from './coverage.ts';
import { type EconomyInput, economyOf, economyOfAll } from './economy.ts';

const SAID = { least: null, most: null, certainty: 'estimated' } as const;
const PLAIN: EconomyInput = {
  onceCents: 0,
  grantCents: 0,
  yearlyCents: 0,
  effortDays: 0,
  once: SAID,
  yearly: SAID,
  effort: SAID,
  yearlyDays: { least: 0, most: 0 },
  replaced: [],
  rate: null,
};

describe('five years', () => {
  test('every part with its range; what is saved counts the other way round', () => {
    const found = economyOf({
      ...PLAIN,
      onceCents: 1000,
      grantCents: 300,
      yearlyCents: 100,
      effortDays: 4,
      once: { least: 800, most: 1500, certainty: 'measured' },
      effort: { least: 3, most: 6, certainty: 'measured' },
      yearlyDays: { least: 1, most: 2 },
      replaced: [{ yearlyLeastCents: 20, yearlyMostCents: 50, fromYear: 4, certainty: 'measured' }],
      rate: { dayCents: 10, certainty: 'measured' },
    });
    expect(found.parts.map(({ part, cents }) => [part, cents.least, cents.planned, cents.most])).toEqual([
      ['once', 800, 1000, 1500],
      ['grant', -300, -300, -300],
      ['yearly', 500, 500, 500],
      ['own_once', 30, 40, 60],
      ['own_yearly', 50, 75, 100],
      ['replaced', -100, -70, -40],
    ]);
    expect(found.total).toEqual({ least: 980, planned: 1245, most: 1820 });
    expect([found.certainty, found.missing]).toEqual(['estimated', 0]);
  });

  test('what is unknown is named and not summed, and a planned amount beyond its range stretches it', () => {
    const found = economyOf({
      ...PLAIN,
      onceCents: 2000,
      yearlyCents: 100,
      effortDays: 4,
      once: { least: 800, most: 1500, certainty: 'measured' },
      yearly: { ...SAID, certainty: 'unknown' },
    });
    expect(found.parts.map(({ part, unknown }) => [part, unknown])).toEqual([
      ['once', null],
      ['yearly', 'amount'],
      ['own_once', 'rate'],
    ]);
    expect(found.total).toEqual({ least: 800, planned: 2000, most: 2000 });
    expect([found.certainty, found.missing]).toEqual(['measured', 2]);
    const both = economyOfAll([found, economyOf({ ...PLAIN, yearlyCents: 10 })]);
    expect(both.total).toEqual({ least: 850, planned: 2050, most: 2050 });
    expect([both.certainty, both.missing]).toEqual(['estimated', 2]);
    expect(both.parts.filter(({ part }) => part === 'yearly')).toHaveLength(2);
  });
});

test('a measure of the library serves a finding by all the requirements it rests on', () => {
  const serves = [
    { requirement: 'a', strength: 3 },
    { requirement: 'b', strength: 2 },
  ];
  const strength = (requirements: string[], sameArea = false) =>
    libraryStrength(serves, { requirements, sameArea });
  expect([strength(['a']), strength(['a', 'b']), strength(['a', 'c']), strength(['c'], true)]).toEqual([
    3, 3, 2, 0,
  ]);
  expect([strength(['b', 'c', 'd', 'e', 'f']), strength([], true), strength([])]).toEqual([0, 1, 0]);
  expect(coveredShare([])).toBeNull();
  expect(
    coveredShare([
      { weight: 8, covered: 3 },
      { weight: 1, covered: 0 },
    ]),
  ).toBeCloseTo(8 / 9);
});
