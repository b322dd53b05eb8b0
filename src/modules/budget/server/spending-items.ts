import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { COST_AREAS } from '../domain/spending.ts';

const words = z.strictObject({ de: z.string().min(1).max(120), en: z.string().min(1).max(120) });
const item = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{1,59}$/),
  area: z.enum(COST_AREAS).exclude(['unassigned']),
  title: words,
  help: words,
});
export type SpendingItem = z.infer<typeof item>;

const catalogue = z.strictObject({ edition: z.string().regex(/^\d{4}-\d{2}$/), items: z.array(item).min(1) });

/** The usual items from what a file says; throws with every place at fault. */
export function parseSpendingItems(raw: unknown, file: string): readonly SpendingItem[] {
  const parsed = catalogue.safeParse(raw);
  if (!parsed.success)
    throw new Error(
      `${file}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
    );
  const { items } = parsed.data;
  const twice = items.find(({ key }, at) => items.findIndex((other) => other.key === key) !== at);
  if (twice) throw new Error(`${file}: ${twice.key} stands there twice`);
  return items;
}

const FILE = 'spending/items.yaml';
let known: readonly SpendingItem[] | undefined;

/** What the guided entry asks for, as delivered; read once. */
export function spendingItems(): readonly SpendingItem[] {
  if (!known) {
    const text = readFileSync(join(import.meta.dirname, '../../../../catalogues', FILE), 'utf8');
    known = parseSpendingItems(parse(text), `catalogues/${FILE}`);
  }
  return known;
}
