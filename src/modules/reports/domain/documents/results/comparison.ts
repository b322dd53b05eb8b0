/** Levels against targets, by group and requirement, and an older assessment beside today. */
import type { Section } from '#kernel/document';
import type { ReportView } from '../../results-view.ts';
import type { ReportWords } from '../../words.ts';
import { behind, type Column, chapter, chartBlock, entered, part, wordsTable } from './set.ts';

export function comparisonSections(view: ReportView, w: ReportWords): Section[] {
  return [
    chapter('comparison', w.comparison, entered(w.comparisonIntro)),
    ...view.data.comparison.flatMap((framework) => frameworkPart(framework, view, w)),
    ...olderPart(view, w),
  ];
}

type Framework = ReportView['data']['comparison'][number];

function frameworkPart(framework: Framework, { charts }: ReportView, w: ReportWords): Section[] {
  if (framework.clauses.length === 0) return [];
  return part(`levels_${framework.id}`, framework.title, entered(framework.edition), [
    ...chartBlock(framework.chart, charts),
    ...behind(
      framework.chart,
      wordsTable(
        `${framework.title}: ${w.groupTable}`,
        [
          [w.group, 5],
          [w.requirements, 2, 'figure'],
          [w.rated, 1.5, 'figure'],
          [w.level, 1, 'figure'],
          [w.target, 1, 'figure'],
        ],
        framework.groups,
      ),
    ),
    ...framework.clauses.flatMap(({ title, rows, note }) => [
      ...clauseTable(framework, title, rows, w),
      ...entered(note),
    ]),
  ]);
}

/** Columns that say nothing in this framework are left out. */
function clauseTable(
  { showCode, showModal }: Framework,
  title: string,
  rows: readonly (readonly string[])[],
  w: ReportWords,
) {
  const columns: readonly (readonly [shown: boolean, column: Column])[] = [
    [showCode, [w.clause, 1.2]],
    [true, [w.requirement, 3.4]],
    [showModal, [w.modal, 1.1]],
    [true, [w.level, 0.7, 'figure']],
    [true, [w.target, 0.8, 'figure']],
    [true, [w.gap, 1.55, 'figure']],
    [true, [w.certainty, 1.8]],
    [true, [w.evidence, 4.4]],
  ];
  const kept = (row: readonly string[]) => row.filter((_, at) => columns[at]?.[0]);
  return wordsTable(
    title,
    columns.filter(([shown]) => shown).map(([, column]) => column),
    rows.map(kept),
  );
}

function olderPart({ data: { older } }: ReportView, w: ReportWords): Section[] {
  if (!older) return [];
  return part('older', w.older, entered(`${older.intro} ${older.comparable}`), [
    ...wordsTable(
      w.older,
      [
        [w.olderChapter, 5],
        [w.olderThen, 1.3, 'figure'],
        [w.olderToday, 1.3, 'figure'],
        [w.olderDifference, 1.3, 'figure'],
        [w.olderComparable, 2.6],
      ],
      older.rows,
    ),
    ...entered(w.olderRule),
  ]);
}
