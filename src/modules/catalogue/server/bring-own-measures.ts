import { z } from 'zod';
import { type FieldFault, refuse } from '#kernel/refuse';
import { type Brought, bringEntries } from '#platform/offers';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { ownMeasureFields } from '../contract-own-library.ts';
import { kept, MOST_OWN, referenceFaults } from './keep-own-measure.ts';
import { libraryMeasure } from './kinds.ts';
import { lockLibrary, type OwnRow, presentMeasures } from './own-library-store.ts';
import { contentOf } from './town-library.ts';

/** A measure as a file of the own library has it; by its key it is known again. */
export const ownMeasureEntry = z.strictObject({
  key: z.string().regex(/^own-[a-z0-9-]{1,50}$/),
  ...ownMeasureFields.shape,
});
export type OwnMeasureEntry = z.infer<typeof ownMeasureEntry>;

/** What the town wrote itself; what it took from others belongs to them. */
export const ownMeasureEntries = async (tx: TownTx): Promise<OwnMeasureEntry[]> =>
  (await presentMeasures(tx)).filter(({ origin_town }) => origin_town === null).map(entryOf);

const entryOf = (row: OwnRow): OwnMeasureEntry =>
  ownMeasureEntry.parse({ key: row.key, ...contentOf(row), released: row.released });

const referring = z.object({
  role: ownMeasureFields.shape.role,
  effort: ownMeasureFields.shape.effort,
  serves: ownMeasureFields.shape.serves,
});
/** Unknown references of an entry that has other faults, as far as they can be told. */
export function partlyMeasureFaults(given: unknown): FieldFault[] {
  const part = referring.safeParse(given);
  return part.success ? referenceFaults(part.data) : [];
}

/** What of the entries cannot be taken, by their place among them: unknown references, keys of measures that others wrote. */
export async function ownMeasureFaults(
  tx: TownTx,
  entries: ReadonlyMap<number, OwnMeasureEntry>,
): Promise<FieldFault[]> {
  const here = new Map((await presentMeasures(tx)).map((row) => [row.key, row]));
  return [...entries].flatMap(([at, entry]) => [
    ...(here.get(entry.key)?.origin_town ? [{ path: `${at}.key`, code: 'library_key_taken' }] : []),
    ...referenceFaults(entry).map((fault) => ({ ...fault, path: `${at}.${fault.path}` })),
  ]);
}

/** Keeps the entries; one that is here already is written anew where it differs. Refuses `own_library_full`. */
export async function bringOwnMeasures(tx: TownTx, entries: readonly OwnMeasureEntry[]): Promise<Brought> {
  await lockLibrary(tx);
  const rows = new Map((await presentMeasures(tx)).map((row) => [row.key, row]));
  const own = [...rows.values()].filter(({ origin_town }) => origin_town === null);
  return bringEntries(entries, {
    here: new Map(own.map((row) => [row.key, entryOf(row)])),
    room: MOST_OWN - rows.size,
    full: () => refuse('state', 'own_library_full', [], { most: MOST_OWN }),
    add: async ({ key, ...written }) => {
      await insertRecord(tx, libraryMeasure, { key, ...kept(written) }, 'imported');
    },
    change: async ({ key, ...written }) => {
      const how = { event: 'imported', version: null };
      await updateRecord(tx, libraryMeasure, rows.get(key)?.id ?? '', kept(written), how);
    },
  });
}
