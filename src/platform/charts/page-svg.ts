/** A chart for a page: theme by custom properties, nothing in it that a strict content policy refuses. */
import type { ChartSpec } from '#kernel/chart';
import { type Paint, PRINT } from '#kernel/chart-option';
import { renderChartSvg } from './chart-svg.ts';

// The names stand in src/ui-kit/styles/chart.css; outside our pages the printed colours hold.
const role = (name: string, printed: string): string => `var(--chart-${name}, ${printed})`;

const PAGE: Paint = {
  ink: role('ink', PRINT.ink),
  quiet: role('quiet', PRINT.quiet),
  line: role('line', PRINT.line),
  mark: role('mark', PRINT.mark),
  full: role('full', PRINT.full),
  onFull: role('on-full', PRINT.onFull),
  pale: role('pale', PRINT.pale),
  ranks: PRINT.ranks.map(({ fill, on }, at) => ({
    fill: role(`rank-${at + 1}`, fill),
    on: role(`on-rank-${at + 1}`, on),
  })),
  ground: role('ground', PRINT.ground),
  halo: 4,
};

/** SVG text for a page, drawn for a width in px. */
export const renderPageSvg = async (spec: ChartSpec, width: number): Promise<string> =>
  plainSvg(await renderChartSvg(spec, width, PAGE));

const SHAPES = new Set(['svg', 'g', 'rect', 'path', 'text', 'circle', 'line']);
const ATTRIBUTES =
  /^(xmlns|version|viewBox|width|height|x|y|d|r|cx|cy|x1|x2|y1|y2|transform|opacity|(fill|stroke)(-[a-z]+)?|font-[a-z]+|text-anchor|dominant-baseline|paint-order)$/;

/**
 * Style attributes become presentation attributes; style sheets, clips (nothing is drawn outside) and what serves the drawing library alone go.
 * Throws on any other element: what stands in a page as it is must be shapes and words only.
 */
export function plainSvg(svg: string): string {
  const bare = svg.replaceAll(/<(style|defs)\b[^>]*>[\s\S]*?<\/\1>/g, '').replaceAll(/\s*\n\s*/g, '');
  return bare.replaceAll(/<(\/?)([^\s/>]+)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*(\/?)>/g, tag).trim();
}

function tag(_: string, end: string, name: string, attributes: string, closed: string): string {
  if (!SHAPES.has(name)) throw new Error(`a chart contains <${name}>`);
  if (end) return `</${name}>`;
  const kept = [...attributes.matchAll(/([^\s=]+)="([^"]*)"/g)]
    .flatMap(([, key = '', value = '']) => (key === 'style' ? declarations(value) : [[key, value] as const]))
    .filter(([key]) => ATTRIBUTES.test(key))
    .map(([key, value]) => ` ${key}="${value}"`);
  return `<${name}${kept.join('')}${closed}>`;
}

const declarations = (style: string): (readonly [string, string])[] =>
  style
    .split(';')
    .filter(Boolean)
    .map((part) => {
      const at = part.indexOf(':');
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
    });
