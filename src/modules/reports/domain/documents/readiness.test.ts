import { expect, test } from 'vitest';
import type { ReportFinding, ReportMeasure } from '../results-report.ts';
import { empty } from '../testing/empty-report.ts';
import { readinessOf } from './readiness.ts';

const finding = (number: string, given: Partial<ReportFinding>) =>
  ({ number, basis: '', links: [], severity: 2, status: 'in_review', ...given }) as ReportFinding;
const measure = (number: string, given: Partial<ReportMeasure>) =>
  ({
    number,
    findings: [],
    goals: [],
    responsible: '',
    budgetLine: null,
    onceCostCents: 0,
    yearlyCostCents: 0,
    starts: null,
    proof: '',
    indicator: '',
    ...given,
  }) as ReportMeasure;

test('a week without records is not ready at all', () => {
  expect(readinessOf(empty).percent).toBe(0);
});

test('each point counts the same, and what is missing is named with the place that mends it', () => {
  const report = {
    ...empty,
    engagement: { ...empty.engagement, assignment: 'Auftrag' },
    findings: [
      finding('F-01', { basis: 'Akte', status: 'confirmed', severity: 4 }),
      finding('F-02', { links: ['B-01'] }),
    ],
    measures: [
      measure('M-01', { findings: ['F-01'], proof: 'Protokoll' }),
      measure('M-02', { onceCostCents: 5 }),
    ],
  };
  const { percent, points } = readinessOf(report);
  const of = (name: string) => points.find(({ point }) => point === name);
  expect(of('review')).toMatchObject({ done: 1, total: 2, missing: ['F-02'], place: 'finding' });
  expect(of('answered')).toMatchObject({ done: 2, missing: [] });
  expect(of('measure_line')).toMatchObject({ done: 1, missing: ['M-02'] });
  expect(of('measure_start')).toMatchObject({ done: 0, place: 'roadmap' });
  // 13 points: assignment 1, evidence 1, review 1/2, answered 1, cause 1/2, line 1/2, proof 1/2, all others 0 = 5 of 13.
  expect(percent).toBe(38);
});
