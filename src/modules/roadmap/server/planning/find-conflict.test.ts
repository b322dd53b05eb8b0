import { expect, test } from 'vitest';
import { compile } from '../../domain/planning/compiled.ts';
import type { Condition, TownPackage } from '../../domain/planning/package.ts';
import { problemOf } from '../../domain/planning/package.ts';
import { packageOf, way } from '../../testing/drawn-package.ts';
import { exact } from './exact.ts';
import { findConflict } from './find-conflict.ts';

const needs = (measure: number, other: number, lag = 0): Condition => ({
  kind: 'needs',
  measure,
  other,
  lag,
});
const release = (measure: number, from: number): Condition => ({
  kind: 'release',
  measure,
  from,
  reason: 'council',
});
const deadline = (measure: number, by: number): Condition => ({
  kind: 'deadline',
  measure,
  by,
  reason: 'law',
});
const fixed = (measure: number, start: number): Condition => ({
  kind: 'fixed',
  measure,
  start,
  reason: 'decided',
});
const budget = (year: number, limit: number, kind: 'result' | 'investment' = 'result'): Condition => ({
  kind: 'budget',
  year,
  budget: kind,
  limit,
});
const isb = (units: number, from = 0, to = 8): Condition[] =>
  Array.from({ length: to - from }, (_, k) => ({ kind: 'capacity', role: 'isb', period: from + k, units }));
const closed = (from: number, to: number): Condition => ({ kind: 'closed', from, to });
const work = (quarters: number, tenths: number) => ({ ways: [way(quarters, 0, { isb: tenths })] });
const cost = (cents: number, quarters = 1) => ({ ways: [way(quarters, cents)] });
const lasting = (quarters: number) => ({ ways: [way(quarters)] });

/** Each package with what is in conflict, by kind and worked out by hand; what stands beside it is innocent. */
const CASES: [string, TownPackage, string[]][] = [
  ['two need each other', packageOf([{}, {}], [needs(0, 1), needs(1, 0)]), ['needs', 'needs']],
  [
    'three in a circle',
    packageOf([{}, {}, {}, {}], [needs(0, 1), needs(1, 2), needs(2, 0), needs(3, 0)]),
    ['needs', 'needs', 'needs'],
  ],
  [
    'the smaller of two circles',
    packageOf([{}, {}, {}, {}, {}], [needs(0, 1), needs(1, 2), needs(2, 0), needs(3, 4), needs(4, 3)]),
    ['needs', 'needs'],
  ],
  [
    'a deadline before the release',
    packageOf([{}], [release(0, 4), deadline(0, 3)]),
    ['deadline', 'release'],
  ],
  [
    'the later of two releases',
    packageOf([{}], [release(0, 1), release(0, 4), deadline(0, 3)]),
    ['deadline', 'release'],
  ],
  [
    'a deadline shorter than the measure',
    packageOf([lasting(3), {}], [deadline(0, 2), needs(1, 0)]),
    ['deadline'],
  ],
  [
    'a deadline shorter than the chain',
    packageOf([lasting(2), lasting(2)], [needs(1, 0), deadline(1, 3)]),
    ['deadline', 'needs'],
  ],
  [
    'a lag that is too long',
    packageOf([{}, {}, {}], [needs(1, 0, 5), deadline(1, 6), needs(2, 1)]),
    ['deadline', 'needs'],
  ],
  [
    'a chain of three',
    packageOf([lasting(2), lasting(2), lasting(2)], [needs(1, 0), needs(2, 1), deadline(2, 5)]),
    ['deadline', 'needs', 'needs'],
  ],
  [
    'the chain is longer than the window',
    packageOf([lasting(5), lasting(4)], [needs(1, 0)]),
    ['needs', 'window'],
  ],
  ['a measure longer than the window', packageOf([lasting(9), {}], [needs(1, 0)]), ['window']],
  ['a release behind the window', packageOf([{}, {}], [release(0, 8), needs(1, 0)]), ['release', 'window']],
  [
    'a release behind what the follower allows',
    packageOf([{}, {}], [release(0, 3), needs(1, 0), deadline(1, 3)]),
    ['deadline', 'needs', 'release'],
  ],
  [
    'a place behind the deadline',
    packageOf([{ fixed: true }, {}], [fixed(0, 5), deadline(0, 4), needs(1, 0)]),
    ['deadline', 'fixed'],
  ],
  [
    'a place before the release',
    packageOf([{ fixed: true }], [fixed(0, 0), release(0, 2)]),
    ['fixed', 'release'],
  ],
  [
    'places against the order',
    packageOf([{ fixed: true }, { fixed: true }], [fixed(0, 2), fixed(1, 1), needs(1, 0)]),
    ['fixed', 'fixed', 'needs'],
  ],
  [
    'a free one between two places',
    packageOf(
      [{ fixed: true }, lasting(3), { fixed: true }],
      [fixed(0, 1), fixed(2, 4), needs(1, 0), needs(2, 1)],
    ),
    ['fixed', 'fixed', 'needs', 'needs'],
  ],
  [
    'no money in any year of the window',
    packageOf([cost(500)], [budget(2027, 0), budget(2028, 0)]),
    ['budget', 'budget', 'window'],
  ],
  [
    'no money until the deadline',
    packageOf([cost(500)], [budget(2027, 0), budget(2028, 900), deadline(0, 4)]),
    ['budget', 'deadline'],
  ],
  [
    'too little money for what is decided',
    packageOf(
      [{ ...cost(500), fixed: true }, cost(100)],
      [budget(2027, 400), budget(2028, 900), fixed(0, 1)],
    ),
    ['budget', 'fixed'],
  ],
  [
    'two that together are too dear',
    packageOf(
      [cost(500), cost(500), cost(1)],
      [budget(2027, 900), deadline(0, 4), deadline(1, 4), deadline(2, 4)],
    ),
    ['budget', 'deadline', 'deadline'],
  ],
  [
    'the right kind of money',
    packageOf(
      [{ ...cost(500), budgetKind: 'investment' }],
      [budget(2027, 0, 'investment'), budget(2027, 0), deadline(0, 4)],
    ),
    ['budget', 'deadline'],
  ],
  [
    'running cost that does not fit the next year',
    packageOf([{ ways: [{ ...way(1), yearlyCents: 700 }] }], [budget(2028, 600), deadline(0, 4)]),
    ['budget', 'deadline'],
  ],
  [
    'the fast way is too dear, and the slow one too late',
    packageOf([{ ways: [way(4, 100), way(1, 1000)] }], [budget(2027, 500), deadline(0, 2)]),
    ['budget', 'deadline'],
  ],
  ['more work than a role ever has', packageOf([work(2, 200), {}], isb(50)), ['capacity', 'window']],
  [
    'too little time until the deadline',
    packageOf([work(1, 40)], [...isb(30, 0, 4), ...isb(90, 4, 8), deadline(0, 4)]),
    ['capacity', 'deadline'],
  ],
  [
    'two at once for one person',
    packageOf(
      [
        { ...work(2, 60), fixed: true },
        { ...work(2, 60), fixed: true },
      ],
      [...isb(50), fixed(0, 1), fixed(1, 2)],
    ),
    ['capacity', 'fixed', 'fixed'],
  ],
  [
    'one after the other takes too long',
    packageOf(
      [work(2, 60), work(2, 60), work(2, 60)],
      [...isb(40), deadline(0, 5), deadline(1, 5), deadline(2, 5)],
    ),
    ['capacity', 'deadline', 'deadline', 'deadline'],
  ],
  [
    'a closed time until the deadline',
    packageOf([{}], [closed(0, 3), deadline(0, 3)]),
    ['closed', 'deadline'],
  ],
  [
    'closed times side by side',
    packageOf([{}], [closed(0, 2), closed(2, 4), deadline(0, 4)]),
    ['closed', 'closed', 'deadline'],
  ],
  [
    'closed until it is too late for the chain',
    packageOf([{}, lasting(2)], [closed(0, 2), needs(1, 0), deadline(1, 4)]),
    ['closed', 'deadline', 'needs'],
  ],
  [
    'neither way is possible',
    packageOf([{ ways: [way(1, 900), way(4, 100)] }], [budget(2027, 500), deadline(0, 3)]),
    ['budget', 'deadline'],
  ],
  [
    'smaller of two conflicts',
    packageOf([lasting(2), lasting(2), {}], [needs(1, 0), deadline(1, 3), release(2, 8)]),
    ['needs', 'deadline'],
  ],
];

const possible = async (pack: TownPackage, conditions: readonly Condition[]): Promise<boolean> => {
  const problem = problemOf(pack, conditions);
  const compiled = compile(problem);
  if (!compiled) return false;
  return !(await exact(problem, compiled, { seconds: 20 })).impossible;
};

test.each(CASES)('%s', async (_, pack, expected) => {
  const found = await findConflict(pack, 20);
  const { groups } = found;
  const kinds = groups.map((group) => group[0]?.kind ?? '').sort();
  expect({ kinds, proof: found.proof }).toEqual({ kinds: [...expected].sort(), proof: 'smallest' });
  expect(await possible(pack, groups.flat())).toBe(false);
  for (const gone of groups)
    expect(await possible(pack, groups.filter((group) => group !== gone).flat())).toBe(true);
});

test('there are at least 30 of them', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(30);
});
