import { expect, test } from 'vitest';
import { levelChart, type RatedFramework } from './level-chart.ts';

const words = {
  groupName: 'Kapitel',
  levelName: 'Stufe',
  targetName: 'Ziel',
  gapName: 'Abstand',
  unratedName: 'offen',
  none: () => 'nichts',
  reached: () => 'erreicht',
  alike: (v: { count: number; total: number; gap: string }) => `${v.count} von ${v.total} um ${v.gap}`,
  worst: (v: { group: string; level: string; target: string }) => `${v.group} ${v.level}/${v.target}`,
  one: (v: { group: string; level: string; target: string }) => `${v.group}=${v.level}/${v.target}`,
  all: (v: { values: string }) => v.values,
};
const groups = [
  { code: '4', title: 'Organisation' },
  { code: '5', title: 'Leitlinie' },
  { code: '6', title: 'Personal' },
];
const rating = (group: string, level: number | null, target: number, code = '') => ({
  code,
  group,
  title: `Satz ${code}`,
  level,
  target,
});
const chart = (ratings: RatedFramework['ratings']) => levelChart({ name: 'X', groups, ratings }, 'de', words);

test('few requirements stand one by one in the order of the groups, many as means of their group', () => {
  expect(chart([rating('5', 1, 3, 'b'), rating('4', 2, 3, 'a')]).spec.groups.map(({ name }) => name)).toEqual(
    ['Satz a', 'Satz b'],
  );
  const many = Array.from({ length: 25 }, (_, at) => rating('4', at % 2, 3));
  const { spec, title, description } = chart([...many, rating('5', null, 4)]);
  expect(spec.groups).toEqual([
    { key: '4', name: '4 Organisation', level: 0.5, target: 3 },
    { key: '5', name: '5 Leitlinie', level: null, target: 4 },
  ]);
  expect(title).toBe('4 Organisation 0,5/3,0');
  expect(description).toBe('4 Organisation=0,5/3,0; 5 Leitlinie=offen/4,0');
});

test('a target is averaged over what is rated, so that the difference is the gap', () => {
  const many = Array.from({ length: 24 }, () => rating('4', 2, 2));
  expect(chart([...many, rating('4', null, 5)]).spec.groups).toMatchObject([{ level: 2, target: 2 }]);
});

test('the title names the widest gap, or that there is none', () => {
  expect(chart([rating('4', 2, 3, 'a'), rating('5', 1, 4, 'b')]).title).toBe('Satz b 1/4');
  expect(chart([rating('4', 1, 3, 'a'), rating('5', 2, 4, 'b'), rating('6', 3, 3, 'c')]).title).toBe(
    '2 von 3 um 2',
  );
  expect(chart([rating('4', 5, 3, 'a')]).title).toBe('erreicht');
  expect(chart([rating('4', null, 3, 'a')]).title).toBe('nichts');
});
