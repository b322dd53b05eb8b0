import type { Chart, Locale } from '#kernel/chart';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import { costChart } from '../domain/cost-chart.ts';
import { type YearNeed, yearNeeds } from '../domain/roadmap.ts';
import { readPlan } from './plan.read.ts';
import { yearsOf } from './show-roadmap.ts';

/** Cost of the roadmap by year and budget against the frames. */
export async function chartCost(tx: TownTx): Promise<Chart | null> {
  const { plan, frames } = await readPlan(tx);
  const needs = yearNeeds(plan, frames, yearsOf(plan, frames, tx.now));
  return describeCost(needs, tx.actor.locale);
}

/** The description that page and report share, in the words of a language; null where nothing is planned. */
export function describeCost(needs: readonly YearNeed[], locale: Locale): Chart | null {
  const at = { locale };
  return costChart(needs, locale, {
    unitName: m.roadmap_chart_unit({}, at),
    yearName: m.roadmap_chart_year({}, at),
    panelName: m.roadmap_chart_budget({}, at),
    noFrameName: m.roadmap_chart_no_frame({}, at),
    once: m.roadmap_chart_once({}, at),
    running: m.roadmap_chart_running({}, at),
    result: m.roadmap_result({}, at),
    investment: m.roadmap_investment({}, at),
    frame: {
      name: m.roadmap_chart_frame({}, at),
      totalName: m.roadmap_chart_total({}, at),
      leftName: m.roadmap_chart_left({}, at),
    },
    peak: (v) => m.roadmap_chart_peak(v, at),
    fits: (v) => m.roadmap_chart_fits(v, at),
    over: (v) => m.roadmap_chart_over(v, at),
    excess: (v) => m.roadmap_chart_excess(v, at),
    one: (v) => m.roadmap_chart_one(v, at),
    all: (v) => m.roadmap_chart_all(v, at),
  });
}
