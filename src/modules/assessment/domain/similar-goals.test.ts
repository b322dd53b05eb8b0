import { expect, test } from 'vitest';
import { similarGoals } from './similar-goals.ts';

const goal = (id: string, title: string, owner: string | null) => ({ id, title, owner });

test('two owners who speak of the same are put side by side, one owner is not', () => {
  const goals = [
    goal('a', 'Kosten der IT sind bekannt', 'kaemmerei'),
    goal('b', 'IT-Kosten je Arbeitsplatz kennen', 'buergermeister'),
    goal('c', 'Anträge ohne Papier', 'bauamt'),
    goal('d', 'Die Kosten der IT sinken', 'kaemmerei'),
  ];
  // a and b share "kosten" of {kosten, bekann} and {kosten, arbeit, kennen}: 1 of 2. d and b likewise; a and d have one owner.
  expect(similarGoals(goals, [])).toEqual([
    { goal: 'a', other: 'b' },
    { goal: 'b', other: 'd' },
  ]);
  expect(similarGoals(goals, [{ goal: 'b', other: 'a' }])).toEqual([{ goal: 'b', other: 'd' }]);
});

test('titles without words that count are like nothing', () => {
  expect(similarGoals([goal('a', 'Mehr!', 'x'), goal('b', 'Mehr!', 'y')], [])).toEqual([]);
});
