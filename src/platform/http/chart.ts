import { createHash } from 'node:crypto';
import { type Chart, chartTable } from '#kernel/chart';
import type { ChartView } from '#kernel/chart-route';
import type { AnyRoute, RouteInput, RouteOutput } from '#kernel/route';
import { renderPageSvg } from '../charts/page-svg.ts';
import type { TownTx } from '../tx.ts';
import { townThen } from './bind.ts';

/** Binds a chart route: the module describes, picture and table are made of that one description. */
export const chart = <R extends AnyRoute>(
  contract: R,
  describe: (tx: TownTx, input: RouteInput<R>) => Promise<Chart | null>,
) =>
  townThen(contract, describe, async (described, input, context) => {
    const view = described ? await drawn(described, (input as { width: number }).width) : NOTHING;
    // Kept by the asking browser alone and asked for again each time; the same picture is not sent twice.
    context.answer.set('cache-control', 'private, no-cache');
    context.answer.set(
      'etag',
      `W/"${createHash('sha256').update(JSON.stringify(view)).digest('base64url')}"`,
    );
    return view as RouteOutput<R>;
  });

const NOTHING: ChartView = { title: '', description: '', svg: '', columns: [], rows: [] };

async function drawn({ title, description, spec }: Chart, width: number): Promise<ChartView> {
  const { columns, rows } = chartTable(spec);
  return {
    title,
    description,
    svg: await renderPageSvg(spec, width),
    columns: [...columns],
    rows: rows.map(({ key, cells }) => ({ key, cells: [...cells] })),
  };
}
