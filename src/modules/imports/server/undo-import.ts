import { refuse } from '#kernel/refuse';
import { type Undone, undoBatch } from '#platform/batch-undo';
import type { ImportKind } from '#platform/import/kind';
import type { TownTx } from '#platform/tx';
import { changeRun, findRun } from './store.ts';

/**
 * Takes an own import back within the day that it is remembered. Refuses `import_not_done` before it has stored anything
 * and when it was taken back already, `not_your_function` when the kind is no longer theirs,
 * `import_stays` for what machines have told.
 */
export async function undoImport(tx: TownTx, id: string, kinds: readonly ImportKind[]): Promise<Undone> {
  const run = (await findRun(tx, id, true)) ?? refuse('not_found', 'not_found');
  if (run.phase !== 'done' || !run.batch) refuse('state', 'import_not_done');
  const kind = kinds.find(
    ({ name, may }) => name === run.recognised.kind && may.some((fn) => tx.actor.functions.includes(fn)),
  );
  if (!kind) refuse('forbidden', 'not_your_function');
  // What a machine said of itself it says again with its next report.
  if (kind.reports) refuse('state', 'import_stays');
  const result = await undoBatch(tx, kind.record, run.batch);
  // How far it went stands where the import's own progress stood.
  await changeRun(tx, id, {
    phase: 'undone',
    rows_done: result.undone,
    rows_total: result.undone + result.kept,
  });
  return result;
}
