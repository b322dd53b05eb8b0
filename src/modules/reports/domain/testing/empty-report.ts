import type { ResultsReport } from '../results-report.ts';

export const NO_CHARTS = { levels: {}, cost: null, spending: null, years: null };

/** A report of a town that has recorded nothing. */
export const empty: ResultsReport = {
  locale: 'de',
  writtenOn: '2026-11-27',
  town: { name: 'Tannau', state: 'BW', inhabitants: 10_480, itWorkplaces: 118, note: '' },
  engagement: { title: 'Woche', startsOn: '2026-11-23', endsOn: '2026-11-27', assignment: '' },
  offices: [],
  sites: [],
  rooms: [],
  agenda: [],
  developments: [],
  stakeholderGroups: [],
  people: [],
  goals: [],
  successFactors: [],
  unions: [],
  frameworks: [],
  items: [],
  contracts: [],
  budgetLines: [],
  spending: { years: [], areas: [] },
  activities: null,
  findings: [],
  measures: [],
  frames: [],
  legalCheck: null,
  older: null,
  variant: null,
};
