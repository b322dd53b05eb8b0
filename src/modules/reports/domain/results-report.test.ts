import { describe, expect, test } from 'vitest';
import type { ReportFinding, ReportFramework, ReportMeasure, ResultsReport } from './results-report.ts';
import {
  budgetByProduct,
  countFindings,
  frameworkLevel,
  groupLevels,
  inventoryFigures,
  noticeDay,
  packageCost,
  priorityMeasures,
  roadmapQuarters,
  roadmapRows,
  yearlyCosts,
} from './results-sums.ts';
import { resultsView } from './results-view.ts';
import { empty, NO_CHARTS } from './testing/empty-report.ts';
import { comparisonView } from './view-comparison.ts';
import { fill, WORDS } from './words.ts';

const measure = (number: string, given: Partial<ReportMeasure> = {}): ReportMeasure => ({
  number,
  title: `Maßnahme ${number}`,
  reason: '',
  description: '',
  horizon: 'short',
  status: 'recommended',
  mandatory: false,
  onceCostCents: 0,
  yearlyCostCents: 0,
  grantCents: 0,
  budgetKind: 'result',
  effortDays: 0,
  externalDays: 0,
  responsible: '',
  proof: '',
  indicator: '',
  starts: null,
  quarters: 1,
  findings: [],
  goals: [],
  needs: [],
  budgetLine: null,
  class: 'public',
  ...given,
});

const finding = (number: string, given: Partial<ReportFinding> = {}): ReportFinding => ({
  number,
  area: 'security',
  title: `Feststellung ${number}`,
  statement: 'Aussage',
  basis: '',
  cause: '',
  consequence: '',
  severity: 2,
  status: 'confirmed',
  history: [],
  reviews: [],
  merged: [],
  links: [],
  class: 'public',
  ...given,
});

describe('yearlyCosts', () => {
  test('spreads one-off cost less grant over the quarters, to the cent', () => {
    const costs = yearlyCosts(
      [measure('M-01', { onceCostCents: 100_100, grantCents: 99, starts: '2027-Q4', quarters: 3 })],
      [],
    );
    expect(costs.map((c) => c.onceResultCents)).toEqual([33_334, 66_667]);
  });

  test('counts running cost from the year after the end, always in the result budget', () => {
    const costs = yearlyCosts(
      [measure('M-01', { yearlyCostCents: 500, budgetKind: 'investment', starts: '2027-Q1', quarters: 4 })],
      [{ year: 2028, resultCents: 400, investmentCents: 0 }],
    );
    expect(costs.map((c) => [c.year, c.resultCents, c.investmentCents])).toEqual([
      [2027, 0, 0],
      [2028, 500, 0],
    ]);
    expect(costs[1]?.frame?.resultCents).toBe(400);
  });

  test('leaves out what was rejected or has no place yet', () => {
    const rejected = measure('M-01', { status: 'rejected', onceCostCents: 1, starts: '2027-Q1' });
    expect(yearlyCosts([rejected, measure('M-02', { onceCostCents: 1 })], [])).toEqual([]);
  });
});

test('packageCost leaves rejected measures out', () => {
  const package_ = [
    measure('M-01', { onceCostCents: 10, grantCents: 4, yearlyCostCents: 3 }),
    measure('M-02', { onceCostCents: 90, status: 'rejected' }),
  ];
  expect(packageCost(package_)).toEqual({ onceCents: 10, grantCents: 4, yearlyCents: 3 });
});

test('the roadmap is filled up to whole years and ordered by beginning', () => {
  const measures = [
    measure('M-02', { starts: '2027-Q3', quarters: 2 }),
    measure('M-01', { starts: '2027-Q4', quarters: 2 }),
  ];
  const quarters = roadmapQuarters(measures);
  expect([quarters[0], quarters.at(-1), quarters.length]).toEqual(['2027-Q1', '2028-Q4', 8]);
  const rows = roadmapRows(measures, quarters);
  expect(rows.map((r) => r.measure.number)).toEqual(['M-02', 'M-01']);
  expect(rows[0]?.runs).toEqual([false, false, true, true, false, false, false, false]);
});

test('budgetByProduct adds up lines of a product and year', () => {
  const line = { account: '4271', title: '', kind: 'result', amendedCents: 5, committedCents: 10 } as const;
  expect(
    budgetByProduct([
      { ...line, year: 2026, product: '11.20.02', plannedCents: 100, actualCents: 40 },
      { ...line, year: 2026, product: '11.20.02', plannedCents: 200, actualCents: 60 },
      { ...line, year: 2025, product: '11.20.02', plannedCents: 1, actualCents: 0 },
    ]).map((p) => [p.year, p.plannedCents, p.availableCents]),
  ).toEqual([
    [2025, 1, -4],
    [2026, 300, 190],
  ]);
});

test('countFindings counts by severity, status and area, without empty areas', () => {
  const counts = countFindings(
    [finding('F-01', { severity: 4 }), finding('F-02', { status: 'disputed' })],
    ['organisation', 'security'],
  );
  expect([counts.total, counts.bySeverity[4], counts.byStatus.disputed]).toEqual([2, 1, 1]);
  expect(counts.byArea.map((a) => a.area)).toEqual(['security']);
});

test('priorityMeasures: mandatory first, then horizon, then the gravest finding', () => {
  const findings = [finding('F-01', { severity: 4 }), finding('F-02', { severity: 1 })];
  const measures = [
    measure('M-01', { horizon: 'long' }),
    measure('M-02', { findings: ['F-02'] }),
    measure('M-10', { findings: ['F-01'] }),
    measure('M-04', { horizon: 'long', mandatory: true }),
    measure('M-05', { mandatory: true, status: 'rejected' }),
  ];
  expect(priorityMeasures(measures, findings, 3).map((m) => m.number)).toEqual(['M-04', 'M-10', 'M-02']);
});

const framework: ReportFramework = {
  id: 'vds10000',
  title: 'VdS 10000',
  version: '2018-12',
  levels: [],
  groups: [
    { code: '4', title: 'Organisation' },
    { code: '5', title: 'Leitlinie' },
  ],
  ratings: [
    {
      code: '4.1',
      group: '4',
      title: 'a',
      modal: 'MUST',
      level: 1,
      target: 3,
      certainty: 'certain',
      evidence: '',
      files: 0,
      pages: 0,
      postings: 0,
      items: [],
      unconfirmed: false,
      coveredBy: '',
      riskReason: '',
    },
    {
      code: '4.2',
      group: '4',
      title: 'b',
      modal: 'MUST',
      level: 4,
      target: 4,
      certainty: 'certain',
      evidence: '',
      files: 0,
      pages: 0,
      postings: 0,
      items: [],
      unconfirmed: false,
      coveredBy: '',
      riskReason: '',
    },
    {
      code: '4.3',
      group: '4',
      title: 'c',
      modal: null,
      level: null,
      target: 1,
      certainty: 'open',
      evidence: '',
      files: 0,
      pages: 0,
      postings: 0,
      items: [],
      unconfirmed: false,
      coveredBy: '',
      riskReason: '',
    },
  ],
};

test('averages take rated requirements only; groups without requirements are left out', () => {
  expect(groupLevels(framework)).toEqual([
    { code: '4', title: 'Organisation', requirements: 3, rated: 2, level: 2.5, target: 3.5 },
  ]);
  expect(frameworkLevel(framework)).toEqual({ level: 2.5, target: 3.5, rated: 2, reached: 1 });
});

test('a requirement names what its rating rests on, and nothing where there is nothing', () => {
  const [first] = framework.ratings;
  const ratings = first
    ? [{ ...first, evidence: 'Gesehen.', files: 2, pages: 1, postings: 3, items: ['I-017'] }, first]
    : [];
  const rows = (locale: 'de' | 'en') =>
    comparisonView({ locale } as ResultsReport, { ...framework, ratings }, null).data.clauses.flatMap(
      (clause) => clause.rows.map((row) => row.at(-1)),
    );
  expect(rows('de')).toEqual(['Gesehen. Belege: 2 Dateien, 1 Internetseite, 3 Buchungen, I-017.', '']);
  expect(rows('en')).toEqual(['Gesehen. Evidence: 2 files, 1 web page, 3 postings, I-017.', '']);
});

test('a requirement nobody has confirmed carries a mark that the table explains, the first one in full', () => {
  const ratings = framework.ratings
    .slice(0, 1)
    .flatMap((rating) =>
      [1, 2, 3].map((at) => ({ ...rating, title: 'Titel', group: `${at}`, unconfirmed: at > 1 })),
    );
  const groups = ['1', '2', '3'].map((code) => ({ code, title: `Gruppe ${code}` }));
  const { clauses } = comparisonView(
    { locale: 'de' } as ResultsReport,
    { ...framework, groups, ratings },
    null,
  ).data;
  const [first, second, third] = clauses;
  expect([first?.rows[0]?.[1], first?.note]).toEqual(['Titel', '']);
  expect(second?.rows[0]?.[1]).toBe('Titel\u00a0*');
  expect(second?.note).toMatch(/^\* Wortlaut nicht bestätigt\. .*die Bewertung berührt das nicht\.$/);
  expect(third?.note).toBe('* Wortlaut nicht bestätigt.');
});

test('the state is named in full', () => {
  expect(resultsView(empty, NO_CHARTS).data.actual.facts[0]).toEqual(['Land', 'Baden-Württemberg']);
});

test('inventoryFigures counts pieces; support ending today still counts as supported', () => {
  const item = { kind: 'server', quantity: 2, criticality: 'high' } as const;
  expect(
    inventoryFigures(
      [
        { ...item, endOfSupportOn: '2026-11-26' },
        { ...item, endOfSupportOn: '2026-11-27' },
      ],
      '2026-11-27',
    ),
  ).toEqual([{ kind: 'server', records: 2, quantity: 4, unsupported: 2, important: 4 }]);
});

test('noticeDay goes back whole months to a day that exists', () => {
  const contract = { number: 'V-01', title: '', partner: '', yearlyCostCents: 0, renews: true };
  expect(noticeDay({ ...contract, endsOn: '2027-12-31', noticeMonths: 3 })).toBe('2027-09-30');
  expect(noticeDay({ ...contract, endsOn: null, noticeMonths: 3 })).toBeNull();
});

test('both languages fill the same places, and a missing value is refused', () => {
  const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();
  for (const key of Object.keys(WORDS.de) as (keyof typeof WORDS.de)[])
    expect([key, places(WORDS.en[key])]).toEqual([key, places(WORDS.de[key])]);
  expect(() => fill('{a}', {})).toThrow(RangeError);
});

describe('resultsView', () => {
  test('says of findings only what has happened to them', () => {
    const said = (...status: ReportFinding['status'][]) => {
      const findings = status.map((one, at) => finding(`F-0${at + 1}`, { status: one }));
      const { data } = resultsView({ ...empty, findings }, NO_CHARTS);
      return `${data.findings.intro} ${data.appendix.method}`;
    };
    expect(said('confirmed', 'disputed')).toContain('Jede Feststellung ist den Verantwortlichen vorgelegt');
    expect(said('confirmed', 'disputed')).toContain('Alle Feststellungen sind');
    const some = said('confirmed', 'draft', 'in_review');
    expect(some).toContain('vorgelegt: 2 von 3 Feststellungen');
    expect(some).toContain('1 von 3 haben sie bestätigt');
    expect(some).not.toMatch(/Jede Feststellung|Alle Feststellungen/);
    expect(said('draft')).toContain('liegt noch keine vor');
    expect(said()).not.toContain('vorgelegt');
  });

  test('stands an empty town', () => {
    const { data, charts, title } = resultsView(empty, NO_CHARTS);
    expect(title).toBe('Ergebnisbericht: Tannau');
    expect([data.summary.seen, charts]).toEqual([[], {}]);
  });

  test('marks in words how sure each sum of the spending is', () => {
    const year = {
      year: 2025,
      measuredCents: 300_00,
      estimatedCents: 100_00,
      unknownParts: 1,
      measuredShare: 0.75,
    };
    const spending = {
      years: [{ ...year, cents: 400_00, certainty: 'unknown' as const, atLeast: true }],
      areas: [
        { name: 'Netz', sums: [{ cents: 300_00, certainty: 'measured' as const, atLeast: false }] },
        { name: 'Personal', sums: [{ cents: 100_00, certainty: 'estimated' as const, atLeast: false }] },
        { name: 'Sonstiges', sums: [{ cents: 0, certainty: 'unknown' as const, atLeast: false }] },
        { name: 'Server', sums: [{ cents: 0, certainty: null, atLeast: false }] },
      ],
    };
    const { data } = resultsView({ ...empty, spending }, NO_CHARTS);
    expect(data.spending?.rows).toEqual([
      ['Netz', 'gemessen 300'],
      ['Personal', 'geschätzt 100'],
      ['Sonstiges', 'unbekannt'],
      ['Server', 'keine Angabe'],
    ]);
    expect(data.spending?.total).toEqual(['Summe', 'mindestens 400']);
    expect(data.spending?.shares[0]).toMatch(/\(75\s% des Bekannten\)/);
    expect(resultsView(empty, NO_CHARTS).data.spending).toBeNull();
  });

  test('prints every finding and every measure exactly once', () => {
    const findings = [finding('F-01'), finding('F-02', { area: 'budget' })];
    const measures = [
      measure('M-01', { findings: ['F-01'], onceCostCents: 1_234_567_00 }),
      measure('M-02', { horizon: 'long', status: 'rejected' }),
    ];
    const { data } = resultsView({ ...empty, findings, measures }, NO_CHARTS);
    const cards = data.findings.areas.flatMap((a) => a.cards);
    expect(cards.map((c) => [c.number, c.measures])).toEqual([
      ['F-01', 'M-01'],
      ['F-02', ''],
    ]);
    expect(data.measures.horizons.flatMap((h) => h.cards).map((c) => c.number)).toEqual(['M-01', 'M-02']);
    expect(JSON.stringify(data.measures)).toContain('einmalig 1.234.567\u00a0EUR');
  });
});

test('what was merged stands with the finding that was kept, with the answers it had been given', () => {
  const kept = finding('F-01', {
    merged: [{ number: 'F-12', statement: 'Dasselbe.', on: '2026-11-26' }],
    reviews: [
      { name: 'A. Kern', title: '', answer: 'agrees', comment: '', on: '2026-11-25', answeredTo: 'F-12' },
    ],
  });
  const [card] = resultsView({ ...empty, findings: [kept] }, NO_CHARTS).data.findings.areas[0]?.cards ?? [];
  expect(card?.history).toEqual(['F-12: „Dasselbe.“ Hierin zusammengeführt am 26.11.2026']);
  expect(card?.reviews[0]).toMatch(/^F-12: A\. Kern/);
});
