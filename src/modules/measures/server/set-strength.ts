import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import { requireOffice } from '#platform/offices';
import { lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { measuresContract as contract } from '../contract.ts';
import { measure, measureFinding, measureGoal } from './kinds.ts';
import { linkNames } from './link-names.read.ts';
import { findLink } from './store.ts';

/** How strongly a measure serves what it is linked with; its story tells it. Refuses what is not linked. */
export async function setStrength(
  tx: TownTx,
  { id, kind, targetId, strength }: RouteInput<typeof contract.setStrength>,
): Promise<RouteOutput<typeof contract.setStrength>> {
  const row = await lockRecord(tx, measure, id);
  requireOffice(tx, row.office_id);
  const link = await findLink(tx, kind, id, targetId);
  if (!link) return refuse('invalid', 'invalid_input', [{ path: 'targetId', code: 'unknown_reference' }]);
  if (link.strength === strength) return { done: true };
  await updateRecord(
    tx,
    kind === 'finding' ? measureFinding : measureGoal,
    link.id,
    { strength },
    { version: null },
  );
  const names = await linkNames(tx, kind === 'finding' ? 'findings' : 'goals', [targetId]);
  const told = (value: number) => `${names.get(targetId) ?? ''} (${value}/3)`;
  await writeJournal(tx, {
    event: 'measure.weighed',
    kind: 'measure',
    recordId: id,
    officeId: row.office_id,
    changes: { [kind === 'finding' ? 'findings' : 'goals']: [told(link.strength), told(strength)] },
  });
  return { done: true };
}
