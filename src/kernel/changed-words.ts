import { diffWordsWithSpace } from 'diff';

/** A piece of a text that stayed, went or came. */
export interface Piece {
  text: string;
  is: 'same' | 'removed' | 'added';
}

/** Two wordings word by word, in reading order; what went stands before what came in its place. */
export const changedWords = (before: string, after: string): Piece[] =>
  diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    is: added ? 'added' : removed ? 'removed' : 'same',
  }));
