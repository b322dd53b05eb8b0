import type { ListKind } from '#kernel/paths';
import type { ReportMeasure, ResultsReport } from '../results-report.ts';

export const READINESS_POINTS = [
  'assignment',
  'goal_owners',
  'ratings',
  'evidence',
  'review',
  'answered',
  'measure_cause',
  'measure_responsible',
  'measure_line',
  'measure_start',
  'measure_proof',
  'measure_indicator',
  'frames',
] as const;
export type ReadinessPoint = (typeof READINESS_POINTS)[number];

export interface Readiness {
  /** Whole per cent, rounded down: 100 only when nothing is missing. */
  readonly percent: number;
  readonly points: readonly {
    readonly point: ReadinessPoint;
    readonly done: number;
    readonly total: number;
    /** Numbers or names of what is missing, at most ten. */
    readonly missing: readonly string[];
    /** Where it is mended. */
    readonly place: ListKind;
  }[];
}

const MOST_NAMED = 10;

/** How far the documents of the week say what they have to; each point counts the same, and without records it is empty. */
export function readinessOf(report: ResultsReport): Readiness {
  const points = [...ofTheWeek(report), ...ofFindings(report), ...ofMeasures(report)];
  const share = points.reduce((sum, { done, total }) => sum + (total === 0 ? 0 : done / total), 0);
  return { percent: Math.floor((share / points.length) * 100 + 1e-9), points };
}

type Point = Readiness['points'][number];

function point<T>(
  name: ReadinessPoint,
  place: ListKind,
  all: readonly T[],
  done: (one: T) => boolean,
  nameOf: (one: T) => string,
): Point {
  const missing = all.filter((one) => !done(one));
  return {
    point: name,
    done: all.length - missing.length,
    total: all.length,
    missing: missing.slice(0, MOST_NAMED).map(nameOf),
    place,
  };
}

const said = (text: string): boolean => text.trim() !== '';
const numberOf = ({ number }: { readonly number: string }): string => number;

function ofTheWeek({ engagement, goals, frameworks, frames, measures }: ResultsReport): Point[] {
  const ratings = frameworks.flatMap((framework) => framework.ratings);
  const years = [...new Set(measures.flatMap((m) => (m.starts ? [m.starts.slice(0, 4)] : [])))].sort();
  return [
    point(
      'assignment',
      'engagement',
      [engagement],
      ({ assignment }) => said(assignment),
      ({ title }) => title,
    ),
    point('goal_owners', 'goal', goals, ({ owner }) => said(owner), numberOf),
    point(
      'ratings',
      'rating',
      ratings,
      ({ level }) => level !== null,
      ({ code }) => code,
    ),
    point(
      'frames',
      'roadmap',
      years,
      (year) => frames.some((frame) => String(frame.year) === year),
      (year) => year,
    ),
  ];
}

function ofFindings({ findings, measures }: ResultsReport): Point[] {
  return [
    point('evidence', 'finding', findings, ({ basis, links }) => said(basis) || links.length > 0, numberOf),
    point(
      'review',
      'finding',
      findings,
      ({ status }) => status === 'confirmed' || status === 'corrected',
      numberOf,
    ),
    point(
      'answered',
      'finding',
      findings,
      ({ number, severity }) => severity < 3 || measures.some((m) => m.findings.includes(number)),
      numberOf,
    ),
  ];
}

function ofMeasures({ measures }: ResultsReport): Point[] {
  const of = (name: ReadinessPoint, done: (m: ReportMeasure) => boolean) =>
    point(name, name === 'measure_start' ? 'roadmap' : 'measure', measures, done, numberOf);
  return [
    of('measure_cause', (m) => m.findings.length + m.goals.length > 0),
    of('measure_responsible', (m) => said(m.responsible)),
    of('measure_line', (m) => m.budgetLine !== null || m.onceCostCents + m.yearlyCostCents === 0),
    of('measure_start', (m) => m.starts !== null),
    of('measure_proof', (m) => said(m.proof)),
    of('measure_indicator', (m) => said(m.indicator)),
  ];
}
