import { stringify } from 'yaml';
import { z } from 'zod';
import { type FieldFault, refuse } from '#kernel/refuse';
import {
  bringOwnMeasures,
  type OwnMeasureEntry,
  ownMeasureEntries,
  ownMeasureEntry,
  ownMeasureFaults,
  partlyMeasureFaults,
} from '#modules/catalogue';
import { issueFault } from '#platform/http/errors';
import { UnreadableFile } from '#platform/import/kind';
import { yamlToJson } from '#platform/import/yaml';
import type { Brought } from '#platform/offers';
import type { TownTx } from '#platform/tx';
import {
  type BlockEntry,
  blockEntries,
  blockEntry,
  blockFaults,
  bringBlocks,
  partlyBlockFaults,
} from './bring-blocks.ts';

const FORMAT = 'sollstand-library';
const VERSION = 1;

/** What a file holds as far as it can be read, each entry by its place, and everything that is wrong with it. */
interface LibraryReading {
  readonly measures: ReadonlyMap<number, OwnMeasureEntry>;
  readonly blocks: ReadonlyMap<number, BlockEntry>;
  readonly faults: readonly FieldFault[];
}

/** The own library of a town as YAML: measures and text blocks that it wrote itself. */
export async function writeLibrary(tx: TownTx): Promise<string> {
  const [measures, textBlocks] = [await ownMeasureEntries(tx), await blockEntries(tx)];
  return stringify({ format: FORMAT, version: VERSION, measures, textBlocks }, { lineWidth: 120 });
}

const whole = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  measures: z.array(z.unknown()).max(500).default([]),
  textBlocks: z.array(z.unknown()).max(300).default([]),
});

/** Reads a file of an own library; nothing of it is looked up yet. */
export async function readLibraryFile(text: string): Promise<LibraryReading> {
  const none = { measures: new Map(), blocks: new Map() };
  const parsed = await plainData(text);
  if ('faults' in parsed) return { ...none, faults: parsed.faults };
  const found = whole.safeParse(parsed.value);
  if (!found.success) return { ...none, faults: issuesOf(found.error, '') };
  const measures = entriesOf('measures', found.data.measures, ownMeasureEntry, partlyMeasureFaults);
  const blocks = entriesOf('textBlocks', found.data.textBlocks, blockEntry, partlyBlockFaults);
  return {
    measures: measures.entries,
    blocks: blocks.entries,
    faults: [...measures.faults, ...blocks.faults],
  };
}

/** The file as plain data; faults stand at line and column. */
async function plainData(text: string): Promise<{ value: unknown } | { faults: FieldFault[] }> {
  try {
    const parsed = await yamlToJson(text, ['title', 'name']);
    if ('json' in parsed) return { value: JSON.parse(parsed.json) };
    return {
      faults: parsed.faults.map(({ line, column, text: said }) => ({
        path: line > 0 ? `${line}:${column}` : '',
        code: 'library_not_yaml',
        params: { text: said },
      })),
    };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { faults: [{ path: '', code: 'library_unreadable' }] };
  }
}

/** Entries that are as they should be, and the faults of all others; a key stands once. */
function entriesOf<T extends { key: string }>(
  name: string,
  list: readonly unknown[],
  schema: z.ZodType<T>,
  partly: (given: unknown) => FieldFault[],
) {
  const entries = new Map<number, T>();
  const faults: FieldFault[] = [];
  const keys = new Set<string>();
  for (const [at, given] of list.entries()) {
    const read = schema.safeParse(given);
    if (!read.success)
      faults.push(...issuesOf(read.error, `${name}.${at}`), ...below(`${name}.${at}`, partly(given)));
    else if (keys.has(read.data.key)) faults.push({ path: `${name}.${at}.key`, code: 'duplicate' });
    else entries.set(at, read.data);
    if (read.success) keys.add(read.data.key);
  }
  return { entries, faults };
}

const issuesOf = (error: z.ZodError, base: string): FieldFault[] =>
  error.issues.flatMap((issue) => {
    const { path, ...fault } = issueFault(issue);
    const at = [base, path].filter((part) => part !== '');
    if (issue.code !== 'unrecognized_keys') return [{ ...fault, path: at.join('.') }];
    return issue.keys.map((key) => ({ path: [...at, key].join('.'), code: 'library_unknown_part' }));
  });

/**
 * Keeps what a file holds, all or nothing, and counts it; whoever only looks takes it back. Refuses `library_file` with every
 * fault of the file at its place.
 */
export async function keepLibrary(
  tx: TownTx,
  { measures, blocks, faults }: LibraryReading,
): Promise<{ measures: Brought; textBlocks: Brought }> {
  const all = [
    ...faults,
    ...below('measures', await ownMeasureFaults(tx, measures)),
    ...below('textBlocks', await blockFaults(tx, blocks)),
  ];
  if (all.length > 0) refuse('invalid', 'library_file', all);
  return {
    measures: await bringOwnMeasures(tx, [...measures.values()]),
    textBlocks: await bringBlocks(tx, [...blocks.values()]),
  };
}

const below = (name: string, faults: readonly FieldFault[]): FieldFault[] =>
  faults.map((fault) => ({ ...fault, path: `${name}.${fault.path}` }));
