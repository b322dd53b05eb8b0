import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { enqueue } from '#platform/jobs/jobs';
import { insertRecord } from '#platform/records';
import { isReckoning } from '#platform/solver/kept-reckonings';
import type { TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import { roadmapPlan } from './kinds.ts';
import { askedOf } from './planning-store.ts';
import { planView } from './read-plans.ts';
import { planJob } from './run-plan-job.ts';
import type { RoadmapPlanTable } from './tables.ts';
import { refuseImpossible } from './what-if.ts';

/** Asks for a plan; one at a time in a town. */
export async function startPlan(
  tx: TownTx,
  { name, what }: RouteInput<typeof contract.startPlan>,
): Promise<RouteOutput<typeof contract.startPlan>> {
  if (await isReckoning(tx, 'roadmap_plan')) refuse('state', 'plan_running');
  const asked = await askedOf(tx, what);
  refuseImpossible(what, asked, 'what.');
  if (asked.problem.pack.measures.length === 0) refuse('state', 'plan_no_measures');
  const row = await insertRecord(tx, roadmapPlan, { name, what: JSON.stringify(what) });
  await enqueue(tx, planJob, { id: row.id });
  return planView(row as unknown as RoadmapPlanTable);
}
