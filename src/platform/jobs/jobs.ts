import { sql } from 'kysely';
import type { Ground, TownTx } from '../tx.ts';

/** What a job is told beside its input: the town and actor of the transaction that asked for it. */
export interface JobStamp {
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
