import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseSupportTable, type SupportEntry } from '../domain/support-end.ts';

const FILE = 'support/end-of-support.yaml';
let known: readonly SupportEntry[] | undefined;

/** When makers end the support of their products, as delivered; read once. */
export function supportTable(): readonly SupportEntry[] {
  if (known) return known;
  const text = readFileSync(join(import.meta.dirname, '../../../../catalogues', FILE), 'utf8');
  const parsed = parseSupportTable(parse(text));
  if ('faults' in parsed) throw new Error(`catalogues/${FILE}: ${parsed.faults.join('; ')}`);
  known = parsed.entries;
  return known;
}
