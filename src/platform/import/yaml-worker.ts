/** The process that parses YAML: from its first argument into JSON at its second; further arguments are text keys. */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Document, isMap, isScalar, parseDocument, visit } from 'yaml';
import type { YamlFault } from './yaml.ts';

const [source = '', target = '', ...textKeys] = process.argv.slice(2);
const MOST_ALIASES = 100;
const MOST_FAULTS = 20;

function faultsOf(document: Document.Parsed): YamlFault[] {
  const faults = [...document.errors, ...document.warnings].map(({ message, linePos }): YamlFault => {
    const [first] = linePos ?? [];
    return { line: first?.line ?? 0, column: first?.col ?? 0, text: message.split('\n')[0] ?? '' };
  });
  return faults.slice(0, MOST_FAULTS);
}

/** The parser would compare each key with all before it; here each is looked at once. */
function duplicateKeys(document: Document.Parsed): YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name))
          faults.push({ line: 0, column: 0, text: `Map keys must be unique: ${String(name)}` });
        seen.add(name);
      }
    },
  });
  return faults.slice(0, MOST_FAULTS);
}

/** 4.10 is a number of a paragraph, not four and a tenth. */
function keepTexts(document: Document.Parsed): void {
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !textKeys.includes(String(key.value)) || !isScalar(value)) return;
      if (typeof value.value === 'number' && value.source !== undefined) value.value = value.source;
    },
  });
}

function reply(): { faults: YamlFault[] } {
  try {
    const document = parseDocument(readFileSync(source, 'utf8'), {
      uniqueKeys: false,
      stringKeys: true,
      logLevel: 'error',
    });
    const faults = faultsOf(document);
    if (faults.length === 0) faults.push(...duplicateKeys(document));
    if (faults.length > 0) return { faults };
    keepTexts(document);
    const value: unknown = isMap(document.contents) ? document.toJS({ maxAliasCount: MOST_ALIASES }) : null;
    writeFileSync(target, JSON.stringify(value), { mode: 0o600 });
    return { faults: [] };
  } catch (error) {
    return { faults: [{ line: 0, column: 0, text: (error as Error).message }] };
  }
}
process.send?.(reply(), () => process.exit(0));
