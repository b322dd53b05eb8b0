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

/** How many findings each state has. */
export function countStates(states: readonly AnswerState[]): Record<AnswerState, number> {
  const counts = { open: 0, changed: 0, answered: 0 };
  for (const state of states) counts[state]++;
  return counts;
}
