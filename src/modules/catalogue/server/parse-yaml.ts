import { UnreadableFile } from '#platform/import/kind';
import { yamlToJson } from '#platform/import/yaml';
import type { ForeignFault, Json } from '../domain/foreign-catalogue.ts';
import { FaultCollector, parseJson } from '../domain/oscal/json.ts';

/** The largest known library has 2 MB. */
const LARGEST = 8_000_000;
const TEXT_KEYS = ['ref_id', 'version', 'name', 'oscal-version'];

/** Parses YAML within bounds of size, depth, memory and time. Only plain data; faults name line and column. */
export async function parseYaml(
  text: string,
  file: string,
): Promise<{ value: Json } | { faults: ForeignFault[] }> {
  const faults = new FaultCollector(file);
  if (text.length > LARGEST) {
    faults.add('', 'too_large', { max: LARGEST / 1_000_000 });
    return { faults: faults.faults };
  }
  try {
    const parsed = await yamlToJson(text, TEXT_KEYS);
    if ('json' in parsed) return parseJson(parsed.json, file);
    for (const { line, column, text: said } of parsed.faults)
      faults.add(line > 0 ? `${line}:${column}` : '', 'not_yaml', { text: said });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    faults.add('', 'unreadable');
  }
  return { faults: faults.faults };
}
