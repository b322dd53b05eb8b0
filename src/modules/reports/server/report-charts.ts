import { describeLevels } from '#modules/assessment';
import { describeSpending, describeYears } from '#modules/budget';
import { describeCost } from '#modules/roadmap';
import type { ReportCharts, ResultsReport } from '../domain/results-report.ts';
import { yearlyCosts } from '../domain/results-sums.ts';

/** The charts of the report: the same descriptions that the pages show. */
export function reportCharts(report: ResultsReport): ReportCharts {
  const { locale } = report;
  return {
    levels: Object.fromEntries(
      report.frameworks.map((framework) => [framework.id, describeLevels(framework.id, framework, locale)]),
    ),
    cost: describeCost(yearlyCosts(report.measures, report.frames), locale),
    spending: describeSpending(report.spending, locale),
    years: describeYears(report.budgetLines, locale),
  };
}
