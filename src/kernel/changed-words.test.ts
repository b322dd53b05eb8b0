import { expect, test } from 'vitest';
import { changedWords } from './changed-words.ts';

test('a changed wording shows what went and what came', () => {
  expect(changedWords('Es gibt keine Sicherung.', 'Es gibt eine Sicherung.')).toEqual([
    { text: 'Es gibt ', is: 'same' },
    { text: 'keine', is: 'removed' },
    { text: 'eine', is: 'added' },
    { text: ' Sicherung.', is: 'same' },
  ]);
  expect(changedWords('', '')).toEqual([]);
});
