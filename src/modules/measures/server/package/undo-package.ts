import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { lockRecord, removeRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { measuresContract } from '../../contract.ts';
import { measure, measureDependency, measurePackage } from '../kinds.ts';
import { loadLinkRows, loadNeeds, lockNeeds } from '../store.ts';
import type { MeasurePackageTable } from '../tables.ts';
import { createdBy } from './created-by.read.ts';
import { touchedSince } from './package-store.ts';

type Contract = (typeof measuresContract)['packages'];

/**
 * Takes back what a package brought: proposals that nobody has changed and nothing new points at go, with their links. What
 * somebody has worked on stays, and so does what it needs. Refuses `package_not_taken`.
 */
export async function undoPackage(
  tx: TownTx,
  { id }: RouteInput<Contract['undo']>,
): Promise<RouteOutput<Contract['undo']>> {
  await lockNeeds(tx);
  const row = (await lockRecord(tx, measurePackage, id)) as unknown as MeasurePackageTable;
  if (!row.taken || !row.taken_at) return refuse('state', 'package_not_taken');
  const brought = await createdBy(tx, { xid: row.taken_xid, at: row.taken_at });
  const ids = brought.map((one) => one.id);
  const kept = await touchedSince(tx, ids, row.taken_at);
  for (const one of brought) if (one.later) kept.add(one.id);
  const needs = await loadNeeds(tx);
  const open = [...kept];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const need of needs.get(at) ?? [])
      if (ids.includes(need) && !kept.has(need)) {
        kept.add(need);
        open.push(need);
      }
  const gone = ids.filter((one) => !kept.has(one));
  for (const one of gone)
    for (const link of (await loadLinkRows(tx, one)).needs)
      await removeRecord(tx, measureDependency, link.id, { version: null });
  for (const one of gone) await removeRecord(tx, measure, one, { version: null });
  await updateRecord(
    tx,
    measurePackage,
    id,
    { taken: '', taken_at: null, taken_xid: '' },
    { event: 'taken_back', version: null },
  );
  return { removed: gone.length, kept: kept.size };
}
