import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ownCataloguesContract as contract } from '../contract-own.ts';
import { foreignCatalogue } from './kinds.ts';
import { readVersion, versionOf } from './own-store.ts';

type Shown = RouteOutput<typeof contract.get>;

/** A catalogue with its versions and the headings of one of them. */
export async function showCatalogue(
  tx: TownTx,
  { id, seq }: RouteInput<typeof contract.get>,
): Promise<Shown> {
  const head = await readRecord<{ title: string; source: string; licence: string }>(tx, foreignCatalogue, id);
  const version = await versionOf(tx, id, seq);
  const found = await readVersion(tx, id, version);
  if (!found) return refuse('not_found', 'not_found');
  const { title, source, licence } = head;
  return { id, title, source, licence, seq: version.seq, ...found };
}
