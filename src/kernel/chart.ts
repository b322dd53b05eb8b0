/** One option per kind of chart, shared by page and report. Titles and tables stand outside the picture. */
import type { EChartsCoreOption } from 'echarts/core';

/** Level reached against target, 0-5, one bar per group with the target as a mark. */
export interface LevelChart {
  readonly kind: 'levels';
  readonly locale: 'de' | 'en';
  readonly levelName: string;
  readonly targetName: string;
  /** Stands where a bar would begin when there is no level. */
  readonly unratedName: string;
  readonly groups: readonly {
    readonly name: string;
    readonly level: number | null;
    readonly target: number | null;
  }[];
}

/** Amounts in cents per year, side by side, one series per name. */
export interface YearChart {
  readonly kind: 'years';
  readonly locale: 'de' | 'en';
  readonly unitName: string;
  readonly years: readonly number[];
  readonly series: readonly { readonly name: string; readonly cents: readonly number[] }[];
}

/** Amounts in cents per year, stacked, with the frame of each year as a mark. */
export interface BudgetChart {
  readonly kind: 'budget';
  readonly locale: 'de' | 'en';
  readonly unitName: string;
  readonly frameName: string;
  readonly years: readonly number[];
  readonly series: readonly { readonly name: string; readonly cents: readonly number[] }[];
  readonly frameCents: readonly (number | null)[];
}

export type ChartSpec = LevelChart | YearChart | BudgetChart;

const INK = '#171a2b';
const QUIET = '#5b6075';
const LINE = '#d5d8e3';
const MARK = '#a8320a';
const COLOURS = ['#2850a0', '#8fb0e6', '#5b6075', '#c9a227'];
const WIDTH = 680;

// Told apart without colour, in grey print as well: plain, stripes one way, dots, stripes the other way.
const DECALS = [
  { symbol: 'none' },
  {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: -Math.PI / 4,
    color: 'rgba(23,26,43,0.45)',
  },
  {
    symbol: 'circle',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.6,
    color: 'rgba(255,255,255,0.7)',
  },
  {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: Math.PI / 4,
    color: 'rgba(23,26,43,0.45)',
  },
];

const text = { fontFamily: 'Fira Sans', fontSize: 13, color: INK };
const base = { animation: false, textStyle: text, color: COLOURS, backgroundColor: 'transparent' };
const legend = (top: boolean) => ({
  show: top,
  top: 0,
  left: 0,
  icon: 'rect',
  itemWidth: 22,
  itemHeight: 12,
  itemGap: 14,
  textStyle: text,
  selectedMode: false,
});

const style = (index: number) => ({
  color: COLOURS[index % COLOURS.length],
  decal: DECALS[index % DECALS.length],
});

/** What ECharts draws; pure apart from number formatting by locale. */
export function chartOption(spec: ChartSpec): EChartsCoreOption {
  return spec.kind === 'levels' ? levelOption(spec) : moneyOption(spec);
}

/** Size in px the chart needs so that no label is cut: bars of levels grow downwards with their number. */
export function chartSize(spec: ChartSpec): { readonly width: number; readonly height: number } {
  return { width: WIDTH, height: spec.kind === 'levels' ? 78 + spec.groups.length * 26 : 250 };
}

function levelOption(spec: LevelChart): EChartsCoreOption {
  const digits = spec.groups.every(({ level }) => Number.isInteger(level ?? 0)) ? 0 : 1;
  const decimal = new Intl.NumberFormat(spec.locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const bar = (level: number | null) => {
    const name = level === null ? spec.unratedName : decimal.format(level);
    // A bar too short for its figure has it beside it.
    const place =
      (level ?? 0) < 0.5 ? { position: 'right', color: QUIET } : { position: 'insideLeft', color: '#ffffff' };
    return { value: level ?? 0, label: { show: true, ...text, fontSize: 11, formatter: name, ...place } };
  };
  return {
    ...base,
    legend: legend(true),
    grid: { left: 270, right: 48, top: 34, bottom: 28 },
    xAxis: {
      type: 'value',
      min: 0,
      max: 5,
      interval: 1,
      axisLabel: { ...text, color: QUIET },
      splitLine: { lineStyle: { color: LINE } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: spec.groups.map((group) => group.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: QUIET } },
      axisLabel: { ...text, width: 255, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        name: spec.levelName,
        barWidth: 14,
        itemStyle: style(0),
        data: spec.groups.map(({ level }) => bar(level)),
      },
      {
        type: 'scatter',
        name: spec.targetName,
        symbol: 'rect',
        symbolSize: [4, 22],
        itemStyle: { color: MARK },
        data: spec.groups.map((group, index) => [group.target, index]),
        z: 3,
      },
    ],
  };
}

/** Amounts per year: stacked with frame marks for a budget, side by side otherwise. */
function moneyOption(spec: YearChart | BudgetChart): EChartsCoreOption {
  const whole = new Intl.NumberFormat(spec.locale, { maximumFractionDigits: 0 });
  const thousands = (cents: number) => cents / 100_000;
  const stacked = spec.kind === 'budget';
  const names = [...spec.series.map(({ name }) => name), ...(stacked ? [spec.frameName] : [])];
  const legendWraps = names.reduce((width, name) => width + name.length * 6.2 + 40, 0) > WIDTH;
  const bars = spec.series.map((series, index) => ({
    type: 'bar',
    name: series.name,
    ...(stacked ? { stack: 'cost', barWidth: '46%' } : { barMaxWidth: 46 }),
    itemStyle: style(index),
    data: series.cents.map(thousands),
  }));
  const frame = stacked && {
    type: 'scatter',
    name: spec.frameName,
    symbol: 'rect',
    symbolSize: [96, 4],
    itemStyle: { color: MARK },
    data: spec.frameCents.map((cents, index) => [index, cents === null ? null : thousands(cents)]),
    z: 3,
  };
  return {
    ...base,
    legend: legend(true),
    grid: { left: 66, right: 12, top: legendWraps ? 82 : 62, bottom: 28 },
    xAxis: {
      type: 'category',
      data: spec.years.map(String),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: QUIET } },
      axisLabel: text,
    },
    yAxis: {
      type: 'value',
      name: spec.unitName,
      nameLocation: 'end',
      nameTextStyle: { ...text, color: QUIET, align: 'left', padding: [0, 0, 0, -60] },
      axisLabel: { ...text, color: QUIET, formatter: (value: number) => whole.format(value) },
      splitLine: { lineStyle: { color: LINE } },
    },
    series: frame ? [...bars, frame] : bars,
  };
}
