import { catalogues } from '#modules/catalogue';
import { type PlanOverlay, planOverlay } from '#modules/roadmap';
import type { TownTx } from '#platform/tx';
import { keptRecords, leaksIn } from '../domain/documents/leaks.ts';
import type { ReportInForce, ReportVariant, ResultsReport } from '../domain/results-report.ts';
import { isInForce, placedBy } from '../domain/variant.ts';

/**
 * The report as if a kept plan were in force: start, length, horizon, cost and effort of each measure, and the frames the plan
 * assumes. Whatever is reckoned from the report follows. The plan's name is passed on only where it tells the public nothing
 * of what is kept from it. Refuses what `planOverlay` does.
 */
export async function underPlan(tx: TownTx, report: ReportInForce, plan: string): Promise<ResultsReport> {
  const overlay = await planOverlay(tx, plan);
  const measures = report.measures.map(({ id, ...measure }) => placedBy(measure, overlay.places.get(id)));
  const kept = keptRecords(report.findings, report.measures, ['public']);
  return {
    ...report,
    measures,
    frames: report.frames.map(({ year, resultCents, investmentCents }) => ({
      year,
      resultCents: overlay.frame(resultCents, year),
      investmentCents: overlay.frame(investmentCents, year),
    })),
    variant: {
      ...assumed(overlay, report),
      name: leaksIn(overlay.name, kept).length === 0 ? overlay.name : '',
      inForce: overlay.what.budgetPercent === 0 && isInForce(report.measures, measures),
      leftOut: measures.filter(({ leftOut }) => leftOut).map(({ number }) => number),
    },
  };
}

function assumed(
  { id, reckonedOn, proven, gap, outdated, what }: PlanOverlay,
  { measures, locale }: ReportInForce,
): Omit<ReportVariant, 'name' | 'inForce' | 'leftOut'> {
  const numberOf = (measure: string | null) => measures.find((one) => one.id === measure)?.number;
  const titleOf = (role: string) =>
    catalogues().roles.roles.find((one) => one.key === role)?.title[locale] ?? role;
  const delayed = what.delayQuarters > 0 ? numberOf(what.delayedId) : undefined;
  return {
    id,
    reckonedOn,
    proven,
    gap,
    outdated,
    budgetPercent: what.budgetPercent,
    role:
      what.role !== null && what.rolePercent !== 0
        ? { title: titleOf(what.role), percent: what.rolePercent }
        : null,
    delayed: delayed ? { number: delayed, quarters: what.delayQuarters } : null,
    held: what.held.flatMap(({ id: measure, quarter }) => {
      const number = numberOf(measure);
      return number ? [{ number, quarter }] : [];
    }),
  };
}
