import { sql } from 'kysely';
import type { Ground, TownTx } from '../tx.ts';

/** What a job is told beside its input: the town and actor of the transaction that asked for it. */
export interface JobStamp {
  /** The same at every try of one job. */
  key: string;
  townId: string;
  actorId: string | null;
}

/** A job of the product; `input` is what `enqueue` was given. A job may run twice and must not do its effect twice. */
export interface Job {
  name: string;
  run(ground: Ground, stamp: JobStamp, input: unknown): Promise<void>;
}

/** Asks for a job in the transaction at hand: it exists when that commits and not otherwise. */
export async function enqueue(
  tx: TownTx,
  job: Job,
  input: unknown,
  runAt: Date | null = null,
): Promise<void> {
  await sql`select app.enqueue(${job.name}, ${JSON.stringify(input)}::json, ${runAt})`.execute(tx.db);
}

/** Whether what belongs to `key` has been done. */
export async function isDone(tx: TownTx, key: string): Promise<boolean> {
  const { rows } = await sql`select 1 from job_effect
    where town_id = ${tx.actor.townId} and key = ${key}`.execute(tx.db);
  return rows.length > 0;
}

/** Does what belongs to `key` unless it has been done: effect and mark commit together. True when it was done now. */
export async function once(tx: TownTx, key: string, work: () => Promise<void>): Promise<boolean> {
  const { rows } =
    await sql`insert into job_effect (town_id, key, at) values (${tx.actor.townId}, ${key}, ${tx.now})
    on conflict do nothing returning key`.execute(tx.db);
  if (rows.length === 0) return false;
  await work();
  return true;
}
