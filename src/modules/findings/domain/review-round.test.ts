import { expect, test } from 'vitest';
import { changedWords } from './changed-words.ts';
import { answerState, countStates } from './review-round.ts';

test('an answer holds for the wording that was read', () => {
  expect(answerState(null, 1)).toBe('open');
  expect(answerState({ answer: 'agrees', wording: 1 }, 1)).toBe('answered');
  expect(answerState({ answer: 'agrees', wording: 1 }, 2)).toBe('changed');
  // Answers from before wordings were noted are not called outdated.
  expect(answerState({ answer: 'disagrees', wording: null }, 3)).toBe('answered');
  expect(countStates(['open', 'changed', 'open'])).toEqual({ open: 2, changed: 1, answered: 0 });
});

test('a changed wording shows what went and what came', () => {
  expect(changedWords('Es gibt keine Sicherung.', 'Es gibt eine Sicherung.')).toEqual([
    { text: 'Es gibt ', is: 'same' },
    { text: 'keine', is: 'removed' },
    { text: 'eine', is: 'added' },
    { text: ' Sicherung.', is: 'same' },
  ]);
  expect(changedWords('', '')).toEqual([]);
});
