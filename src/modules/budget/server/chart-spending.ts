import type { Chart, Locale } from '#kernel/chart';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { Spending } from '../domain/spending.ts';
import { spendingChart } from '../domain/spending-chart.ts';
import { readSpending } from './show-spending.ts';

/** What the town spent in three years, measured beside estimated. */
export async function chartSpending(tx: TownTx, until?: number): Promise<Chart | null> {
  return describeSpending(await readSpending(tx, until), tx.actor.locale);
}

/** The description that page and report share, in the words of a language; null where nothing is known. */
export function describeSpending(spending: Pick<Spending, 'years'>, locale: Locale): Chart | null {
  const at = { locale };
  return spendingChart(spending, locale, {
    unitName: m.budget_chart_unit({}, at),
    yearName: m.budget_spending_year({}, at),
    panelName: m.budget_spending_of({}, at),
    all: m.budget_spending_all_areas({}, at),
    measured: m.budget_certainty_measured({}, at),
    estimated: m.budget_certainty_estimated({}, at),
    title: (v) => m.budget_spending_chart_title(v, at),
    titleAtLeast: (v) => m.budget_spending_chart_title_at_least(v, at),
    one: (v) => m.budget_spending_chart_one(v, at),
    description: (v) => m.budget_spending_chart_all(v, at),
  });
}
