/** Findings with what they rest on, measures, and their place on the roadmap. */
import type { RecordBlock, Section, Source } from '#kernel/document';
import type { ResultsReport } from '../../results-report.ts';
import { roadmapQuarters, roadmapRows } from '../../results-sums.ts';
import type { ReportView } from '../../results-view.ts';
import { fill, type ReportWords } from '../../words.ts';
import { AS, type Column, chapter, entered, part, wordsTable } from './set.ts';

export type SourcesOf = (number: string) => readonly Source[];

export function findingSections(view: ReportView, w: ReportWords, sourcesOf: SourcesOf): Section[] {
  const { findings } = view.data;
  return [
    chapter('findings', w.findings, entered(findings.intro), [
      ...wordsTable(
        w.findingsByArea,
        [
          [w.area, 3.4],
          ...([4, 3, 2, 1] as const).map((grade) => [w[`severity_${grade}`], 1.8, 'figure'] as const),
          [w.total, 1.2, 'figure'],
        ],
        findings.counts,
        findings.countsTotal,
      ),
      ...wordsTable(
        w.findingsByStatus,
        [
          [w.status, 4],
          [w.count, 1.5, 'figure'],
        ],
        findings.statuses.map(({ word, count }) => [word, count]),
      ),
    ]),
    ...findings.areas.flatMap(({ area, title, cards }) =>
      part(
        `findings_${area}`,
        title,
        [],
        cards.map((card) => findingBlock(card, w, sourcesOf)),
      ),
    ),
  ];
}

type FindingCard = ReportView['data']['findings']['areas'][number]['cards'][number];

function findingBlock(card: FindingCard, w: ReportWords, sourcesOf: SourcesOf): RecordBlock {
  const sources = sourcesOf(card.number);
  return {
    is: 'record',
    class: AS,
    title: `${card.number} ${card.title}`,
    text: card.statement,
    rows: [
      [w.severity, card.severityWord],
      [w.status, card.statusWord],
      [w.basis, card.basis],
      [w.cause, card.cause],
      [w.consequence, card.consequence],
      ...card.history.map((text) => [w.history, text] as const),
      ...card.reviews.map((text) => [w.reviews, text] as const),
      [w.measuresFor, card.measures || w.noMeasures],
    ].filter((row): row is [string, string] => row[1] !== ''),
    grave: card.severity >= 3,
    ...(sources.length > 0 ? { sources } : {}),
  };
}

export function measureSections(view: ReportView, w: ReportWords, sourcesOf: SourcesOf): Section[] {
  const { measures } = view.data;
  return [
    chapter('measures', w.measures, entered(measures.horizons.length > 0 ? measures.intro : '')),
    ...measures.horizons.flatMap(({ horizon, title, cards }) =>
      part(
        `measures_${horizon}`,
        title,
        [],
        cards.map((card) => ({
          is: 'record' as const,
          class: AS,
          title: `${card.number} ${card.title}`,
          text: '',
          rows: [
            [w.status, card.mandatory ? `${card.statusWord}, ${w.mandatory}` : card.statusWord] as const,
            ...card.fields.map(([label = '', text = '']) => [label, text] as const),
          ],
          grave: false,
          sources: sourcesOf(card.number),
        })),
      ),
    ),
  ];
}

const QUARTERS = 8;

/** Two years a table, so that a column of a quarter stays legible in every format. */
export function roadmapSection(report: ResultsReport, view: ReportView, w: ReportWords): Section {
  const all = roadmapQuarters(report.measures);
  const turns = Array.from({ length: Math.ceil(all.length / QUARTERS) }, (_, at) =>
    all.slice(at * QUARTERS, (at + 1) * QUARTERS),
  );
  const words = (quarter: string) => fill(w.quarter, { n: quarter.slice(6), year: quarter.slice(0, 4) });
  return chapter('roadmap', w.roadmap, entered(turns.length > 0 ? w.roadmapIntro : ''), [
    ...turns.flatMap((quarters) =>
      wordsTable(
        fill(w.roadmapTable, { from: words(quarters[0] ?? ''), to: words(quarters.at(-1) ?? '') }),
        [
          [w.number, 1.2],
          [w.measure, 5],
          ...quarters.map(
            (one): Column => [`${fill(w.quarterShort, { n: one.slice(6) })} ${one.slice(0, 4)}`, 1],
          ),
        ],
        roadmapRows(report.measures, quarters)
          .filter(({ runs }) => runs.includes(true))
          .map(({ measure, runs }) => [
            measure.number,
            measure.title,
            ...runs.map((runs) => (runs ? w.runsSign : '')),
          ]),
      ),
    ),
    ...entered(view.data.roadmap.unplaced),
  ]);
}
