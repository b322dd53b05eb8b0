/** The results report: the technical report of the week, with everything that those have to know who run the IT. */
import type { DocumentModel } from '#kernel/document';
import { resultsView } from '../../results-view.ts';
import type { Ground } from '../ground.ts';
import { actualSections } from './actual.ts';
import { appendixSections } from './appendix.ts';
import { budgetSections } from './budget.ts';
import { findingSections, measureSections, roadmapSection } from './chain.ts';
import { comparisonSections } from './comparison.ts';
import { photosOf } from './photos.ts';
import { sourcedSections } from './section-sources.ts';
import { summarySection } from './summary.ts';

export function resultsDocument(ground: Ground): DocumentModel {
  const { report, d, w, f, from, charts } = ground;
  const view = resultsView(report, charts.report);
  const ofFinding = (number: string) => from.findings([number]).slice(1);
  const ofMeasure = (number: string) => from.measures([number]).slice(1);
  return {
    kind: 'results',
    locale: report.locale,
    title: w.report,
    subtitle: w.reportSubtitle,
    facts: [
      [d.factTown, report.town.name],
      ...(report.engagement.startsOn
        ? ([
            [w.reportWeek, report.engagement.title],
            [w.reportPeriod, `${f.date(report.engagement.startsOn)} – ${f.date(report.engagement.endsOn)}`],
          ] as const)
        : []),
      [w.reportAsOf, f.date(report.writtenOn)],
    ],
    mark: '',
    numbered: true,
    form: 'book',
    sections: sourcedSections(from, [
      summarySection(view, w),
      ...actualSections(view, w),
      ...comparisonSections(view, w),
      ...findingSections(view, w, ofFinding),
      ...measureSections(view, w, ofMeasure),
      roadmapSection(report, view, w),
      ...budgetSections(view, w),
      ...appendixSections(view, w, photosOf(ground)),
    ]),
  };
}
