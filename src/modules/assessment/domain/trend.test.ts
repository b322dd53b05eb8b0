import { expect, test } from 'vitest';
import { goalLines } from './trend.ts';

test('goals that take each other up are one line, named by the latest; others stand by themselves', () => {
  const goal = (id: string, weekId: string, followsId: string | null, reached: number | null) => ({
    ...{ id, weekId, followsId, reached },
    number: Number(id),
    title: `Ziel ${id}`,
  });
  const lines = goalLines(
    [goal('1', 'a', null, 10), goal('2', 'b', '1', 40), goal('3', 'c', '2', null), goal('4', 'b', null, 70)],
    ['a', 'b', 'c'],
  );
  expect(lines.map(({ number, values }) => [number, values])).toEqual([
    [3, [10, 40, null]],
    [4, [null, 70, null]],
  ]);
});
