import { expect, test } from 'vitest';
import { progressOf } from './walk.ts';

test('progress counts the points of the lists shown; other answers and open points do not count', () => {
  const points = ['a.x', 'a.y', 'a.z', 'a.w'];
  const answers = [
    { point: 'a.x', answer: 'ok' },
    { point: 'a.y', answer: 'defect' },
    { point: 'a.z', answer: 'not_seen' },
    { point: 'b.x', answer: 'defect' },
  ] as const;
  // Three of four answered, one of them a defect; the defect of list b is not of this room's list.
  expect(progressOf(points, answers)).toEqual({ done: 3, total: 4, defects: 1 });
  expect(progressOf([], answers)).toEqual({ done: 0, total: 0, defects: 0 });
});
