import type { RouteInput } from '#kernel/route';
import { removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ownCataloguesContract as contract } from '../contract-own.ts';
import { foreignCatalogue } from './kinds.ts';

/** Removes a catalogue with everything below it. */
export async function removeCatalogue(
  tx: TownTx,
  { id }: RouteInput<typeof contract.remove>,
): Promise<{ done: true }> {
  await removeRecord(tx, foreignCatalogue, id, { version: null });
  return { done: true };
}
