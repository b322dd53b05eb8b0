import { expect, test } from 'vitest';
import type { ReportFinding, ReportFramework, ReportMeasure } from '../results-report.ts';
import { empty } from '../testing/empty-report.ts';
import type { Traces } from '../traces.ts';
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

const framework = (id: ReportFramework['id'], code: string, title: string) =>
  ({ id, ratings: [{ code, title, level: null }] }) as unknown as ReportFramework;
const traces: Traces = {
  townId: '',
  townSlug: 'tannau',
  engagementId: null,
  findings: [],
  ratings: [{ id: 'r1', framework: 'vds10000', code: 'A2' }] as unknown as Traces['ratings'],
  observations: [],
  measures: [{ id: 'm2', number: 'M-02', role: '' }],
  goals: [],
};

test('a week without records is not ready at all', () => {
  expect(readinessOf(empty, traces).percent).toBe(0);
});

test('each point counts the same, and what is missing is named with the place that mends it', () => {
  const report = {
    ...empty,
    engagement: { ...empty.engagement, assignment: 'Auftrag' },
    frameworks: [
      framework('vds10000', 'A2', 'Fernzugänge'),
      framework('itil', 'incident', 'Incident Management'),
    ],
    findings: [
      finding('F-01', { basis: 'Akte', status: 'confirmed', severity: 4 }),
      finding('F-02', { links: ['B-01'] }),
    ],
    measures: [
      measure('M-01', { findings: ['F-01'], proof: 'Protokoll' }),
      measure('M-02', { onceCostCents: 5 }),
    ],
  };
  const { percent, points } = readinessOf(report, traces);
  const of = (name: string) => points.find(({ point }) => point === name);
  expect(of('review')).toMatchObject({
    done: 1,
    total: 2,
    missing: [{ label: 'F-02', path: '/t/tannau/feststellungen' }],
    place: 'finding',
  });
  expect(of('answered')).toMatchObject({ done: 2, missing: [] });
  expect(of('measure_line')).toMatchObject({
    done: 1,
    missing: [{ label: 'M-02', path: '/t/tannau/massnahmen/m2' }],
  });
  expect(of('ratings')?.missing).toEqual([
    { label: 'A2 Fernzugänge', path: '/t/tannau/vergleich/r1' },
    { label: 'Incident Management', path: '/t/tannau/vergleich?rahmen=itil' },
  ]);
  expect(of('measure_start')).toMatchObject({ done: 0, place: 'roadmap' });
  // 13 points: assignment 1, evidence 1, review 1/2, answered 1, cause 1/2, line 1/2, proof 1/2, all others 0 = 5 of 13.
  expect(percent).toBe(38);
});
