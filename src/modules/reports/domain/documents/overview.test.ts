import { expect, test } from 'vitest';
import type { ReportMeasure } from '../results-report.ts';
import { empty, NO_CHARTS } from '../testing/empty-report.ts';
import { groundOf } from './ground.ts';
import { slidesDocument, summaryDocument } from './overview.ts';

const measures = Array.from(
  { length: 12 },
  (_, at) =>
    ({
      ...{
        number: `M-${at + 1}`,
        title: `Ein Vorhaben mit einem Namen von gut zwei Zeilen auf der Wand, ${at + 1}`,
      },
      ...{ horizon: 'short', status: 'recommended', starts: '2027-Q1', quarters: 1, class: 'public' },
      ...{ onceCostCents: 100_00, yearlyCostCents: 0, grantCents: 0, budgetKind: 'result' },
      ...{ findings: [], goals: [], needs: [], budgetLine: null, responsible: '' },
    }) as unknown as ReportMeasure,
);
const traces = {
  ...{ townId: '', townSlug: 'tannau', engagementId: null },
  ...{ findings: [], ratings: [], observations: [], measures: [], goals: [] },
};
const charts = { publicCost: null, cost: null, levels: {}, report: NO_CHARTS };
const ground = groundOf({ ...empty, measures }, traces, charts);

test('where the summary names fewer measures than it counts, it says how many more there are', () => {
  const table = summaryDocument(ground).sections.find(({ key }) => key === 'todo')?.blocks[0];
  const [short, medium] = table?.is === 'table' ? table.rows : [];
  expect(short?.[1]).toBe(12);
  expect(short?.[2]).toMatch(/; und 9 weitere$/);
  expect(medium?.[2]).toBe('–');
});

test('the decision is the last of the open slides', () => {
  expect(
    slidesDocument(ground)
      .sections.map(({ key }) => key)
      .slice(-2),
  ).toEqual(['path', 'decision']);
});
