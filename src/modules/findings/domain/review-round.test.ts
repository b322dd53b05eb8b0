import { expect, test } from 'vitest';
import { answerState } from './review-round.ts';

test('an answer holds for the wording that was read', () => {
  expect(answerState(null, 1)).toBe('open');
  expect(answerState({ answer: 'agrees', wording: 1 }, 1)).toBe('answered');
  expect(answerState({ answer: 'agrees', wording: 1 }, 2)).toBe('changed');
  // Answers from before wordings were noted are not called outdated.
  expect(answerState({ answer: 'disagrees', wording: null }, 3)).toBe('answered');
});
