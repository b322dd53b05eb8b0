import type { Answer } from './finding.ts';

/** What somebody answered last, and to which wording (counted from 1; null = before wordings were noted). */
export interface Answered {
  answer: Answer;
  wording: number | null;
}

export const ANSWER_STATES = ['open', 'changed', 'answered'] as const;
/** `changed`: answered, but the wording has been changed since. */
export type AnswerState = (typeof ANSWER_STATES)[number];

/** Where somebody stands with one finding whose latest wording is `latest`. */
export function answerState(given: Answered | null, latest: number): AnswerState {
  if (!given) return 'open';
  return given.wording !== null && given.wording < latest ? 'changed' : 'answered';
}

/** What a guest is written: that they are asked, or that the deadline is near. */
export const REVIEW_LETTERS = ['invitation', 'reminder'] as const;
export type ReviewLetter = (typeof REVIEW_LETTERS)[number];
