import type { Chart } from '#kernel/chart';
import { formatDate, type LocalDate } from '#kernel/dates';
import type { RouteInput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { effectContract as contract } from '../contract.ts';
import { isReached, trendOf } from '../domain/effect.ts';
import { indicatorChart } from '../domain/indicator-chart.ts';
import { type IndicatorView, showIndicator } from './indicator.ts';
import { unitWord } from './unit-word.ts';

/** The series of a measure's indicator with its baseline and target; null without a value. */
export async function chartIndicator(
  tx: TownTx,
  input: RouteInput<typeof contract.chart>,
): Promise<Chart | null> {
  const { indicator } = await showIndicator(tx, input);
  return indicator && pointsOf(indicator).length > 0 ? describe(tx, indicator) : null;
}

/** Baseline first, unless a value of that day or an earlier one stands for it. */
function pointsOf({ baseline, baselineOn, values }: IndicatorView): { on: string; value: number }[] {
  const own = values.map(({ measuredOn, value }) => ({ on: measuredOn, value }));
  const before = baseline !== null && baselineOn && (own[0] === undefined || baselineOn < own[0].on);
  return before ? [{ on: baselineOn, value: baseline }, ...own] : own;
}

function describe(tx: TownTx, indicator: IndicatorView): Chart {
  const { locale } = tx.actor;
  const at = { locale };
  const points = pointsOf(indicator);
  const last = points.at(-1)?.value ?? 0;
  const trend = trendOf(
    indicator.better,
    points.map(({ value }) => value),
  );
  const show = (value: number) => unitWord(value, indicator.unit, locale);
  const words = { now: show(last), target: show(indicator.target) };
  const title = isReached(indicator, last)
    ? m.effect_chart_reached(words, at)
    : trend === 'better'
      ? m.effect_chart_better(words, at)
      : trend === 'worse'
        ? m.effect_chart_worse(words, at)
        : m.effect_chart_open(words, at);
  return indicatorChart({
    locale,
    title,
    dateName: m.effect_chart_day({}, at),
    valueName: m.effect_chart_value({}, at),
    targetName: m.effect_target({}, at),
    target: indicator.target,
    points: points.map(({ on, value }) => ({ key: on, name: formatDate(on as LocalDate, locale), value })),
    unit: indicator.unit === 'percent' ? '%' : indicator.unit === 'euros' ? '€' : '',
    describe: (values) => m.effect_chart_all({ values }, at),
  });
}
