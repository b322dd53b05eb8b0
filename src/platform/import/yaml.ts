import { inProcess } from './sheet.ts';
import { withFolder } from './with-folder.ts';

/** Line and column count from 1; both are 0 where the parser names none. */
export interface YamlFault {
  line: number;
  column: number;
  text: string;
}

const PATIENCE_MS = 20_000;

/**
 * YAML as the text of JSON, or what is wrong with it: a tag of any kind, a key given twice, a second document, aliases
 * that multiply. Numbers under `textKeys` stay as written. Parsed in a process of its own, because some megabytes of
 * brackets take this parser gigabytes; refuses with `UnreadableFile` what needs too much memory or time.
 */
export function yamlToJson(
  text: string,
  textKeys: readonly string[],
): Promise<{ json: string } | { faults: YamlFault[] }> {
  return withFolder(async ({ write, read }) => {
    const source = await write('source.yaml', text);
    const target = await write('target.json', '');
    const { faults } = await inProcess<{ faults: YamlFault[] }>(
      './yaml-worker.ts',
      [source, target, ...textKeys],
      PATIENCE_MS,
    );
    return faults.length > 0 ? { faults } : { json: await read('target.json') };
  });
}
