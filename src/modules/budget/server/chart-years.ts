import type { Chart, Locale } from '#kernel/chart';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import { type YearLine, yearChart } from '../domain/year-chart.ts';
import { readYears } from './store.ts';

/** Plan and spending by year and budget over all lines of the town. */
export async function chartYears(tx: TownTx): Promise<Chart | null> {
  return describeYears(await readYears(tx), tx.actor.locale);
}

/** The description that page and report share, in the words of a language; null without lines. */
export function describeYears(lines: readonly YearLine[], locale: Locale): Chart | null {
  const at = { locale };
  return yearChart(lines, locale, {
    unitName: m.budget_chart_unit({}, at),
    yearName: m.budget_year({}, at),
    panelName: m.budget_kind({}, at),
    planned: m.budget_allowed({}, at),
    actual: m.budget_actual({}, at),
    result: m.budget_kind_result({}, at),
    investment: m.budget_kind_investment({}, at),
    title: (v) => m.budget_chart_title(v, at),
    unspent: (v) => m.budget_chart_unspent(v, at),
    one: (v) => m.budget_chart_one(v, at),
    all: (v) => m.budget_chart_all(v, at),
  });
}
