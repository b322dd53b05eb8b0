import { expect, test } from 'vitest';
import { steps } from './steps.ts';

const finding = steps([
  { from: 'draft', to: 'in_review', may: ['consultant', 'head_of_it'] },
  { from: 'in_review', to: 'confirmed', may: ['mayor', 'head_of_it'] },
  { from: 'in_review', to: 'disputed', may: ['mayor', 'isb'] },
]);

test('says whether a step is open, unknown, or somebody else’s', () => {
  expect(finding.canStep('draft', 'in_review', ['consultant'])).toBe(true);
  expect(finding.canStep('in_review', 'confirmed', ['consultant', 'isb'])).toBe('not_yours');
  expect(finding.canStep('draft', 'confirmed', ['mayor'])).toBe('no_such_step');
});

test('lists what comes next', () => {
  expect(finding.nextSteps('in_review').map((s) => s.to)).toEqual(['confirmed', 'disputed']);
  expect(finding.nextSteps('in_review', ['isb']).map((s) => s.to)).toEqual(['disputed']);
  expect(finding.nextSteps('confirmed')).toEqual([]);
});

test('refuses a table that contradicts itself', () => {
  expect(() => steps([{ from: 'a', to: 'a', may: ['mayor'] }])).toThrow('a -> a');
  expect(() => steps([{ from: 'a', to: 'b', may: [] }])).toThrow('a -> b');
  expect(() =>
    steps([
      { from: 'a', to: 'b', may: ['mayor'] },
      { from: 'a', to: 'b', may: ['isb'] },
    ]),
  ).toThrow('twice');
});
