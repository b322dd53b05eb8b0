import { sql } from 'kysely';
import { endInvitation } from '#modules/organisation';
import { runRetention } from '#modules/privacy';
import type { Job } from '#platform/jobs/jobs';
import { type Ground, inTown, jobActor } from '#platform/tx';

/** Every job a module asks for. */
export const jobs: readonly Job[] = [endInvitation];

/** What happens once a night in every town, each in a transaction of its own. */
export async function nightly(ground: Ground): Promise<void> {
  const { rows } = await sql<{ town_id: string }>`select town_id from app.door_towns()`.execute(ground.db);
  for (const { town_id: townId } of rows)
    await inTown(ground, jobActor({ townId, actorId: null }), (tx) => runRetention(tx));
  await sql`select app.door_forget_accounts(${ground.clock.now()})`.execute(ground.db);
}
