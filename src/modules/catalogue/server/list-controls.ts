import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { ownCataloguesContract as contract } from '../contract-own.ts';
import { pageOfControls, versionOf } from './own-store.ts';

/** Controls of a version below a heading (and the headings below it), or found by words; 50 at a time. */
export async function listControls(
  tx: TownTx,
  { id, seq, heading, q, from = 0 }: RouteInput<typeof contract.controls>,
): Promise<RouteOutput<typeof contract.controls>> {
  return pageOfControls(tx, id, await versionOf(tx, id, seq), { heading, q, from });
}
