import { sql } from 'kysely';
import type { RouteOutput } from '#kernel/route';
import { type TownTx, tables } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import type { RoadmapBaselineTable, RoadmapTables } from './tables.ts';

/** All baselines of the town, the newest first. */
export async function listBaselines(tx: TownTx): Promise<RoadmapBaselineTable[]> {
  return tables<RoadmapTables>(tx)
    .selectFrom('roadmap_baseline')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** One at a time in a town: the same plan must not be kept twice by a double press. */
export async function lockBaselines(tx: TownTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('roadmap_baseline'), hashtext(${tx.actor.townId}))`.execute(
    tx.db,
  );
}

export const baselineView = ({
  id,
  version,
  name,
  created_at: setAt,
  set_by: setBy,
}: RoadmapBaselineTable): RouteOutput<typeof contract.keepBaseline> => ({ id, version, name, setAt, setBy });
