import { expect, test } from 'vitest';
import { wordsOf } from '#kernel/document';
import { buildDocument, DOCUMENT_KINDS } from './documents/editions.ts';
import { DOCUMENT_WORDS, groundOf } from './documents/ground.ts';
import { variantBlocks } from './documents/variant.ts';
import { formatsFor } from './format.ts';
import type { ReportMeasure, ReportVariant } from './results-report.ts';
import { empty, NO_CHARTS } from './testing/empty-report.ts';
import { isInForce, placedBy } from './variant.ts';

const measure = (number: string, more: Partial<ReportMeasure> = {}): ReportMeasure => ({
  number,
  title: `Titel ${number}`,
  reason: '',
  description: '',
  horizon: 'short',
  status: 'recommended',
  mandatory: false,
  onceCostCents: 100_00,
  yearlyCostCents: 0,
  grantCents: 0,
  budgetKind: 'result',
  effortDays: 5,
  externalDays: 0,
  responsible: '',
  proof: '',
  indicator: '',
  starts: '2027-Q1',
  quarters: 2,
  findings: [],
  goals: [],
  needs: [],
  budgetLine: null,
  class: 'public',
  ...more,
});
const place = { starts: '2027-Q3', quarters: 1, horizon: 'medium' as const, cost: null, effort: null };

test('a measure stands where the plan has it; what the plan leaves out or does not know has no place', () => {
  const own = measure('M-01');
  expect(placedBy(own, place)).toMatchObject({
    starts: '2027-Q3',
    quarters: 1,
    horizon: 'medium',
    effortDays: 5,
  });
  const way = { cost: { onceCents: 300_00, yearlyCents: 20_00 }, effort: { effortDays: 1, externalDays: 8 } };
  expect(placedBy(own, { ...place, ...way })).toMatchObject({
    onceCostCents: 300_00,
    yearlyCostCents: 20_00,
    effortDays: 1,
    externalDays: 8,
  });
  for (const none of [null, undefined])
    expect(placedBy(own, none)).toMatchObject({ starts: null, leftOut: true });
  const done = measure('M-02', { status: 'done' });
  expect(placedBy(done, undefined)).toEqual(done);
  expect(isInForce([own], [placedBy(own, { ...place, starts: '2027-Q1', quarters: 2 })])).toBe(true);
  expect(isInForce([own], [placedBy(own, place)])).toBe(false);
  // What is postponed keeps its quarter, and no plan speaks of it.
  const later = measure('M-03', { status: 'postponed' });
  expect(isInForce([own, later], [own, placedBy(later, null)])).toBe(true);
});

const variant: ReportVariant = {
  id: 'x',
  name: '',
  reckonedOn: '2026-11-30',
  proven: true,
  gap: null,
  outdated: false,
  inForce: false,
  budgetPercent: 0,
  role: null,
  delayed: null,
  held: [],
  leftOut: ['M-02'],
};

test('what a variant leaves out is named where it is told, and counted or asked for in no document', () => {
  const once = { status: 'proposed' as const, onceCostCents: 900_000_00, effortDays: 777 };
  const measures = [
    measure('M-01', { onceCostCents: 50_000_00 }),
    placedBy(measure('M-02', { ...once, title: 'Rechenzentrum', findings: ['F-01'] }), null),
    placedBy(measure('M-03', { ...once, title: 'Glasfaser', status: 'recommended', mandatory: true }), null),
  ];
  const traces = {
    ...{ townId: '', townSlug: 'tannau', engagementId: null },
    ...{ findings: [], ratings: [], observations: [], measures: [], goals: [] },
  };
  const report = { ...empty, measures, variant: { ...variant, leftOut: ['M-02', 'M-03'] } };
  const charts = { publicCost: null, cost: null, levels: {}, report: NO_CHARTS };
  for (const kind of DOCUMENT_KINDS) {
    const made = buildDocument(kind, groundOf(report, traces, charts));
    const told = made.sections.filter(({ key }) => key === 'variant');
    const rest = made.sections.filter(({ key }) => key !== 'variant');
    const words = (sections: typeof rest) =>
      wordsOf({ ...made, sections })
        .join(' ')
        .replace(/\u00a0/g, ' ');
    expect([kind, words(rest)]).toEqual([kind, expect.not.stringMatching(/9[05]0\.000|9[05]000000|777/)]);
    expect([kind, words(rest)]).toEqual([kind, expect.not.stringMatching(/Rechenzentrum|Glasfaser/)]);
    expect([kind, words(rest)]).toEqual([kind, expect.stringMatching(/50\.000|5000000/)]);
    if (kind !== 'summary')
      expect([kind, words(told)]).toEqual([
        kind,
        expect.stringContaining('M-02 Rechenzentrum; M-03 Glasfaser'),
      ]);
  }
});

test('what a variant assumes and leaves out is said in the class of the measure it names', () => {
  const assuming: ReportVariant = {
    ...variant,
    proven: false,
    gap: 1.25,
    outdated: true,
    budgetPercent: -20,
    role: { title: 'IT-Leitung', percent: 50 },
    delayed: { number: 'M-02', quarters: 1 },
    held: [
      { number: 'M-01', quarter: '2027-Q3' },
      { number: 'M-03', quarter: '2028-Q1' },
    ],
    leftOut: ['M-02', 'M-04'],
  };
  const report = {
    ...empty,
    variant: assuming,
    measures: [
      measure('M-01'),
      measure('M-02', { class: 'non_public' }),
      measure('M-03', { class: 'technical' }),
      measure('M-04'),
    ],
  };
  const told = variantBlocks({ report, d: DOCUMENT_WORDS.de, f: formatsFor('de') });
  const of = (as: string) => told.filter((block) => block.class === as).map(({ text }) => text);
  expect(of('public').slice(1)).toEqual([
    'Annahmen der Variante: Haushaltsrahmen ab dem Folgejahr 20 % kleiner; IT-Leitung: 50 % einer Stelle mehr; Beginn von M-01 festgelegt auf das 3. Quartal 2027.',
    'Unter diesen Annahmen wäre eine andere Variante höchstens 1,3 % besser.',
    DOCUMENT_WORDS.de.variantOutdated,
    'Nicht Teil dieser Variante: M-04 Titel M-04.',
  ]);
  expect(of('non_public')).toEqual([
    'Annahmen der Variante: M-02 ein Quartal später.',
    'Nicht Teil dieser Variante: M-02 Titel M-02.',
  ]);
  expect(of('technical')).toEqual([
    'Annahmen der Variante: Beginn von M-03 festgelegt auf das 1. Quartal 2028.',
  ]);
});
