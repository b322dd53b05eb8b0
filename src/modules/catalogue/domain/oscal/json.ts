import type { ForeignFault, ForeignFaultCode, Json, JsonObject } from '../foreign-catalogue.ts';

/** What a document may hold at most. The largest known catalogue has 4 MB, 150,000 values and 14 levels. */
export const documentLimits = {
  bytes: 32_000_000,
  depth: 64,
  values: 2_000_000,
  textLength: 1_000_000,
} as const;

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Collects faults with their place; every fault is named, not only the first. */
export class FaultCollector {
  readonly faults: ForeignFault[] = [];
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  add(path: string, code: ForeignFaultCode, params: ForeignFault['params'] = {}): void {
    this.faults.push({ file: this.file, path, code, params });
  }
}

/** Parses a JSON text within the limits, or names the fault. The byte order mark of some editors is no fault. */
export function parseJson(text: string, file: string): { value: Json } | { faults: ForeignFault[] } {
  const collector = new FaultCollector(file);
  if (text.length > documentLimits.bytes) {
    collector.add('', 'too_large', { max: documentLimits.bytes / 1_000_000 });
    return { faults: collector.faults };
  }
  let value: Json;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch {
    collector.add('', 'not_json', jsonPlace(text));
    return { faults: collector.faults };
  }
  checkLimits(value, collector);
  return collector.faults.length > 0 ? { faults: collector.faults } : { value };
}

/** Whoever saved half a file wants to know where it ends. */
function jsonPlace(text: string): ForeignFault['params'] {
  return { start: text.slice(0, 40).replaceAll(/\s+/g, ' '), length: text.length };
}

/** A null character or half a character, as a broken program leaves them; no database keeps either. */
const unstorable = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed();

/** Depth, number of values, length and characters of texts; walks without recursion, so that depth cannot exhaust the stack. */
export function checkLimits(value: Json, collector: FaultCollector): void {
  const open: { value: Json; depth: number; path: string }[] = [{ value, depth: 0, path: '' }];
  let values = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (++values > documentLimits.values) {
      collector.add('', 'too_many_values', { max: documentLimits.values });
      return;
    }
    if (next.depth > documentLimits.depth) {
      collector.add(next.path, 'too_deep', { max: documentLimits.depth });
      return;
    }
    if (typeof next.value === 'string') {
      if (next.value.length > documentLimits.textLength && !next.path.includes('base64'))
        collector.add(next.path, 'text_too_long', { max: documentLimits.textLength });
      if (unstorable(next.value)) collector.add(next.path, 'character');
      continue;
    }
    if (typeof next.value !== 'object' || next.value === null) continue;
    const depth = next.depth + 1;
    if (Array.isArray(next.value))
      for (const [at, entry] of next.value.entries())
        open.push({ value: entry, depth, path: `${next.path}[${at}]` });
    else
      for (const [key, entry] of Object.entries(next.value)) {
        if (unstorable(key)) collector.add(next.path, 'character');
        open.push({ value: entry, depth, path: next.path === '' ? key : `${next.path}.${key}` });
      }
  }
}

/** The object without these keys. Copies own keys as they are, `__proto__` included. */
export const without = (object: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/** The entries that say something: no nulls, no empty lists. */
export const filled = (object: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(object).filter(
      (entry): entry is [string, Json] =>
        entry[1] !== undefined && entry[1] !== null && !(Array.isArray(entry[1]) && entry[1].length === 0),
    ),
  );

/** Equal in content; the order of keys does not matter. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((entry, at) => sameJson(entry, other[at]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  );
}
