import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RouteOutput } from '#kernel/route';
import type { inventoryContract as contract } from '../contract.ts';
import type { SupportEntry } from '../domain/support-end.ts';

const FILE = 'support/end-of-support.yaml';

const entry = z.strictObject({
  product: z.string().min(1).max(200),
  of: z.enum(['system', 'software']),
  pattern: z.string().min(3),
  ends: z.iso.date(),
  /** End of paid extensions, where the maker sells them. */
  extended: z.iso.date().optional(),
  source: z.string().min(3),
  as_of: z.iso.date(),
  confirmed: z.boolean().default(true),
});
const table = z.strictObject({ entries: z.array(entry).min(1) });

let known: readonly SupportEntry[] | undefined;

/** When makers end the support of their products, as delivered; read once. A faulty table is refused with its places. */
export function supportTable(): readonly SupportEntry[] {
  if (known) return known;
  const text = readFileSync(join(import.meta.dirname, '../../../../catalogues', FILE), 'utf8');
  const parsed = table.safeParse(parse(text));
  if (!parsed.success)
    throw new Error(
      `catalogues/${FILE}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
    );
  known = parsed.data.entries.map((one) => ({ ...one, fits: new RegExp(one.pattern, 'i') }));
  return known;
}

/** The table as delivered, by name of the product. */
export const showSupportTable = async (): Promise<RouteOutput<typeof contract.supportTable>> => ({
  rows: supportTable()
    .map(({ product, ends, extended, source, as_of, confirmed }) => ({
      product,
      endsOn: ends,
      extendedOn: extended ?? null,
      source,
      asOf: as_of,
      confirmed,
    }))
    .sort((a, b) => a.product.localeCompare(b.product, 'de', { numeric: true })),
});
