import { z } from 'zod';
import { type FieldFault, refuse } from '#kernel/refuse';
import { type Brought, bringEntries } from '#platform/offers';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { blockFields } from '../../contract-blocks.ts';
import { kept, kindsOf, placeFaults, readableBlocks } from '../blocks/keep-block.ts';
import { type BlockRow, loadBlocks, lockBlocks, MOST_BLOCKS } from '../blocks/store.ts';
import { documentBlock } from '../kinds.ts';

/** A text block as a file of the own library has it; by its key it is known again. */
export const blockEntry = z.strictObject({
  key: z.string().regex(/^own-[a-z0-9-]{1,50}$/),
  ...blockFields.shape,
  // A document named twice is the same block.
  kinds: blockFields.shape.kinds.transform((kinds) => [...new Set(kinds)]),
});
export type BlockEntry = z.infer<typeof blockEntry>;

/** What the town wrote itself, as far as the actor may know of it. */
export const blockEntries = async (tx: TownTx): Promise<BlockEntry[]> =>
  (await readableBlocks(tx)).filter(({ origin_town }) => origin_town === null).map(entryOf);

const entryOf = (row: BlockRow): BlockEntry =>
  blockEntry.parse({
    key: row.key,
    title: row.title,
    text: row.text,
    kinds: kindsOf(row),
    class: row.class,
    released: row.released,
  });

/** Unknown placeholders of an entry that has other faults. */
export const partlyBlockFaults = (given: unknown): FieldFault[] => {
  const text = (given as { text?: unknown } | null)?.text;
  return typeof text === 'string' ? placeFaults(text) : [];
};

/** What of the entries cannot be taken, by their place among them. */
export async function blockFaults(
  tx: TownTx,
  entries: ReadonlyMap<number, BlockEntry>,
): Promise<FieldFault[]> {
  const others = new Set(
    (await loadBlocks(tx)).filter(({ origin_town }) => origin_town !== null).map(({ key }) => key),
  );
  return [...entries].flatMap(([at, { key, text }]) => [
    ...(others.has(key) ? [{ path: `${at}.key`, code: 'library_key_taken' }] : []),
    ...placeFaults(text).map((fault) => ({ ...fault, path: `${at}.text` })),
  ]);
}

/** Keeps the entries; one that is here already is written anew where it differs. Refuses `document_blocks_full`. */
export async function bringBlocks(tx: TownTx, entries: readonly BlockEntry[]): Promise<Brought> {
  await lockBlocks(tx);
  const rows = await loadBlocks(tx);
  const own = new Map(rows.filter(({ origin_town }) => origin_town === null).map((row) => [row.key, row]));
  return bringEntries(entries, {
    here: new Map([...own].map(([key, row]) => [key, entryOf(row)])),
    room: MOST_BLOCKS - rows.length,
    full: () => refuse('state', 'document_blocks_full', [], { most: MOST_BLOCKS }),
    add: async (entry) => {
      await insertRecord(tx, documentBlock, { key: entry.key, ...kept(entry) }, 'imported');
    },
    change: async (entry) => {
      const how = { event: 'imported', version: null };
      await updateRecord(tx, documentBlock, own.get(entry.key)?.id ?? '', kept(entry), how);
    },
  });
}
