import { EDITORS } from '#kernel/functions';
import { type FieldFault, refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, lockRecord, removeRecord, toView, updateRecord } from '#platform/records';
import { functionsFor, type TownTx } from '#platform/tx';
import type { blocksContract as contract } from '../../contract-blocks.ts';
import { PLACES, placeWord, unknownPlaces } from '../../domain/documents/blocks.ts';
import { CLASSES_OF, type DocumentKind } from '../../domain/documents/editions.ts';
import { documentBlock } from '../kinds.ts';
import { fullest } from '../policy.ts';
import { type BlockRow, loadBlocks, loadChanged, lockBlocks, MOST_BLOCKS } from './store.ts';

type View = RouteOutput<typeof contract.get>;
type Changed = Awaited<ReturnType<typeof loadChanged>>;

/** Text blocks the actor may know of: what is for the IT alone stays with those who run it. */
export const readableBlocks = async (tx: TownTx): Promise<BlockRow[]> => {
  const told = CLASSES_OF[fullest(tx)];
  return (await loadBlocks(tx)).filter((row) => told.includes(row.class));
};

export const kindsOf = (row: Pick<BlockRow, 'kinds'>): DocumentKind[] =>
  JSON.parse(row.kinds) as DocumentKind[];

export const originOf = (row: BlockRow, changed: Changed): View['origin'] =>
  row.origin_on === null
    ? null
    : {
        name: row.origin_name,
        on: row.origin_on,
        adapted: row.adapted,
        newer: changed(row.origin_town, row.origin_key, row.origin_version),
      };

function viewOf(tx: TownTx, row: BlockRow, changed: Changed): View {
  const edits = functionsFor(tx.actor, null).some((fn) => EDITORS.includes(fn)) || 'may_only_editors';
  const taken = row.origin_town !== null && !row.adapted;
  const { id, version, key, title, text, released } = row;
  const { createdAt, updatedAt, officeId } = toView<View>(row as never);
  return {
    ...{ id, version, officeId, createdAt, updatedAt, key, title, text, released },
    class: row.class,
    kinds: kindsOf(row),
    origin: originOf(row, changed),
    may: {
      edit: edits === true && taken ? 'block_taken' : edits,
      copy: edits === true && !taken ? 'block_own_already' : edits,
      remove: edits,
    },
  };
}

export async function listBlocks(tx: TownTx): Promise<RouteOutput<typeof contract.list>> {
  const changed = await loadChanged(tx);
  const rows = (await readableBlocks(tx)).map((row) => viewOf(tx, row, changed));
  return { rows, next: null, total: rows.length, totalIsFloor: false };
}

export async function showBlock(tx: TownTx, { id }: { id: string }): Promise<View> {
  const row = (await readableBlocks(tx)).find((one) => one.id === id) ?? refuse('not_found', 'not_found');
  return viewOf(tx, row, await loadChanged(tx));
}

/** Keeps a text block that somebody wrote. Refuses placeholders nobody knows, `document_blocks_full` beyond `MOST_BLOCKS`. */
export async function createBlock(tx: TownTx, input: RouteInput<typeof contract.create>): Promise<View> {
  checkPlaces(input.text);
  await makeRoom(tx);
  const id = tx.newId();
  await insertRecord(tx, documentBlock, { id, key: `own-${id}`, ...kept(input) });
  return showBlock(tx, { id });
}

/** Refuses `block_taken` for one of a consultancy, and `block_not_own` when what came from elsewhere shall be released. */
export async function changeBlock(
  tx: TownTx,
  { id, ...input }: RouteInput<typeof contract.update>,
): Promise<View> {
  if (tx.ifMatch === null) refuse('invalid', 'version_missing');
  checkPlaces(input.text);
  const before = (await lockRecord(tx, documentBlock, id)) as unknown as BlockRow;
  if (before.origin_town !== null && !before.adapted)
    refuse('state', 'block_taken', [], { name: before.origin_name });
  if (before.origin_town !== null && input.released)
    refuse('state', 'block_not_own', [], { name: before.origin_name });
  await updateRecord(tx, documentBlock, id, kept(input));
  return showBlock(tx, { id });
}

/** A copy of what was taken, which the town may change and which still says where it comes from. */
export async function copyBlock(tx: TownTx, { id }: { id: string }): Promise<View> {
  const row = (await readableBlocks(tx)).find((one) => one.id === id) ?? refuse('not_found', 'not_found');
  if (row.origin_town === null || row.adapted) refuse('state', 'block_own_already');
  await makeRoom(tx);
  const { title, text, kinds, origin_town, origin_name, origin_on, origin_key, origin_version } = row;
  const copy = tx.newId();
  await insertRecord(
    tx,
    documentBlock,
    {
      ...{ id: copy, key: `own-${copy}`, title, text, kinds, class: row.class, adapted: true },
      ...{ origin_town, origin_name, origin_on, origin_key, origin_version },
    },
    'copied',
  );
  return showBlock(tx, { id: copy });
}

export async function removeBlock(tx: TownTx, { id }: { id: string }): Promise<{ done: true }> {
  await lockRecord(tx, documentBlock, id);
  await removeRecord(tx, documentBlock, id);
  return { done: true };
}

export const kept = ({
  title,
  text,
  kinds,
  released,
  ...rest
}: Omit<RouteInput<typeof contract.create>, 'town'>) => ({
  ...{ title, text, released, class: rest.class },
  kinds: JSON.stringify([...new Set(kinds)]),
});

async function makeRoom(tx: TownTx): Promise<void> {
  await lockBlocks(tx);
  if ((await loadBlocks(tx)).length >= MOST_BLOCKS)
    refuse('state', 'document_blocks_full', [], { most: MOST_BLOCKS });
}

/** All placeholders nobody knows at once, with those there are. */
function checkPlaces(text: string): void {
  const faults = placeFaults(text);
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
}

export function placeFaults(text: string): FieldFault[] {
  const unknown = unknownPlaces(text);
  return unknown.length === 0
    ? []
    : [
        {
          path: 'text',
          code: 'block_places',
          params: { list: unknown.join(', '), known: PLACES.map(placeWord).join(', ') },
        },
      ];
}
