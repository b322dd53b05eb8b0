import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { weekContract as contract } from '../contract-week.ts';
import { similarGoals } from '../domain/similar-goals.ts';
import { engagement } from './kinds.ts';
import type { AssessmentTables, WeekTables } from './tables.ts';

/** Goals of different owners that seem to speak of the same and are not put side by side yet. */
export async function goalHints(
  tx: TownTx,
  { id }: RouteInput<typeof contract.goalHints>,
): Promise<RouteOutput<typeof contract.goalHints>> {
  await readRecord(tx, engagement, id);
  const goals = await tables<AssessmentTables>(tx)
    .selectFrom('goal')
    .select(['id', 'title', 'owner_person_id as owner'])
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', id)
    .orderBy('number')
    .execute();
  const paired = await tables<WeekTables>(tx)
    .selectFrom('goal_pair')
    .select(['goal_id as goal', 'other_goal_id as other'])
    .where('town_id', '=', tx.actor.townId)
    .where('engagement_id', '=', id)
    .execute();
  return { pairs: similarGoals(goals, paired) };
}
