/** What every chart of the interface is asked with and answers. */
import { z } from 'zod';
import { READERS } from './functions.ts';
import { route, type Summary } from './route.ts';

/** Width in px the picture is drawn for: a narrow one is laid out anew, not shrunk. */
const width = z.coerce.number().int().min(280).max(1200).default(680);

/** All empty while there is nothing to draw. */
export const chartView = z.object({
  /** States the finding. */
  title: z.string(),
  /** The picture in words. */
  description: z.string(),
  /** Without script and style; colours by custom properties with light ones to fall back on. */
  svg: z.string(),
  columns: z.array(z.object({ title: z.string(), align: z.enum(['start', 'end']) })),
  rows: z.array(z.object({ key: z.string(), cells: z.array(z.string()) })),
});
export type ChartView = z.infer<typeof chartView>;

interface ChartDefinition<S extends z.ZodRawShape> {
  path: `/${string}`;
  summary: Summary;
  tag: string;
  input: z.ZodObject<S>;
}

/** A chart with its table, read by whoever reads the chain. */
export const chartRoute = <S extends z.ZodRawShape>(def: ChartDefinition<S>) =>
  route({
    ...def,
    method: 'GET',
    may: READERS,
    input: def.input.extend({ width }) as unknown as z.ZodObject<S & { width: typeof width }>,
    output: chartView,
  });
