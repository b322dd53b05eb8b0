import { expect, test } from 'vitest';
import { fitsFact, nextQuestion, presetOf, readValue, storedValue } from './legal-unit.ts';

const yesNo = { kind: 'yes_no', choices: [] } as const;
const number = { kind: 'number', choices: [] } as const;
const choice = { kind: 'choice', choices: [{ key: 'water' }, { key: 'yes' }] } as const;

test('an answer is stored as text and read as what it was', () => {
  for (const [fact, value] of [
    [yesNo, true],
    [yesNo, false],
    [number, 0],
    [number, 14_000_000],
    [choice, 'water'],
    [choice, 'yes'],
  ] as const)
    expect(readValue(fact, storedValue(fact, value) ?? '')).toBe(value);
});

test('what does not fit its question is refused, whoever sends it', () => {
  for (const [fact, value] of [
    [yesNo, 'yes'],
    [yesNo, 1],
    [number, -1],
    [number, 1.5],
    [number, 1e15],
    [number, Number.NaN],
    [number, '62'],
    [choice, 'swimming'],
    [choice, true],
  ] as const)
    expect(storedValue(fact, value)).toBeNull();
  expect(readValue(number, '62 Leute')).toBeNull();
  expect([fitsFact(number, ''), fitsFact(number, '62'), fitsFact(choice, 'BW')]).toEqual([true, true, false]);
});

test('the next question is the first open one; what is unclear is not asked again', () => {
  const asked = (...states: ('open' | 'unclear' | 'answered')[]) =>
    nextQuestion(states.map((state, at) => ({ fact: `f${at}`, state })));
  expect(asked('answered', 'unclear', 'open', 'open')).toBe('f2');
  expect(asked('answered', 'unclear')).toBeNull();
});

test('the state is offered as the town gives it, a state the check does not know as another one', () => {
  const state = { key: 'state', choices: [{ key: 'BW' }, { key: 'BY' }, { key: 'other' }] };
  expect(['BW', 'HE', ''].map((town) => presetOf(state, { state: town }))).toEqual(['BW', 'other', null]);
  expect(presetOf({ key: 'sector', choices: [{ key: 'other' }] }, { state: 'BW' })).toBeNull();
});
