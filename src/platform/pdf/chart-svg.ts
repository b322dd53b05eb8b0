/** Charts as SVG text, drawn on the server without a browser. */
import { type ChartSpec, chartOption, chartSize } from '#kernel/chart';

/**
 * Draws a chart; size in px is the one its content needs unless given.
 * The SVG carries neither title nor alternative text: the caller gives both, and the table behind it.
 */
export async function renderChartSvg(spec: ChartSpec, size = chartSize(spec)): Promise<string> {
  const { init } = await engine();
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: size.width, height: size.height });
  try {
    chart.setOption(chartOption(spec));
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
      components.AriaComponent,
      renderers.SVGRenderer,
    ]);
    return core;
  })();
  return loading;
}
