import { describeLevels } from '#modules/assessment';
import { describeCost } from '#modules/roadmap';
import type { TownTx } from '#platform/tx';
import {
  askedFor,
  type DocumentCharts,
  decidedAmong,
  type Ground,
  groundOf,
  ofClass,
} from '../../domain/documents/ground.ts';
import type { ResultsReport } from '../../domain/results-report.ts';
import { yearlyCosts } from '../../domain/results-sums.ts';
import { readResults } from '../results.read.ts';

/** What the documents of a town rest on, in the language asked for. */
export async function readGround(tx: TownTx, locale: ResultsReport['locale']): Promise<Ground> {
  const report = await readResults(tx, locale);
  return groundOf(report, documentCharts(report));
}

function documentCharts(report: ResultsReport): DocumentCharts {
  const { locale, frames, measures } = report;
  const counted = [...askedFor(measures), ...decidedAmong(measures)].filter((m) => m.class !== 'technical');
  return {
    publicCost: describeCost(yearlyCosts(ofClass(counted, 'public'), frames), locale),
    cost: describeCost(yearlyCosts(counted, frames), locale),
    levels: Object.fromEntries(
      report.frameworks.map((framework) => [framework.id, describeLevels(framework.id, framework, locale)]),
    ),
  };
}
