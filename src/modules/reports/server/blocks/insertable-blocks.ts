import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { blocksContract as contract } from '../../contract-blocks.ts';
import { emptyPlaces, insertMay, withValues } from '../../domain/documents/blocks.ts';
import { sectionsOf } from '../documents/show-document.ts';
import { kindsOf, originOf, readableBlocks } from './keep-block.ts';
import { readPlaceValues } from './place-values.read.ts';
import { loadChanged } from './store.ts';

/** Text blocks that are meant for the document, as they would stand in the section. Refuses `not_found`. */
export async function listInsertable(
  tx: TownTx,
  { kind, section: key }: RouteInput<typeof contract.insertable>,
): Promise<RouteOutput<typeof contract.insertable>> {
  const { sections } = await sectionsOf(tx, kind);
  const section = sections.find((one) => one.key === key) ?? refuse('not_found', 'not_found');
  const changed = await loadChanged(tx);
  const values = await readPlaceValues(tx);
  const fitting = (await readableBlocks(tx)).filter((row) => {
    const kinds = kindsOf(row);
    return kinds.length === 0 || kinds.includes(kind);
  });
  return {
    blocks: fitting.map((row) => ({
      id: row.id,
      title: row.title,
      text: withValues(row.text, values),
      class: row.class,
      origin: originOf(row, changed),
      missing: emptyPlaces(row.text, values),
      may: { insert: insertMay(row, section, values) },
    })),
  };
}
