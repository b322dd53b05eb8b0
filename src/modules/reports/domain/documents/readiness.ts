import { type ListKind, listPath, type RecordLinkKind, recordPath } from '#kernel/paths';
import type { ReportMeasure, ResultsReport } from '../results-report.ts';
import type { Traces } from '../traces.ts';

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

interface Missing {
  readonly label: string;
  /** Address of the record; where it has none, of the list. */
  readonly path: string;
}

export interface Readiness {
  /** Whole per cent, rounded down: 100 only when nothing is missing. */
  readonly percent: number;
  readonly points: readonly {
    readonly point: ReadinessPoint;
    readonly done: number;
    readonly total: number;
    /** What is missing by number or name, with its page, at most ten. */
    readonly missing: readonly Missing[];
    /** Where it is mended. */
    readonly place: ListKind;
  }[];
}

const MOST_NAMED = 10;

/** How far the documents of the week say what they have to; each point counts the same, and without records it is empty. */
export function readinessOf(report: ResultsReport, traces: Traces): Readiness {
  const points = [...ofTheWeek(report, traces), ...ofFindings(report, traces), ...ofMeasures(report, traces)];
  const share = points.reduce((sum, { done, total }) => sum + (total === 0 ? 0 : done / total), 0);
  return { percent: Math.floor((share / points.length) * 100 + 1e-9), points };
}

type Point = Readiness['points'][number];

function point<T>(
  name: ReadinessPoint,
  place: ListKind,
  all: readonly T[],
  done: (one: T) => boolean,
  nameOf: (one: T) => Missing,
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
interface Numbered {
  readonly number: string;
}

/** By its number, with the page of the record. */
const numbered =
  (town: string, kind: RecordLinkKind & ListKind, records: readonly (Numbered & { readonly id: string })[]) =>
  ({ number }: Numbered): Missing => {
    const id = records.find((one) => one.number === number)?.id;
    return { label: number, path: id ? recordPath(town, kind, id) : listPath(town, kind) };
  };

/** Practices are known by their name, clauses by number and name. */
function namedRating(
  { townSlug, ratings }: Traces,
  framework: string,
  { code, title }: { readonly code: string; readonly title: string },
): Missing {
  const id = ratings.find((one) => one.framework === framework && one.code === code)?.id;
  return {
    label: framework === 'itil' ? title : `${code} ${title}`,
    path: id
      ? recordPath(townSlug, 'rating', id)
      : `${listPath(townSlug, 'rating')}?rahmen=${encodeURIComponent(framework)}`,
  };
}

function ofTheWeek(
  { engagement, goals, frameworks, frames, measures }: ResultsReport,
  traces: Traces,
): Point[] {
  const { townSlug: town, engagementId } = traces;
  const ratings = frameworks.flatMap(({ id, ratings: all }) =>
    all.map((rating) => ({ ...rating, framework: id })),
  );
  const years = [...new Set(measures.flatMap((m) => (m.starts ? [m.starts.slice(0, 4)] : [])))].sort();
  return [
    point(
      'assignment',
      'engagement',
      [engagement],
      ({ assignment }) => said(assignment),
      ({ title }) => ({
        label: title,
        path: engagementId ? recordPath(town, 'engagement', engagementId) : listPath(town, 'engagement'),
      }),
    ),
    point('goal_owners', 'goal', goals, ({ owner }) => said(owner), numbered(town, 'goal', traces.goals)),
    point(
      'ratings',
      'rating',
      ratings,
      ({ level }) => level !== null,
      (rating) => namedRating(traces, rating.framework, rating),
    ),
    point(
      'frames',
      'roadmap',
      years,
      (year) => frames.some((frame) => String(frame.year) === year),
      (year) => ({ label: year, path: listPath(town, 'roadmap') }),
    ),
  ];
}

function ofFindings({ findings, measures }: ResultsReport, traces: Traces): Point[] {
  const numberOf = numbered(traces.townSlug, 'finding', traces.findings);
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

function ofMeasures({ measures }: ResultsReport, traces: Traces): Point[] {
  const numberOf = numbered(traces.townSlug, 'measure', traces.measures);
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
