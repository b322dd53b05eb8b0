/** How the week went: agenda, walk-through with its photos, people, method, terms. */
import type { Block, Section } from '#kernel/document';
import type { ReportView } from '../../results-view.ts';
import type { ReportWords } from '../../words.ts';
import { chapter, entered, heading, part, wordsTable } from './set.ts';

export function appendixSections(view: ReportView, w: ReportWords, photos: readonly Block[]): Section[] {
  const { appendix } = view.data;
  return [
    chapter('appendix', w.appendix),
    ...part(
      'agenda',
      w.agenda,
      [],
      appendix.days.flatMap(({ title, rows }) =>
        wordsTable(
          title,
          [
            [w.time_, 1.6],
            [w.item, 3.6],
            [w.place, 2.2],
            [w.participants, 3.2],
          ],
          rows,
        ),
      ),
    ),
    ...walkPart(view, w),
    ...part('photos', w.photos, photos.length > 0 ? entered(w.photosIntro) : [], photos),
    ...part(
      'people',
      w.people,
      [],
      wordsTable(
        w.people,
        [
          [w.name, 2.4],
          [w.function, 3],
          [w.office, 2.4],
          [w.group, 2.4],
        ],
        appendix.people,
      ),
    ),
    ...methodParts(view, w),
  ];
}

function walkPart({ data: { appendix } }: ReportView, w: ReportWords): Section[] {
  if (!appendix.walk) return [];
  return part(
    'walk',
    w.walk,
    entered(appendix.walk.intro),
    appendix.walk.sites.flatMap(({ title, counts, details }) => [
      heading(3, title),
      ...wordsTable(
        `${title}: ${w.walkResult}`,
        [
          [w.walkRoom, 3],
          [w.walkList, 2.4],
          [w.walk_ok, 1.4, 'figure'],
          [w.walk_defect, 1.2, 'figure'],
          [w.walk_not_seen, 1.4, 'figure'],
          [w.walk_not_applicable, 1.3, 'figure'],
          [w.walk_open, 1, 'figure'],
        ],
        counts,
      ),
      ...details.flatMap(({ title: room, rows }) =>
        wordsTable(
          `${room}: ${w.walkDetails}`,
          [
            [w.walkResult, 2],
            [w.walkPoints, 8],
          ],
          rows,
        ),
      ),
    ]),
  );
}

function methodParts({ data: { appendix } }: ReportView, w: ReportWords): Section[] {
  return [
    ...part('method', w.method, entered(appendix.method), [
      ...appendix.scales.flatMap(({ title, rows }) =>
        wordsTable(
          title,
          [
            [w.stage, 1],
            [w.name, 3],
            [w.meaning, 7],
          ],
          rows,
        ),
      ),
      ...wordsTable(
        w.severityScale,
        [
          [w.severity, 3],
          [w.meaning, 7],
        ],
        appendix.severities.map(({ word, meaning }) => [word, meaning]),
      ),
    ]),
    ...part(
      'glossary',
      w.glossary,
      [],
      wordsTable(
        w.glossary,
        [
          [w.term, 3],
          [w.meaning, 7],
        ],
        appendix.glossary.map(([term = '', meaning = '']) => [term, meaning]),
      ),
    ),
  ];
}
