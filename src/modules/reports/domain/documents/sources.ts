/** Where a statement comes from: the records a finding rests on, what a measure answers, or the list a sum was reckoned from. */
import { CLASSES, type Confidentiality, type Source } from '#kernel/document';
import { type ListKind, listPath, type RecordLinkKind, recordPath } from '#kernel/paths';
import type { ResultsReport } from '../results-report.ts';
import type { Root, RootKind, Traces } from '../traces.ts';
import { fill } from '../words.ts';
import type { DocumentWordKey, DocumentWords } from './words-de.ts';

export type Origin = DocumentWordKey extends infer Key
  ? Key extends `from_${infer Name}`
    ? Name
    : never
  : never;

/** The page where the numbers of a list are kept. */
const PLACES: Readonly<Record<Origin, ListKind>> = {
  week: 'engagement',
  town: 'overview',
  findings: 'finding',
  review: 'finding',
  ratings: 'rating',
  spending: 'spending',
  measures: 'measure',
  roadmap: 'roadmap',
  budget: 'budget_line',
  goals: 'goal',
  people: 'person',
  sites: 'site',
  stakeholders: 'stakeholder_group',
  developments: 'development',
  inventory: 'item',
  contracts: 'contract',
  duties: 'duty',
  activities: 'activity',
  legal: 'legal_unit',
  walk: 'observation',
  catalogues: 'catalogue',
  offices: 'office',
};

const PAGES: Readonly<Record<RootKind, RecordLinkKind>> = {
  rating: 'rating',
  observation: 'observation',
  item: 'item',
  posting: 'posting',
};

export interface Sources {
  /** Lists that a sum or a table was made from. */
  lists(...origins: readonly Origin[]): Source[];
  /** Findings with what they rest on. */
  findings(numbers: readonly string[]): Source[];
  /** Measures, with the findings and goals they answer. */
  measures(numbers: readonly string[]): Source[];
  goals(numbers: readonly string[]): Source[];
  /** Consultancies whose library measures were made of. */
  libraries(numbers: readonly string[]): Source[];
  /** What the walk-through saw. */
  observation(number: string): Source[];
}

/** Sources of the records of a report; each carries who may know of it. */
export function sourcesFor({ findings, measures }: ResultsReport, traces: Traces, d: DocumentWords): Sources {
  const town = traces.townSlug;
  const classes = new Map([...findings, ...measures].map((one) => [one.number, one.class]));
  const roots = new Map(traces.findings.map((one) => [one.number, one.roots]));
  const ids = new Map(
    [...traces.findings, ...traces.measures, ...traces.goals, ...traces.observations].map((one) => [
      one.number,
      one.id,
    ]),
  );
  const guarded = guardOf(traces, classes);
  const record = (kind: RecordLinkKind, number: string): Source[] => {
    const id = ids.get(number);
    const as = classes.get(number);
    return [{ label: number, path: id ? recordPath(town, kind, id) : null, ...(as ? { class: as } : {}) }];
  };
  const rooted = ({ kind, id, label }: Root): Source => ({
    label,
    path: recordPath(town, PAGES[kind], id),
    class: guarded.get(id) ?? 'public',
  });
  const ofFindings = (numbers: readonly string[]) =>
    numbers.flatMap((number) => [...record('finding', number), ...(roots.get(number) ?? []).map(rooted)]);
  // Whose idea it was is nothing for a public session.
  const ofLibraries = (numbers: readonly string[]) =>
    traces.measures
      .filter(({ number }) => numbers.includes(number))
      .flatMap(({ libraries = [] }) => libraries)
      .map(
        ({ name, key, kept }): Source => ({
          label: fill(d.fromLibrary, { name }),
          path: kept ? `${listPath(town, 'measure')}/bibliothek/${key}` : null,
          class: 'non_public',
        }),
      );
  const ofGoals = (numbers: readonly string[]) => numbers.flatMap((number) => record('goal', number));
  return {
    lists: (...origins) =>
      origins.map((origin) => ({ label: d[`from_${origin}`], path: listPath(town, PLACES[origin]) })),
    findings: (numbers) => distinct(ofFindings(numbers)),
    measures: (numbers) =>
      distinct(
        numbers.flatMap((number) => {
          const found = measures.find((one) => one.number === number);
          return [
            ...record('measure', number),
            ...(found?.findings ?? []).flatMap((one) => record('finding', one)),
            ...ofGoals(found?.goals ?? []),
            ...ofLibraries([number]),
          ];
        }),
      ),
    goals: (numbers) => distinct(ofGoals(numbers)),
    libraries: (numbers) => distinct(ofLibraries(numbers)),
    observation: (number) =>
      record('observation', number).map((source) => ({
        ...source,
        class: traces.observations.find((one) => one.number === number)?.class ?? 'non_public',
      })),
  };
}

/** A record is named as widely as the most guarded finding that rests on it. */
function guardOf(
  traces: Traces,
  classes: ReadonlyMap<string, Confidentiality>,
): Map<string, Confidentiality> {
  const guarded = new Map<string, Confidentiality>();
  for (const { number, roots } of traces.findings)
    for (const { id } of roots) {
      const both = [guarded.get(id) ?? 'public', classes.get(number) ?? 'public'];
      guarded.set(id, CLASSES.findLast((one) => both.includes(one)) ?? 'public');
    }
  return guarded;
}

const distinct = (sources: readonly Source[]): Source[] => [
  ...new Map(sources.map((source) => [source.label, source])).values(),
];
