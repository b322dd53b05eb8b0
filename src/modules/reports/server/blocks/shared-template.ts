import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { type TownTx, tables } from '#platform/tx';
import type { blocksContract as contract } from '../../contract-blocks.ts';
import { tellChange } from '../documents/brand.ts';
import { keepFile } from '../documents/brand-file.ts';
import type { ReportsTables } from '../tables.ts';
import { loadTemplate, lockBlocks, readOfferedTemplate } from './store.ts';

/** Releases the own text document or takes that back. Refuses `not_found` without one, `block_taken` for one that came from elsewhere. */
export async function releaseTemplate(
  tx: TownTx,
  { released }: RouteInput<typeof contract.releaseTemplate>,
): Promise<RouteOutput<typeof contract.releaseTemplate>> {
  await lockBlocks(tx);
  const own = (await loadTemplate(tx)) ?? refuse('not_found', 'not_found');
  if (own.origin_town !== null) refuse('state', 'block_taken', [], { name: own.origin_name });
  if (own.released === released) return { done: true };
  // Not through the record's own time: that says when the file changed.
  await tables<ReportsTables>(tx)
    .updateTable('document_file')
    .set({ released })
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', own.id)
    .execute();
  await tellChange(tx, released ? 'template_released' : 'template_withdrawn');
  return { done: true };
}

/** Takes the text document of a consultancy in place of the own one. Refuses `document_offer_gone`. */
export async function takeTemplate(
  tx: TownTx,
  { townId }: RouteInput<typeof contract.takeTemplate>,
): Promise<RouteOutput<typeof contract.takeTemplate>> {
  await lockBlocks(tx);
  const offer = (await readOfferedTemplate(tx, townId)) ?? refuse('state', 'document_offer_gone');
  await keepFile(tx, {
    purpose: 'template',
    name: offer.file,
    content: offer.content,
    width: 0,
    height: 0,
    origin: {
      town: offer.town_id,
      name: offer.name,
      on: offer.changed_on,
      sha256: offer.sha256,
      adapted: false,
    },
  });
  return { done: true };
}
