import { expect, test } from 'vitest';
import { gatesOf, type WeekCounts } from './gates.ts';

const done = { total: 2, done: 2 };
const week = (more: Partial<WeekCounts> = {}): WeekCounts => ({
  agenda: { explore: done, review: done, innovate: done, communicate: done },
  rooms: { total: 4, seen: 4 },
  interviews: { total: 3, held: 3 },
  goals: { total: 2, owned: 2 },
  goalPairs: { total: 0, decided: 0 },
  requirements: { total: 10, judged: 10 },
  spendingYears: { total: 3, told: 3 },
  findings: { total: 5, draft: 0, inReview: 0 },
  standing: { total: 4, withMeasure: 4 },
  measures: { total: 3, costed: 3, scheduled: 3 },
  targetAgreed: true,
  ...more,
});

test('a week with everything in place passes all four gates', () => {
  expect(gatesOf(week()).map(({ phase, open, share }) => `${phase} ${open} ${share}`)).toEqual([
    'explore 0 1',
    'review 0 1',
    'innovate 0 1',
    'communicate 0 1',
  ]);
});

test('what is missing is named with how much of it', () => {
  const [explore] = gatesOf(week({ rooms: { total: 4, seen: 1 }, goals: { total: 2, owned: 1 } }));
  expect(explore?.open).toBe(2);
  expect(explore?.conditions).toContainEqual({ code: 'rooms', done: 1, total: 4 });
  // agenda 1, rooms 1/4, interviews 1, goals 1/2, requirements 1, spending 1: 4.75 of 6.
  expect(explore?.share).toBeCloseTo(4.75 / 6);
});

test('goals that contradict each other keep the gate until they are decided; without any nothing is asked', () => {
  const codes = (counts: WeekCounts) => gatesOf(counts)[0]?.conditions.map(({ code }) => code);
  expect(codes(week())).not.toContain('goal_pairs');
  expect(gatesOf(week({ goalPairs: { total: 2, decided: 1 } }))[0]).toMatchObject({ open: 1 });
});

test('nothing there at all is open, not done', () => {
  const [, review] = gatesOf(week({ findings: { total: 0, draft: 0, inReview: 0 } }));
  expect(review).toMatchObject({ open: 2 });
});

test('a draft is neither worded nor answered', () => {
  const [, review] = gatesOf(week({ findings: { total: 5, draft: 1, inReview: 2 } }));
  expect(review?.conditions.slice(1)).toEqual([
    { code: 'findings_worded', done: 4, total: 5 },
    { code: 'findings_answered', done: 2, total: 5 },
  ]);
});
