import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isOver, moduleOf, readAllowances, usedTime } from './allowances.ts';

const root = join(import.meta.dirname, '..');
const file = (path: string, seconds: number) => ({
  name: join('/house', path),
  startTime: 1_000,
  endTime: 1_000 + seconds * 1_000,
});

test('a file counts for the module it lies in', () => {
  const paths = ['src/modules/findings/server/a.test.ts', 'src/platform/a.test.ts', 'e2e/a.test.ts'];
  expect(paths.map((path) => moduleOf('/house', join('/house', path)))).toEqual([
    'findings',
    'platform',
    'e2e',
  ]);
});

test('a module over its allowance, or without one, is told', () => {
  const files = [
    file('src/app/a.test.ts', 5),
    file('src/app/b.test.ts', 6),
    file('e2e/c.test.ts', 1),
    file('src/new/d.test.ts', 1),
  ];
  const over = (pace: number) =>
    usedTime('/house', files, { app: 10, e2e: 2 }, pace)
      .filter(isOver)
      .map(({ module, seconds }) => [module, seconds]);
  expect(over(1)).toEqual([
    ['app', 11],
    ['new', 1],
  ]);
  // On a machine that takes a fifth longer they are within it, but what nobody has allowed any time is not.
  expect(over(1.2)).toEqual([['new', 1]]);
});

test('all allowances together leave a slower machine its twenty minutes: two files run at a time', () => {
  const sum = Object.values(readAllowances(root)).reduce((total, seconds) => total + seconds, 0);
  expect(sum / 2).toBeLessThanOrEqual(800);
});
