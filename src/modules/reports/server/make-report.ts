import { join } from 'node:path';
import { type JsonValue, renderPdf } from '#platform/pdf/render';
import type { Ground } from '#platform/tx';
import { type Actor, inTown } from '#platform/tx';
import type { ResultsReport } from '../domain/results-report.ts';
import { resultsView } from '../domain/results-view.ts';
import { reportCharts } from './report-charts.ts';
import { readResults } from './results.read.ts';

const dir = join(import.meta.dirname, '../templates');

/** The results report of a town as tagged PDF/UA-1; rows are read in one transaction, the document is set outside it. */
export async function makeResultsReport(ground: Ground, actor: Actor): Promise<Uint8Array> {
  const report = await inTown(ground, actor, (tx) => readResults(tx, actor.locale));
  return setResults(report, actor.locale, ground.clock.now());
}

/** The document of what was read. */
export function setResults(
  report: ResultsReport,
  locale: Actor['locale'],
  createdAt: Date,
): Promise<Uint8Array> {
  const { title, data, charts } = resultsView(report, reportCharts(report));
  return renderPdf({
    template: 'results.typ',
    dir,
    data: data as unknown as JsonValue,
    charts,
    title,
    locale,
    createdAt,
  });
}
