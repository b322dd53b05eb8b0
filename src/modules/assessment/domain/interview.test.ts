import { expect, test } from 'vitest';
import { contradictions, parseQuestionKey, questionKey } from './interview.ts';

test('a question at a site keeps both', () => {
  const key = questionKey('itil:AM-2', 'd1f0');
  expect(key).toBe('itil:AM-2@d1f0');
  expect(parseQuestionKey(key)).toEqual({ question: 'itil:AM-2', site: 'd1f0' });
  expect(parseQuestionKey('itil:SD-1')).toEqual({ question: 'itil:SD-1', site: null });
});

test('offices two levels apart contradict each other; people of one office do not', () => {
  // a: Bauamt 1, Hauptamt 3: two apart. b: Bauamt 1 and 4 (lower median 1), Hauptamt 2: one apart. c: one office only.
  const said = (question: string, office: string | null, level: number | null) => ({
    question,
    office,
    level,
  });
  expect(
    contradictions([
      said('a', 'Hauptamt', 3),
      said('a', 'Bauamt', 1),
      said('a', null, 5),
      said('b', 'Bauamt', 1),
      said('b', 'Bauamt', 4),
      said('b', 'Hauptamt', 2),
      said('b', 'Hauptamt', null),
      said('c', 'Bauamt', 0),
    ]),
  ).toEqual([
    {
      question: 'a',
      offices: [
        { office: 'Bauamt', level: 1 },
        { office: 'Hauptamt', level: 3 },
      ],
    },
  ]);
});
