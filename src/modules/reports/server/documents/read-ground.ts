import { describeLevels } from '#modules/assessment';
import { describeCost } from '#modules/roadmap';
import type { TownTx } from '#platform/tx';
import { CLASSES_OF, type DocumentKind, type Edition } from '../../domain/documents/editions.ts';
import {
  askedFor,
  type DocumentCharts,
  decidedAmong,
  type Ground,
  groundOf,
  ofClass,
} from '../../domain/documents/ground.ts';
import { restricted } from '../../domain/restrict.ts';
import type { ResultsReport } from '../../domain/results-report.ts';
import { yearlyCosts } from '../../domain/results-sums.ts';
import type { Traces } from '../../domain/traces.ts';
import { reportCharts } from '../report-charts.ts';
import { readResults } from '../results.read.ts';
import { readTraces } from '../traces.read.ts';

/** All records a document can tell of, in every class. */
export interface Records {
  readonly report: ResultsReport;
  readonly traces: Traces;
}

/** What the documents of a town rest on, in the language asked for; with `plan` as if that kept plan were in force. */
export async function readRecords(
  tx: TownTx,
  locale: ResultsReport['locale'],
  plan: string | null = null,
): Promise<Records> {
  const report = await readResults(tx, locale, plan);
  return { report, traces: await readTraces(tx, report.findings) };
}

/**
 * What a document says is made from. The report of the week is full of sums, so an edition of it is reckoned from the
 * records of that edition alone; the other documents keep the classes apart block by block.
 */
export function groundFor({ report, traces }: Records, kind: DocumentKind, edition?: Edition): Ground {
  const told = kind === 'results' && edition ? restricted(report, traces, CLASSES_OF[edition]) : report;
  return groundOf(told, traces, documentCharts(told));
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
    report: reportCharts(report),
  };
}
