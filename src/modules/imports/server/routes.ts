import { refuse } from '#kernel/refuse';
import { town } from '#platform/http/bind';
import { tellFault } from '#platform/import/faults';
import type { ImportKind } from '#platform/import/kind';
import { neededFields } from '#platform/import/recognise';
import { enqueue, type Job } from '#platform/jobs/jobs';
import { askToStop } from '#platform/jobs/progress';
import type { Actor, TownTx } from '#platform/tx';
import { importsContract as contract } from '../contract.ts';
import { type Asked, JOB_NAME } from './run-job.ts';
import { actorText, changeRun, findRun, type Run, readFaults, type Wish } from './store.ts';
import { undoImport } from './undo-import.ts';

/** To ask for the job only its name is needed. */
const job: Pick<Job, 'name'> = { name: JOB_NAME };
export const askFor = (tx: TownTx, asked: Asked): Promise<void> => enqueue(tx, job as Job, asked);

const RUNNING: readonly Run['phase'][] = ['waiting', 'reading', 'checking', 'importing'];

async function own(tx: TownTx, id: string, lock = false): Promise<Run> {
  return (await findRun(tx, id, lock)) ?? refuse('not_found', 'not_found');
}

export const allowedKinds = (kinds: readonly ImportKind[], actor: Actor): ImportKind[] =>
  kinds.filter(({ may }) => may.some((fn) => actor.functions.includes(fn)));

function described(kind: ImportKind, { locale }: Actor) {
  const needed = neededFields(kind);
  const fields = kind.fields.map(({ name, label }) => ({
    name,
    title: label(locale),
    needed: needed.includes(name),
  }));
  return {
    name: kind.name,
    title: kind.title(locale),
    list: kind.list,
    fields: kind.reports ? [] : fields,
    reports: kind.reports !== undefined,
  };
}

export const importRoutes = (kinds: readonly ImportKind[]) => ({
  kinds: town(contract.kinds, async (tx) => ({
    kinds: allowedKinds(kinds, tx.actor).map((kind) => described(kind, tx.actor)),
  })),
  get: town(contract.get, async (tx, { id }) => {
    const {
      recognised,
      wishedKind,
      wishedColumns: _wish,
      actor: _actor,
      batch: _batch,
      ...run
    } = await own(tx, id);
    return {
      ...run,
      ...recognised,
      keptAfterUndo: run.phase === 'undone' ? run.rowsTotal - run.rowsDone : null,
      kind: recognised.kind ?? wishedKind,
      mapping: [...recognised.mapping],
      kinds: allowedKinds(kinds, tx.actor).map((kind) => described(kind, tx.actor)),
    };
  }),
  faults: town(contract.faults, async (tx, { id, from = 0, limit = 100 }) => {
    const run = await own(tx, id);
    const kept = await readFaults(tx, id);
    const faults = kept.slice(from, from + limit).map((fault) => tellFault(fault, tx.actor.locale));
    return { faults, total: run.faultTotal, kept: kept.length };
  }),
  check: town(contract.check, async (tx, { id, kind = null, columns = [] }) => {
    const run = await own(tx, id, true);
    if (RUNNING.includes(run.phase) || run.phase === 'done') refuse('state', 'import_running');
    if (kind !== null && !allowedKinds(kinds, tx.actor).some(({ name }) => name === kind))
      refuse('invalid', 'invalid_input', [{ path: 'kind', code: 'not_allowed' }]);
    await again(tx, id, 'check', {
      wished_kind: kind,
      wished_columns: JSON.stringify(columns satisfies Wish),
    });
    return { done: true } as const;
  }),
  start: town(contract.start, async (tx, { id }) => {
    const run = await own(tx, id, true);
    if (RUNNING.includes(run.phase)) refuse('state', 'import_running');
    if (run.phase !== 'checked') refuse('state', 'import_not_checked');
    if (!allowedKinds(kinds, tx.actor).some(({ name }) => name === run.recognised.kind))
      refuse('forbidden', 'not_your_function');
    await again(tx, id, 'import', { wished_kind: run.recognised.kind });
    return { done: true } as const;
  }),
  undo: town(contract.undo, (tx, { id }) => undoImport(tx, id, kinds)),
  cancel: town(contract.cancel, async (tx, { id }) => {
    const { phase } = await own(tx, id);
    if (RUNNING.includes(phase)) await askToStop(tx, 'import_run', id);
    return { done: true } as const;
  }),
});

async function again(
  tx: TownTx,
  id: string,
  act: Asked['act'],
  change: { wished_kind: string | null; wished_columns?: string },
): Promise<void> {
  await changeRun(tx, id, {
    ...change,
    actor: actorText(tx.actor),
    phase: 'waiting',
    rows_done: 0,
    rows_total: 0,
    cancel_asked: false,
  });
  await askFor(tx, { id, act });
}
