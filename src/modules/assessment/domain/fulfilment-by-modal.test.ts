import { expect, test } from 'vitest';
import { chapterFulfilment, type ModalScore } from './fulfilment-by-modal.ts';

const score = (
  code: string,
  modal: ModalScore['modal'],
  level: number | null,
  more: Partial<ModalScore> = {},
) => ({
  code,
  modal,
  level,
  worst: level ?? 0,
  best: level ?? 5,
  target: 4,
  exempt: false,
  riskAccepted: false,
  ...more,
});

test('MUST and SHOULD apart and together', () => {
  // MUST: min(4,4) + min(2,4) = 6 of 8 = 75 %. SHOULD: 1 of 4 = 25 %.
  // Together, MUST twice: (2*6 + 1) of (2*8 + 4) = 13/20 = 65 %. The surplus of a level 5 is not counted.
  const chapter = chapterFulfilment([
    score('a', 'MUST', 5),
    score('b', 'MUST', 2),
    score('c', 'SHOULD', 1),
    score('d', 'MAY', 0),
  ]);
  expect(chapter.must).toMatchObject({ degree: 75, known: 2, total: 2 });
  expect(chapter.should).toMatchObject({ degree: 25 });
  expect(chapter.all).toMatchObject({ degree: 65, worst: 65, best: 65, total: 3 });
  expect(chapter.gate).toEqual({ state: 'failed', failing: ['b'], unknown: [] });
});

test('an open MUST: range from worst to best, the gate stays open', () => {
  // Known: 4 of 4 = 100 %. Worst: 4 of 8 = 50 %. Best: 4 + min(5,4) = 8 of 8 = 100 %.
  const chapter = chapterFulfilment([score('a', 'MUST', 4), score('b', 'MUST', null)]);
  expect(chapter.must).toEqual({ degree: 100, worst: 50, best: 100, known: 1, total: 2 });
  expect(chapter.gate).toEqual({ state: 'open', failing: [], unknown: ['b'] });
});

test('a risk analysis opens the gate, not the degree; what another standard covers does not count', () => {
  // Left: 3 and 1 of 8 = 50 %. b is explained, c is exempt.
  const chapter = chapterFulfilment([
    score('a', 'MUST', 3),
    score('b', 'MUST', 1, { riskAccepted: true }),
    score('c', 'MUST', 0, { exempt: true }),
  ]);
  expect(chapter.must.degree).toBe(50);
  expect(chapter.gate.state).toBe('passed');
});

test('nothing to count', () => {
  expect(chapterFulfilment([])).toMatchObject({
    all: { degree: null, total: 0 },
    gate: { state: 'passed' },
  });
});
