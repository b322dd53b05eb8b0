/** What every document of the package rests on: the report of the town, words, figures, and which records it may name. */
import type { Chart } from '#kernel/chart';
import type {
  Block,
  Cell,
  Confidentiality,
  DocumentModel,
  ListBlock,
  ParagraphBlock,
  Section,
  Source,
  TableBlock,
  TableColumn,
  TextBlock,
} from '#kernel/document';
import { type Formats, formatsFor } from '../format.ts';
import type { ReportCharts, ReportFinding, ReportMeasure, ResultsReport } from '../results-report.ts';
import { inPlan } from '../results-sums.ts';
import type { Traces } from '../traces.ts';
import { fill, type ReportWords, WORDS } from '../words.ts';
import { type Sources, sourcesFor } from './sources.ts';
import { type DocumentWords, de } from './words-de.ts';
import { en } from './words-en.ts';

/** Charts of the documents, described by the modules that own their numbers. */
export interface DocumentCharts {
  /** Cost of the public measures of the package by year and budget. */
  readonly publicCost: Chart | null;
  /** Cost of all of them, also those that are not public. */
  readonly cost: Chart | null;
  /** By id of the framework. */
  readonly levels: Readonly<Record<string, Chart>>;
  /** Those of the results report. */
  readonly report: ReportCharts;
}

export interface Ground {
  readonly report: ResultsReport;
  readonly traces: Traces;
  readonly from: Sources;
  readonly charts: DocumentCharts;
  readonly d: DocumentWords;
  readonly w: ReportWords;
  readonly f: Formats;
  /** Of all findings, those that may be named in public. */
  readonly openFindings: readonly ReportFinding[];
  /** Those that only the annex names. */
  readonly closedFindings: readonly ReportFinding[];
  /** What is put to the vote in public. */
  readonly openMeasures: readonly ReportMeasure[];
  /** What is put to the vote in a closed session. */
  readonly closedMeasures: readonly ReportMeasure[];
}

export const DOCUMENT_WORDS: Readonly<Record<'de' | 'en', DocumentWords>> = { de, en };

/** Measures to decide on: those recommended; while there are none, those proposed; none that a variant leaves out. */
export function askedFor(measures: readonly ReportMeasure[]): ReportMeasure[] {
  const recommended = measures.filter((m) => m.status === 'recommended');
  const asked = recommended.length > 0 ? recommended : measures.filter((m) => m.status === 'proposed');
  return inPlan(asked);
}

/** Decided already or done. */
export const decidedAmong = (measures: readonly ReportMeasure[]): ReportMeasure[] =>
  measures.filter((m) => m.status === 'decided' || m.status === 'done');

export const ofClass = <T extends { readonly class: Confidentiality }>(
  records: readonly T[],
  as: Confidentiality,
): T[] => records.filter((record) => record.class === as);

export function groundOf(report: ResultsReport, traces: Traces, charts: DocumentCharts): Ground {
  const asked = askedFor(report.measures);
  const d = DOCUMENT_WORDS[report.locale];
  return {
    report,
    traces,
    from: sourcesFor(report, traces, d),
    charts,
    d,
    w: WORDS[report.locale],
    f: formatsFor(report.locale),
    openFindings: ofClass(report.findings, 'public'),
    closedFindings: ofClass(report.findings, 'non_public'),
    openMeasures: ofClass(asked, 'public'),
    closedMeasures: ofClass(asked, 'non_public'),
  };
}

/** Whether reason and description of a public measure may be told in public: only if all it corrects is public. */
export const detailsAreOpen = (measure: ReportMeasure, report: ResultsReport): boolean =>
  measure.class === 'public' &&
  measure.findings.every((number) => {
    const found = report.findings.find((finding) => finding.number === number);
    return found === undefined || found.class === 'public';
  });

/** Findings of a measure that may be named in public. */
export const openNumbers = (measure: ReportMeasure, openFindings: readonly ReportFinding[]): string[] =>
  measure.findings.filter((number) => openFindings.some((finding) => finding.number === number));

/** A block with where it comes from. */
export const sourced = <B extends Block>(block: B, sources: readonly Source[]): B =>
  sources.length > 0 ? { ...block, sources } : block;
/** Blocks with one origin: named below the last of them. */
export const together = <B extends Block>(blocks: readonly B[], sources: readonly Source[]): B[] =>
  blocks.map((block, at) => (at === blocks.length - 1 ? sourced(block, sources) : block));

export const paragraph = (text: string, as: Confidentiality = 'public'): ParagraphBlock => ({
  is: 'paragraph',
  class: as,
  text,
});
export const bullets = (items: readonly string[], as: Confidentiality = 'public'): ListBlock[] =>
  items.length === 0 ? [] : [{ is: 'list', class: as, ordered: false, items }];
export const numbered = (items: readonly string[], as: Confidentiality = 'public'): ListBlock[] =>
  items.length === 0 ? [] : [{ is: 'list', class: as, ordered: true, items }];

type ColumnSpec = readonly [name: string, width: number, form?: TableColumn['form']];

/** A table, or nothing where there are no rows. */
export function table(
  caption: string,
  columns: readonly ColumnSpec[],
  rows: readonly (readonly Cell[])[],
  more: { readonly class?: Confidentiality; readonly total?: readonly Cell[] } = {},
): TableBlock[] {
  if (rows.length === 0) return [];
  return [
    {
      is: 'table',
      class: more.class ?? 'public',
      caption,
      columns: columns.map(([name, width, form = 'text']) => ({ name, width, form })),
      rows,
      ...(more.total ? { total: more.total } : {}),
    },
  ];
}

export const figure = (name: string, chart: Chart | null, as: Confidentiality = 'public'): Block[] =>
  chart
    ? [{ is: 'figure', class: as, name, caption: chart.title, alt: chart.description, spec: chart.spec }]
    : [];

/** Marked as what repeats the numbers of a figure. */
export const repeating = (name: string, blocks: readonly Block[]): Block[] =>
  blocks.map((block) => ({ ...block, figure: name }));

export const section = (
  key: string,
  title: string,
  text: readonly TextBlock[],
  blocks: readonly Block[] = [],
  as: Confidentiality = 'public',
): Section => ({ key, title, class: as, text, blocks });

export const quarterWords = (quarter: string, d: DocumentWords): string =>
  fill(d.quarter, { n: quarter.slice(6), year: quarter.slice(0, 4) });

export const byNumber = (a: { readonly number: string }, b: { readonly number: string }): number =>
  a.number.localeCompare(b.number, 'de', { numeric: true });

/** The gravest first. */
export const byWeight = (findings: readonly ReportFinding[]): ReportFinding[] =>
  [...findings].sort((a, b) => b.severity - a.severity || byNumber(a, b));

export const titled = (record: { readonly number: string; readonly title: string }): string =>
  `${record.number} ${record.title}`;

/** A document without facts and numbers at its headings. */
export const documentOf = (
  { report }: Ground,
  kind: string,
  title: string,
  subtitle: string,
  sections: readonly Section[],
): DocumentModel => ({
  kind,
  locale: report.locale,
  title,
  subtitle,
  facts: [],
  mark: '',
  numbered: false,
  sections,
});

/** Town and day. */
export const subtitleOf = ({ report, d, f }: Ground): string =>
  `${report.town.name} · ${d.factDate} ${f.date(report.writtenOn)}`;
