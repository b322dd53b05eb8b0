import { existsSync } from 'node:fs';
import { batchOf } from '#platform/batch-undo';
import type { ImportKind } from '#platform/import/kind';
import type { ImportOrder, Outcome } from '#platform/import/outcome';
import { checkImport, RefusedImport, writeImport } from '#platform/import/run';
import type { Job } from '#platform/jobs/jobs';
import { keptProgress, Stopped } from '#platform/jobs/progress';
import { log } from '#platform/log';
import { type Actor, type Ground, inTown, jobActor, type TownTx } from '#platform/tx';
import { changeRun, findRun, type Run } from './store.ts';
import { uploadPath } from './upload.ts';

export const JOB_NAME = 'run_import';
export interface Asked {
  id: string;
  act: 'check' | 'import';
}

/**
 * Checks or imports an uploaded file. It may run twice: a check repeats itself, an import is marked `done` in the
 * transaction that stores its rows. Only a database that is away makes the queue try again.
 */
export const importJob = (kinds: readonly ImportKind[], folder: string): Job => ({
  name: JOB_NAME,
  async run(ground, stamp, input) {
    const { id, act } = input as Asked;
    const found = await inTown(ground, jobActor(stamp), (tx) => findRun(tx, id));
    if (!found || !['waiting', 'reading', 'checking', 'importing'].includes(found.phase)) return;
    // In the name and with the rights of the author: no more than they could do by hand.
    const actor: Actor = { ...jobActor(stamp), ...found.actor };
    try {
      await perform(ground, actor, found, act, kinds, uploadPath(folder, id));
    } catch (error) {
      await inTown(ground, actor, (tx) => changeRun(tx, id, ending(error, id)));
    }
  },
});

async function perform(
  ground: Ground,
  actor: Actor,
  run: Run,
  act: Asked['act'],
  kinds: readonly ImportKind[],
  path: string,
): Promise<void> {
  if (!existsSync(path)) throw new Error('the upload is gone');
  const order: ImportOrder = {
    path,
    kinds: kinds.filter(
      ({ name, may }) =>
        may.some((fn) => actor.functions.includes(fn)) && (!run.wishedKind || run.wishedKind === name),
    ),
    columns: run.wishedColumns,
    progress: keptProgress(ground, actor, 'import_run', run.id),
  };
  if (act === 'check') {
    const outcome = await inTown(ground, actor, (tx) => checkImport(tx, order));
    await inTown(ground, actor, (tx) =>
      keep(tx, run.id, outcome, outcome.faults.total > 0 && !outcome.rest ? 'refused' : 'checked'),
    );
    return;
  }
  try {
    await inTown(ground, actor, async (tx) => keep(tx, run.id, await writeImport(tx, order), 'done'));
  } catch (error) {
    if (!(error instanceof RefusedImport)) throw error;
    await inTown(ground, actor, (tx) => keep(tx, run.id, error.outcome, 'refused'));
  }
}

const ENCODINGS = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
} as const;

/** The outcome goes into the row of the run; with whoever cancelled first nothing else of the transaction remains. */
async function keep(
  tx: TownTx,
  id: string,
  outcome: Outcome,
  phase: 'checked' | 'refused' | 'done',
): Promise<void> {
  const { kind, format, mapping, preview, counts, faults } = outcome;
  const kept = await changeRun(
    tx,
    id,
    {
      phase,
      recognised: JSON.stringify({
        kind: kind?.name ?? null,
        format:
          format && (format.is === 'csv' ? `CSV, ${ENCODINGS[format.encoding]}` : format.book.toUpperCase()),
        mapping,
        preview,
      }),
      counts: JSON.stringify(counts),
      faults: JSON.stringify(faults.kept),
      fault_total: faults.total,
      ...(phase === 'done' ? await batchColumns(tx) : {}),
    },
    true,
  );
  if (!kept) throw new Stopped();
}

async function batchColumns(tx: TownTx): Promise<{ batch: string; batch_at: Date | string }> {
  const { xid, at } = await batchOf(tx);
  return { batch: xid, batch_at: at };
}

function ending(error: unknown, id: string): { phase: 'cancelled' | 'failed'; cancel_asked: false } {
  if (error instanceof Stopped) return { phase: 'cancelled', cancel_asked: false };
  const { code } = error as { code?: string };
  if (code && /^(ECONN|08|57P)/.test(code)) throw error;
  log.error('import failed', { id, error });
  return { phase: 'failed', cancel_asked: false };
}
