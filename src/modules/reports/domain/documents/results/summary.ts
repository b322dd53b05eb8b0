import type { Section } from '#kernel/document';
import type { ReportView } from '../../results-view.ts';
import type { ReportWords } from '../../words.ts';
import { numbered } from '../ground.ts';
import { AS, behind, chapter, heading, points, wordsTable } from './set.ts';

/** What was seen, what is to be done, what it costs and what is asked for, on one page. */
export function summarySection({ data }: ReportView, w: ReportWords): Section {
  const { seen, horizons, years, decisions } = data.summary;
  return chapter('summary', w.summary, points(seen), [
    ...wordsTable(
      w.horizons,
      [
        [w.horizon, 2.4],
        [w.count, 0.9, 'figure'],
        [w.core, 6.6],
        [w.once, 1.1, 'figure'],
        [w.running, 1.1, 'figure'],
      ],
      horizons.map(({ name, span, cells }) => [`${name}: ${span}`, ...cells]),
    ),
    ...behind(
      data.budget.need?.chart ?? null,
      wordsTable(
        `${w.costPerYear} (EUR)`,
        [
          [w.year, 1],
          [w.once, 1.5, 'figure'],
          [w.running, 1.5, 'figure'],
          [w.total, 1.5, 'figure'],
          [w.frame, 1.5, 'figure'],
          [w.left, 1.5, 'figure'],
        ],
        years,
      ),
    ),
    heading(2, w.decisions),
    ...numbered(decisions, AS),
  ]);
}
