import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { placeMeasure } from '#modules/measures';
import { lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import { AS_IT_IS } from '../domain/planning/town.ts';
import { keepFirstBaseline } from './keep-baseline.ts';
import { roadmapPlan } from './kinds.ts';
import { askedOf, type PlanResult } from './planning-store.ts';
import { acceptable } from './read-plans.ts';
import type { RoadmapPlanTable } from './tables.ts';
import { takeWay } from './take-way.ts';

/**
 * Makes a reckoned plan the one in force: every measure that is not fixed gets its place, what was left out loses it, all
 * or nothing. A measure that is planned in another way takes its length, cost and days over. Where no baseline was kept
 * yet, the plan becomes the first one. Refuses `plan_outdated` when anything it was reckoned from has changed since.
 */
export async function acceptPlan(
  tx: TownTx,
  { id }: RouteInput<typeof contract.acceptPlan>,
): Promise<RouteOutput<typeof contract.acceptPlan>> {
  const row = (await lockRecord(tx, roadmapPlan, id)) as unknown as RoadmapPlanTable;
  const answer = await acceptable(tx, row);
  if (answer !== true) refuse('state', answer);
  const { measures } = JSON.parse(row.result ?? '') as PlanResult;
  const { before } = await askedOf(tx, AS_IT_IS);
  const open = measures.filter(({ fixed }) => fixed === null);
  const moved = open.filter((one) => one.starts !== before.get(one.id));
  const changed = open.filter(({ way }) => way?.id);
  for (const { id: measureId, starts, way } of changed)
    if (way?.id && starts) await takeWay(tx, measureId, { wayId: way.id, starts });
  for (const one of moved)
    if (!changed.includes(one)) await placeMeasure(tx, one.id, one.starts, one.quarters);
  await updateRecord(tx, roadmapPlan, id, { accepted_at: tx.now }, { event: 'accepted' });
  return { moved: moved.length, ways: changed.length, baseline: await keepFirstBaseline(tx, row.name) };
}
