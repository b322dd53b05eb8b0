/** Charts as SVG text, drawn on the server without a browser. */
import type { ChartSpec } from '#kernel/chart';
import { chartHeight, chartOption, type Paint, PRINT, PRINT_WIDTH } from '#kernel/chart-option';

/**
 * Draws a chart at a width in px, as high as its content needs.
 * The SVG carries neither title nor alternative text: the caller gives both, and the table behind it.
 */
export async function renderChartSvg(
  spec: ChartSpec,
  width = PRINT_WIDTH,
  paint: Paint = PRINT,
): Promise<string> {
  const { init } = await engine();
  const height = chartHeight(spec, width);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(chartOption(spec, { width, paint }));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

let loading: Promise<typeof import('echarts/core')> | undefined;

// Half a second and some 30 MB that a process which draws nothing should not pay.
function engine() {
  loading ??= (async () => {
    const [core, charts, components, renderers] = await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
    core.use([
      charts.BarChart,
      charts.LineChart,
      charts.ScatterChart,
      components.GridComponent,
      components.LegendComponent,
      components.TitleComponent,
      renderers.SVGRenderer,
    ]);
    return core;
  })();
  return loading;
}
