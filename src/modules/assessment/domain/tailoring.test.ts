import { expect, test } from 'vitest';
import { type AskableQuestion, fits, notAsked, tailor } from './tailoring.ts';

const question = (id: string, more: Partial<AskableQuestion> = {}): AskableQuestion => ({
  id,
  requirement: id.split('-')[0] ?? id,
  ask: [],
  depth: 1,
  minutes: 3,
  perSite: false,
  preset: false,
  ...more,
});
const catalogue = [
  question('desk-1', { ask: ['service_desk', 'head_of_it'] }),
  question('desk-2', { ask: ['service_desk'], depth: 2, minutes: 5 }),
  question('room-1', { ask: ['head_of_it'], perSite: true, minutes: 4 }),
  question('all-1', { minutes: 2 }),
];
const usual = { depth: 1 as const, sites: [], without: [] };

test('by role and depth, with the minutes they take', () => {
  // desk-1 (3) and all-1 (2) = 5 minutes; desk-2 is deeper, room-1 for another role.
  expect(tailor(catalogue, { ...usual, roles: ['service_desk'] })).toEqual({
    chosen: [
      { question: 'desk-1', site: null },
      { question: 'all-1', site: null },
    ],
    minutes: 5,
  });
  expect(tailor(catalogue, { ...usual, roles: ['service_desk'], depth: 2 }).minutes).toBe(10);
});

test('a question per site is asked at each, and once where no site is chosen', () => {
  const chosen = tailor(catalogue, { ...usual, roles: ['head_of_it'], sites: ['town-hall', 'depot'] });
  // desk-1 (3) + room-1 twice (8) + all-1 (2) = 13.
  expect(chosen.minutes).toBe(13);
  expect(chosen.chosen.filter(({ question: id }) => id === 'room-1').map(({ site }) => site)).toEqual([
    'town-hall',
    'depot',
  ]);
  expect(tailor(catalogue, { ...usual, roles: ['head_of_it'] }).minutes).toBe(9);
});

test('what was left out is not asked and stays visibly open', () => {
  const { chosen } = tailor(catalogue, { ...usual, roles: ['service_desk'], without: ['all'] });
  const asked = new Set(chosen.map(({ question: id }) => id));
  expect(notAsked(catalogue, asked, 1).map(({ id }) => id)).toEqual(['room-1', 'all-1']);
});

test('short booked interviews are not made up for by long ones', () => {
  // 70 needed in 60, 30 needed in 60: 10 minutes do not fit.
  expect(
    fits([
      { booked: 60, needed: 70 },
      { booked: 60, needed: 30 },
    ]),
  ).toEqual({ booked: 120, needed: 100, over: 10 });
});
