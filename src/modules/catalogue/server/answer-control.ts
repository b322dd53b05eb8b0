import { refuse } from '#kernel/refuse';
import type { RouteInput } from '#kernel/route';
import { insertRecord, readRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { ownCataloguesContract as contract } from '../contract-own.ts';
import { controlAnswer, foreignCatalogue } from './kinds.ts';
import { findControl, versionOf } from './own-store.ts';

/** Keeps how far a control of the latest version is met. Refuses `not_found` for a code it does not have. */
export async function answerControl(
  tx: TownTx,
  { id, code, state, note = '' }: RouteInput<typeof contract.answer>,
): Promise<{ done: true }> {
  await readRecord(tx, foreignCatalogue, id);
  const version = await versionOf(tx, id, undefined);
  const found = await findControl(tx, id, version, code);
  if (!found) return refuse('not_found', 'not_found');
  const values = { state, note, digest: found.digest };
  if (found.answer) await updateRecord(tx, controlAnswer, found.answer, values);
  else await insertRecord(tx, controlAnswer, { catalogue_id: id, code, ...values }, 'given');
  return { done: true };
}
