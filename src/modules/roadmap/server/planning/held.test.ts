import { expect, test } from 'vitest';
import { farEnd } from '../../domain/planning/package.ts';
import { planResultOf } from '../../domain/planning/result.ts';
import {
  AS_IT_IS,
  heldFaults,
  type TownMeasure,
  type TownPlan,
  townProblem,
  type WhatIf,
} from '../../domain/planning/town.ts';
import { answer } from './answer.ts';
import { quickPackage } from './plan-package.ts';

const measure = (id: string, more: Partial<TownMeasure> = {}): TownMeasure => ({
  id,
  status: 'recommended',
  mandatory: false,
  starts: null,
  quarters: 2,
  onceCostCents: 0,
  yearlyCostCents: 0,
  grantCents: 0,
  budgetKind: 'result',
  effortDays: 0,
  externalDays: 0,
  responsibleRole: 'isb',
  needs: [],
  severities: [],
  goalWeights: [],
  horizon: 'short',
  libraryHorizon: null,
  wayName: '',
  ways: [],
  ...more,
});

/** First, second after it, a decided one, one that is postponed and one that needs it. */
const town = (what: Partial<WhatIf>): TownPlan => ({
  now: '2026-Q4',
  measures: [
    measure('first'),
    measure('second', { needs: ['first'] }),
    measure('decided', { status: 'decided', starts: '2027-Q2' }),
    measure('postponed', { status: 'postponed' }),
    measure('waiting', { needs: ['postponed'] }),
  ],
  frames: [],
  conditions: [],
  roleTimes: [],
  workingDays: () => 60,
  what: { ...AS_IT_IS, ...what },
});

async function planned(what: Partial<WhatIf>) {
  const asked = town(what);
  const problem = townProblem(asked);
  const before = new Map(asked.measures.map(({ id, starts }) => [id, starts]));
  const solved = await answer({ id: 0, pack: problem.pack, seconds: null }, () => {});
  if (!('schedule' in solved)) throw new Error('no plan');
  const result = planResultOf(problem, before, asked.now, solved);
  return { ...result, of: (id: string) => result.measures.find((one) => one.id === id) };
}
const hold = (id: string, quarter: string) => ({ held: [{ id, quarter }] });

test('a measure that is held begins there, what needs it comes after, and let go it moves back', async () => {
  const held = await planned(hold('first', '2027-Q3'));
  expect(held.of('first')).toMatchObject({ starts: '2027-Q3', fixed: 'held' });
  expect(held.of('second')).toMatchObject({ starts: '2028-Q1', fixed: null });
  expect(held.of('decided')).toMatchObject({ starts: '2027-Q2', fixed: 'decided' });
  // Only that it is held keeps it from an earlier start; what waits for it waits for nothing else.
  expect(held.of('first')?.earlier?.conditions).toMatchObject([{ kind: 'fixed', reason: 'held' }]);
  expect(held.of('second')?.earlier?.conditions).toMatchObject([{ kind: 'needs', otherId: 'first' }]);
  expect(held.conflict).toBeNull();
  // The plan in force is not blamed for a place that is tried out.
  expect(held.brokenBefore).toEqual([]);

  const free = await planned({});
  expect(free.of('first')?.starts).toBe('2026-Q4');
  expect(free.of('second')?.starts).toBe('2027-Q2');
});

test('what is held where it cannot be is named at once with what stands against it', async () => {
  const early = await planned({
    held: [
      { id: 'first', quarter: '2027-Q2' },
      { id: 'second', quarter: '2027-Q3' },
    ],
  });
  expect(early.weighted).toBeNull();
  expect(early.conflict).toMatchObject({
    proof: 'smallest',
    conditions: [
      { kind: 'needs', measureId: 'second', otherId: 'first' },
      { kind: 'fixed', measureId: 'first', quarter: '2027-Q2', reason: 'held' },
      { kind: 'fixed', measureId: 'second', quarter: '2027-Q3', reason: 'held' },
    ],
  });
  const beyond = await planned(hold('second', '2031-Q1'));
  expect(beyond.conflict?.conditions.map(({ kind }) => kind)).toEqual(['fixed', 'window']);
});

test('also in a package too large to be solved at once, by the part that it concerns', async () => {
  const many = Array.from({ length: 120 }, (_, n) =>
    measure(`m${n}`, { quarters: 1 + (n % 3), needs: n % 5 > 0 ? [`m${n - 1}`] : [] }),
  );
  const { pack } = townProblem({ ...town(hold('m9', '2027-Q4')), measures: many });
  const solved = await quickPackage(pack, { search: 20, seconds: 60 });
  expect(solved.conflict?.groups.flat()).toEqual([
    { kind: 'needs', measure: 8, other: 7, lag: 0 },
    { kind: 'needs', measure: 9, other: 8, lag: 0 },
    { kind: 'fixed', measure: 9, start: 4, reason: 'held' },
  ]);
  expect(solved.conflict?.proof).toBe('minimal');
});

test('only what is planned and free can be held, once and not in the past', () => {
  const faults = heldFaults(
    town({
      held: [
        { id: 'first', quarter: '2026-Q3' },
        { id: 'second', quarter: '2027-Q3' },
        { id: 'second', quarter: '2027-Q4' },
        { id: 'nobody', quarter: '2027-Q3' },
        { id: 'decided', quarter: '2027-Q3' },
        { id: 'waiting', quarter: '2027-Q3' },
      ],
    }),
    'what.',
  );
  expect(faults).toEqual([
    { path: 'what.held.0.quarter', code: 'quarter_past' },
    { path: 'what.held.2.id', code: 'duplicate' },
    { path: 'what.held.3.id', code: 'unknown_reference' },
    { path: 'what.held.4.id', code: 'held_fixed' },
    { path: 'what.held.5.id', code: 'held_not_planned' },
  ]);
  // Where it stands anyway it may be held: nothing changes.
  expect(heldFaults(town(hold('decided', '2027-Q2')), '')).toEqual([]);
  expect(heldFaults(town(hold('first', '9999-Q4')), '')).toEqual([
    { path: 'held.0.quarter', code: 'quarter_far' },
  ]);
});

test('a condition in the year 9999 does not make the package that long', () => {
  const { pack } = townProblem(town(hold('first', '9999-Q4')));
  expect(farEnd(pack)).toBeLessThan(pack.periods + 200);
});
