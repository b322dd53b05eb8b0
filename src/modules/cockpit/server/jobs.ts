import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import type { TownTx } from '#platform/tx';
import type { cockpitContract as contract } from '../contract.ts';

export async function listFailingJobs(tx: TownTx): Promise<RouteOutput<typeof contract.failingJobs>> {
  const { rows } = await sql<{
    id: number;
    task: string;
    error: string;
    attempts: number;
    tried_at: string;
    next_at: string | null;
  }>`select * from app.failing_jobs()`.execute(tx.db);
  return {
    jobs: rows.map(({ id, tried_at, next_at, ...job }) => ({
      ...job,
      id: String(id),
      triedAt: tried_at,
      nextAt: next_at,
    })),
  };
}

export async function retryJob(
  tx: TownTx,
  { id }: RouteInput<typeof contract.retryJob>,
): Promise<RouteOutput<typeof contract.retryJob>> {
  const { rows } = await sql<{ found: boolean }>`select app.retry_job(${id}::bigint) as found`.execute(tx.db);
  if (!rows[0]?.found) refuse('not_found', 'not_found');
  await writeJournal(tx, {
    event: 'job.retried',
    kind: 'job',
    recordId: tx.actor.townId,
    changes: { job: [null, id] },
  });
  return { done: true };
}
