import type { Section } from '#kernel/document';
import type { ReportView } from '../../results-view.ts';
import type { ReportWords } from '../../words.ts';
import { behind, chapter, chartBlock, entered, part, wordsTable } from './set.ts';

/** Need of the measures against the frame of each year, and the IT budget as planned and spent. */
export const budgetSections = (view: ReportView, w: ReportWords): Section[] => [
  chapter('budget', w.budget),
  ...needPart(view, w),
  ...linesPart(view, w),
];

function needPart({ data: { budget }, charts }: ReportView, w: ReportWords): Section[] {
  if (!budget.need) return [];
  return part('budget_need', w.budgetNeed, entered(w.budgetRule), [
    ...chartBlock(budget.need.chart, charts),
    ...behind(
      budget.need.chart,
      wordsTable(
        `${w.yearTotals} (EUR)`,
        [
          [w.year, 1],
          [w.budget, 2.6],
          [w.once, 1.6, 'figure'],
          [w.running, 1.6, 'figure'],
          [w.need, 1.6, 'figure'],
          [w.frame, 1.8, 'figure'],
          [w.left, 1.8, 'figure'],
        ],
        budget.need.rows,
      ),
    ),
  ]);
}

function linesPart({ data: { budget }, charts }: ReportView, w: ReportWords): Section[] {
  if (!budget.lines) return [];
  return part(
    'budget_lines',
    w.byProduct,
    [],
    [
      ...chartBlock(budget.lines.chart, charts),
      ...behind(budget.lines.chart, [
        ...wordsTable(
          `${w.byProduct} (EUR)`,
          [
            [w.product, 2],
            [w.year, 1],
            [w.planned, 1.7, 'figure'],
            [w.amended, 1.7, 'figure'],
            [w.committed, 1.7, 'figure'],
            [w.actualSpent, 1.9, 'figure'],
            [w.available, 1.8, 'figure'],
          ],
          budget.lines.products,
        ),
        ...budget.lines.years.flatMap(({ title, rows, total }) =>
          wordsTable(
            `${title} (EUR)`,
            [
              [w.product, 1.5],
              [w.account, 1],
              [w.title, 3.4],
              [w.kind, 2.5],
              [w.plannedAll, 1.7, 'figure'],
              [w.committed, 1.6, 'figure'],
              [w.actualSpent, 1.8, 'figure'],
              [w.available, 1.7, 'figure'],
            ],
            rows,
            total,
          ),
        ),
      ]),
    ],
  );
}
