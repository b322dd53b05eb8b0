/** How a chart is drawn: the ECharts option of a description. Titles and tables stand outside the picture. */
import type { EChartsCoreOption } from 'echarts/core';
import {
  type ChartSpec,
  type CountChart,
  countFormat,
  type LevelChart,
  levelFormat,
  type MoneyChart,
  type MoneyPanel,
  type TrendChart,
  trendFormat,
} from './chart.ts';

/** Colours by role; a page gives custom properties, so that one picture serves every theme. */
export interface Paint {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  /** Targets and frames. */
  readonly mark: string;
  /** First series and edge of the second. */
  readonly full: string;
  readonly onFull: string;
  readonly pale: string;
  /** Ranks, the highest first, and what is written on them. */
  readonly ranks: readonly { readonly fill: string; readonly on: string }[];
  /** Between neighbouring fields. */
  readonly ground: string;
  /** Width of the ground around words that lie on the grid; print has none, its engine paints it over the letters. */
  readonly halo: number;
}

export const PRINT: Paint = {
  ink: '#171a2b',
  quiet: '#5b6075',
  line: '#d5d8e3',
  mark: '#a8320a',
  full: '#2850a0',
  onFull: '#ffffff',
  pale: '#c9d8f3',
  ranks: [
    { fill: '#16305f', on: '#ffffff' },
    { fill: '#3f67b8', on: '#ffffff' },
    { fill: '#9bb6e6', on: '#171a2b' },
    { fill: '#dfe8f8', on: '#171a2b' },
  ],
  ground: '#ffffff',
  halo: 0,
};

export const PRINT_WIDTH = 680;
const FONT = 13;
/** Mean width of a letter of Fira Sans at that size, a little generous so that nothing is cut. */
const LETTER = 6.5;
const BAR = 16;

interface Sheet {
  readonly width: number;
  readonly paint: Paint;
}

const text = (color: string) => ({ fontFamily: 'Fira Sans', fontSize: FONT, color });
const inert = { silent: true, emphasis: { disabled: true }, clip: false } as const;
const widest = (names: readonly string[]): number => Math.max(0, ...names.map((n) => n.length)) * LETTER;

/** Lines that a legend of these names takes at a width. */
function legendLines(names: readonly string[], width: number): number {
  let lines = 1;
  let used = 0;
  for (const name of names) {
    const own = name.length * LETTER + 40;
    if (used > 0 && used + own > width) {
      lines += 1;
      used = 0;
    }
    used += own;
  }
  return lines;
}

const legendHeight = (names: readonly string[], width: number): number => legendLines(names, width) * 22 + 10;

const legend = (names: readonly string[], { paint }: Sheet) => ({
  show: true,
  top: 0,
  left: 1,
  padding: 0,
  itemStyle: { borderWidth: 1 },
  itemWidth: 20,
  itemHeight: 12,
  itemGap: 14,
  icon: 'rect',
  selectedMode: false,
  data: names,
  textStyle: text(paint.ink),
});

const base = ({ paint }: Sheet) => ({
  animation: false,
  textStyle: text(paint.ink),
  backgroundColor: 'transparent',
});

/** Height in px the chart needs at a width so that no label is cut. */
export function chartHeight(spec: ChartSpec, width: number): number {
  if (spec.kind === 'money') return moneyLayout(spec, width).height;
  if (spec.kind === 'trend') return trendTop(spec, width) + TREND_PLOT + TREND_FOOT;
  const { top, rowHeight } = rowLayout(spec, width);
  return top + spec.groups.length * rowHeight + (spec.kind === 'levels' ? 28 : 6);
}

/** What ECharts draws. */
export function chartOption(spec: ChartSpec, sheet: Sheet): EChartsCoreOption {
  if (spec.kind === 'money') return moneyOption(spec, sheet);
  if (spec.kind === 'trend') return trendOption(spec, sheet);
  return spec.kind === 'levels' ? levelOption(spec, sheet) : countOption(spec, sheet);
}

/** Names stand left of their bars, or above them where they would take too much of the width. */
function rowLayout(spec: LevelChart | CountChart, width: number) {
  const names = widest(spec.groups.map(({ name }) => name));
  const above = names + 12 > width * 0.48;
  const series = spec.kind === 'levels' ? [spec.levelName, spec.targetName] : spec.ranks;
  return {
    above,
    left: above ? 6 : names + 12,
    top: legendHeight(series, width),
    rowHeight: above ? 44 : 28,
    series,
  };
}

/** Where names stand above, each takes a line of its own between the bars. */
function rowAxes(spec: LevelChart | CountChart, { width, paint }: Sheet) {
  const { above, left, top } = rowLayout(spec, width);
  const names = spec.groups.map(({ name }) => name);
  const lines = <T>(of: readonly T[], blank: T): T[] => (above ? of.flatMap((one) => [blank, one]) : [...of]);
  return {
    lines,
    lineOf: (group: number) => (above ? group * 2 + 1 : group),
    grid: {
      left,
      right: spec.kind === 'levels' ? 12 : spec.unit ? 48 : 34,
      top,
      bottom: spec.kind === 'levels' ? 28 : 6,
      outerBoundsMode: 'none',
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: above ? names.flatMap((name) => [name, '']) : names,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: paint.quiet } },
      axisLabel: {
        ...text(paint.ink),
        interval: 0,
        inside: above,
        margin: above ? 0 : 8,
        // Names above their bars lie on the grid, which must not run through them.
        ...(above ? { textBorderColor: paint.ground, textBorderWidth: paint.halo } : {}),
      },
      z: 4,
    },
  };
}

function levelOption(spec: LevelChart, sheet: Sheet): EChartsCoreOption {
  const { paint } = sheet;
  const { grid, yAxis, lines, lineOf } = rowAxes(spec, sheet);
  return {
    ...base(sheet),
    legend: legend([spec.levelName, spec.targetName], sheet),
    grid,
    yAxis,
    xAxis: {
      type: 'value',
      min: 0,
      max: 5,
      interval: 1,
      axisLabel: text(paint.quiet),
      splitLine: { lineStyle: { color: paint.line } },
    },
    series: [
      {
        ...inert,
        type: 'bar',
        name: spec.levelName,
        barWidth: BAR,
        itemStyle: { color: paint.full },
        data: lines(levelBars(spec, paint), null),
      },
      {
        ...inert,
        type: 'scatter',
        name: spec.targetName,
        symbol: 'rect',
        symbolSize: [4, BAR + 6],
        itemStyle: { color: paint.mark, opacity: 1 },
        data: spec.groups.map(({ target }, group) => [target, lineOf(group)]),
        z: 5,
      },
    ],
  };
}

function levelBars(spec: LevelChart, paint: Paint) {
  const format = levelFormat(spec);
  return spec.groups.map(({ level }) => {
    // A bar too short for its figure has it beside it.
    const place =
      (level ?? 0) < 0.5
        ? { position: 'right', ...text(paint.quiet) }
        : { position: 'insideLeft', ...text(paint.onFull) };
    const formatter = level === null ? spec.unratedName : format(level);
    return { value: level ?? 0, label: { show: true, ...place, fontSize: 12, formatter } };
  });
}

function countOption(spec: CountChart, sheet: Sheet): EChartsCoreOption {
  const { paint } = sheet;
  const { grid, yAxis, lines } = rowAxes(spec, sheet);
  const totals = spec.groups.map(({ counts }) => counts.reduce((a, b) => a + b, 0));
  const bar = { ...inert, type: 'bar', stack: 'all', barWidth: BAR + 2 } as const;
  const count = countFormat(spec);
  const inside = spec.ranks.length > 1;
  return {
    ...base(sheet),
    legend: legend(spec.ranks, sheet),
    grid,
    yAxis,
    xAxis: { type: 'value', min: 0, max: Math.max(1, ...totals), show: false },
    series: [
      ...spec.ranks.map((name, rank) => {
        const look = paint.ranks[rank] ?? { fill: paint.quiet, on: paint.ground };
        return {
          ...bar,
          name,
          itemStyle: { color: look.fill, borderColor: paint.full, borderWidth: 1 },
          data: lines(
            spec.groups.map(({ counts }) => counted(counts[rank] ?? 0, inside ? look.on : null)),
            null,
          ),
        };
      }),
      {
        ...bar,
        itemStyle: { color: 'transparent' },
        data: lines(
          totals.map((total) => ({
            value: 0,
            label: {
              show: true,
              position: 'right',
              ...text(paint.ink),
              formatter: spec.unit ? count(total) : `${total}`,
            },
          })),
          null,
        ),
      },
    ],
  };
}

/** A field of a bar with its figure inside; without a colour the figure stands elsewhere. */
const counted = (value: number, color: string | null) => ({
  value,
  label: { show: value > 0 && color !== null, ...text(color ?? ''), fontSize: 12 },
});

/** Panels side by side, beneath each other where they would get too narrow. */
function moneyLayout(spec: MoneyChart, width: number) {
  const columns = width >= 560 ? spec.panels.length : 1;
  const names = [...spec.series, ...(spec.frame ? [spec.frame.name] : [])];
  const head = legendHeight(names, width);
  const one = { left: 58, gap: 24, title: 46, plot: columns > 1 ? 170 : 150, foot: columns > 1 ? 30 : 48 };
  const each = (width - one.gap * (columns - 1)) / columns;
  const line = one.title + one.plot + one.foot;
  return {
    names,
    height: head + Math.ceil(spec.panels.length / columns) * line,
    panels: spec.panels.map((_, at) => ({
      left: (at % columns) * (each + one.gap) + one.left,
      top: head + Math.floor(at / columns) * line + one.title,
      width: each - one.left - 4,
      height: one.plot,
    })),
  };
}

const thousands = (cents: number): number => cents / 100_000;

/** A full step above the highest amount, so that all panels share one scale. */
function ceiling(spec: MoneyChart): number {
  const tops = spec.panels.flatMap((panel) =>
    spec.years.flatMap((_, year) => {
      const amounts = panel.cents.map((byYear) => byYear[year] ?? 0);
      const high = spec.frame ? amounts.reduce((a, b) => a + b, 0) : Math.max(...amounts);
      return [high, panel.frameCents[year] ?? 0];
    }),
  );
  const top = Math.max(1, ...tops.map(thousands));
  const step = 10 ** Math.floor(Math.log10(top));
  const fine = top / step <= 2 ? step / 2 : top / step <= 5 ? step : step * 2;
  return Math.ceil(top / fine) * fine;
}

function moneyOption(spec: MoneyChart, sheet: Sheet): EChartsCoreOption {
  const { paint } = sheet;
  const { names, panels } = moneyLayout(spec, sheet.width);
  const whole = new Intl.NumberFormat(spec.locale === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 0 });
  const max = ceiling(spec);
  return {
    ...base(sheet),
    legend: legend(names, sheet),
    title: spec.panels.map((panel, at) => ({
      text: panel.name,
      subtext: spec.unitName,
      left: (panels[at]?.left ?? 0) - 58,
      top: (panels[at]?.top ?? 0) - 46,
      padding: 0,
      itemGap: 3,
      textStyle: { ...text(paint.ink), fontWeight: 600 },
      subtextStyle: { ...text(paint.quiet), fontSize: 12 },
    })),
    grid: panels.map((place) => ({ ...place, outerBoundsMode: 'none' })),
    xAxis: spec.panels.map((_, gridIndex) => ({
      gridIndex,
      type: 'category',
      data: spec.years.map(String),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: paint.quiet } },
      axisLabel: { ...text(paint.ink), interval: 0 },
    })),
    yAxis: spec.panels.map((_, gridIndex) => ({
      gridIndex,
      type: 'value',
      max,
      splitNumber: 4,
      // The scale is written in whole numbers.
      minInterval: 1,
      axisLabel: { ...text(paint.quiet), formatter: (value: number) => whole.format(value) },
      splitLine: { lineStyle: { color: paint.line } },
    })),
    series: spec.panels.flatMap((panel, at) => panelSeries(spec, panel, at, sheet, panels[at]?.width ?? 0)),
  };
}

function panelSeries(spec: MoneyChart, panel: MoneyPanel, at: number, { paint }: Sheet, width: number) {
  const axes = { xAxisIndex: at, yAxisIndex: at };
  const slot = width / spec.years.length;
  const bars = spec.series.map((name, series) => ({
    ...inert,
    ...axes,
    type: 'bar',
    name,
    ...(spec.frame ? { stack: `cost${at}` } : { barGap: '12%' }),
    barWidth: Math.min(spec.frame ? 44 : 30, Math.round(slot * (spec.frame ? 0.5 : 0.34))),
    itemStyle: { color: series === 0 ? paint.full : paint.pale, borderColor: paint.full, borderWidth: 1 },
    // Nothing has no bar, not even its edge.
    data: (panel.cents[series] ?? []).map((cents) => (cents === 0 ? null : thousands(cents))),
  }));
  if (!spec.frame) return bars;
  const mark = {
    ...inert,
    ...axes,
    type: 'scatter',
    name: spec.frame.name,
    symbol: 'rect',
    symbolSize: [Math.min(64, Math.round(slot * 0.78)), 4],
    itemStyle: { color: paint.mark, opacity: 1 },
    data: panel.frameCents.flatMap((cents, year) => (cents === null ? [] : [[year, thousands(cents)]])),
    z: 5,
  };
  return [...bars, mark];
}

const [TREND_PLOT, TREND_FOOT] = [170, 30];
const trendTop = (spec: TrendChart, width: number): number =>
  legendHeight([spec.valueName, spec.targetName], width) + 16;

/** A line of the values; every point has its figure while there is room, else the first and the last. */
function trendOption(spec: TrendChart, sheet: Sheet): EChartsCoreOption {
  const { paint, width } = sheet;
  const format = trendFormat(spec);
  const names = [spec.valueName, ...(spec.target === null ? [] : [spec.targetName])];
  const step = Math.max(1, Math.ceil((spec.points.length * 84) / Math.max(1, width - 60)));
  const labelled = (at: number) =>
    step === 1 ||
    at === 0 ||
    at === spec.points.length - 1 ||
    (at % step === 0 && at < spec.points.length - step);
  const top = Math.max(1, spec.target ?? 0, ...spec.points.map(({ value }) => value));
  return {
    ...base(sheet),
    legend: legend(names, sheet),
    grid: { left: 46, right: 40, top: trendTop(spec, width), bottom: TREND_FOOT, outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: spec.points.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: paint.quiet } },
      axisLabel: { ...text(paint.ink), fontSize: 12, interval: labelled },
    },
    yAxis: {
      type: 'value',
      min: (extent: { min: number }) => Math.min(0, extent.min),
      max: spec.unit === '%' && top <= 100 ? 100 : Math.ceil(top * 1.1),
      splitNumber: 4,
      axisLabel: text(paint.quiet),
      splitLine: { lineStyle: { color: paint.line } },
    },
    series: [
      {
        ...inert,
        type: 'line',
        name: spec.valueName,
        symbol: 'rect',
        symbolSize: 7,
        lineStyle: { color: paint.full, width: 2 },
        itemStyle: { color: paint.full },
        data: spec.points.map(({ value }, at) => ({
          value,
          label: {
            show: labelled(at),
            position: 'top',
            ...text(paint.ink),
            fontSize: 12,
            textBorderColor: paint.ground,
            textBorderWidth: paint.halo,
            formatter: format(value),
          },
        })),
      },
      ...(spec.target === null ? [] : [targetLine(spec, paint)]),
    ],
  };
}

const targetLine = (spec: TrendChart, paint: Paint) => ({
  ...inert,
  type: 'line',
  name: spec.targetName,
  symbol: spec.points.length > 1 ? 'none' : 'rect',
  symbolSize: [28, 4],
  lineStyle: { color: paint.mark, width: 2, type: 'dashed' },
  itemStyle: { color: paint.mark },
  data: spec.points.map(() => spec.target),
});
