import { isMap, isScalar, parseDocument, visit } from 'yaml';
import type { ForeignFault, Json } from '../domain/foreign-catalogue.ts';
import { checkLimits, FaultCollector } from '../domain/oscal/json.ts';

/** The largest known library has 2 MB; YAML takes twenty times as long to read as JSON. */
const LARGEST = 8_000_000;
const MOST_ALIASES = 100;
/** Kept as written: 4.10 is a number of a paragraph, not four and a tenth. */
const TEXT_KEYS = ['ref_id', 'version', 'name', 'oscal-version'];

/**
 * Parses YAML within bounds of size, depth and aliases. Only plain data: a tag of any kind, a key given twice or a
 * second document is a fault with line and column.
 */
export function parseYaml(text: string, file: string): { value: Json } | { faults: ForeignFault[] } {
  const faults = new FaultCollector(file);
  if (text.length > LARGEST) faults.add('', 'too_large', { max: LARGEST / 1_000_000 });
  else
    try {
      const value = toValue(text, faults);
      if (faults.faults.length === 0) checkLimits(value, faults);
      if (faults.faults.length === 0) return { value };
    } catch (error) {
      if (error instanceof RangeError) faults.add('', 'too_deep', { max: 64 });
      else if (error instanceof ReferenceError) faults.add('', 'not_yaml', { text: error.message });
      else throw error;
    }
  return { faults: faults.faults };
}

function toValue(text: string, faults: FaultCollector): Json {
  // Keys given twice are looked for below: the parser would compare each key with all before it.
  const document = parseDocument(text, { uniqueKeys: false, stringKeys: true, logLevel: 'error' });
  for (const { message, linePos } of [...document.errors, ...document.warnings].slice(0, 20)) {
    const [first] = linePos ?? [];
    faults.add(first ? `${first.line}:${first.col}` : '', 'not_yaml', { text: message.split('\n')[0] ?? '' });
  }
  if (faults.faults.length > 0) return null;
  visit(document, {
    Node(_, node) {
      if ('tag' in node && node.tag?.startsWith('!')) faults.add('', 'not_yaml', { text: node.tag });
    },
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name)) faults.add('', 'duplicate', { value: String(name), first: String(name) });
        seen.add(name);
      }
    },
    Pair(_, { key, value }) {
      if (!isScalar(key) || !TEXT_KEYS.includes(String(key.value)) || !isScalar(value)) return;
      if (typeof value.value === 'number' && value.source !== undefined) value.value = value.source;
    },
  });
  return isMap(document.contents) ? (document.toJS({ maxAliasCount: MOST_ALIASES }) as Json) : null;
}
