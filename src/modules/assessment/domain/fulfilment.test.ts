import { expect, test } from 'vitest';
import { fulfilmentOf } from './fulfilment.ts';

test('a surplus does not make up for a gap, and what is not rated does not count', () => {
  const ratings = [
    { group: '4', level: 5, target: 3 },
    { group: '4', level: 0, target: 3 },
    { group: '4', level: null, target: 3 },
  ];
  expect(fulfilmentOf('4', ratings)).toEqual({
    group: '4',
    level: 2.5,
    target: 3,
    rated: 2,
    total: 3,
    degree: 50,
  });
});

test('nothing rated has no level and no degree', () => {
  expect(fulfilmentOf('5', [{ group: '5', level: null, target: 4 }])).toMatchObject({
    level: null,
    degree: null,
    rated: 0,
  });
});
