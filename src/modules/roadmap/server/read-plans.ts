import { EDITORS } from '#kernel/functions';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { functionsFor, type TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import { AS_IT_IS, type WhatIf } from '../domain/planning/town.ts';
import { askedOf, findPlan, listPlans, type PlanResult, whatOf } from './planning-store.ts';
import type { RoadmapPlanTable } from './tables.ts';

type PlanView = RouteOutput<typeof contract.startPlan>;

const resultOf = (row: RoadmapPlanTable): PlanResult | null =>
  row.result === null ? null : (JSON.parse(row.result) as PlanResult);

export function planView(row: RoadmapPlanTable): PlanView {
  const result = resultOf(row);
  const what = whatOf(row);
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    what: { ...what, held: [...what.held] },
    state: row.state,
    phase: row.phase,
    gapHundredths: row.state === 'running' && row.rows_total > 0 ? row.rows_done : null,
    createdAt: row.created_at,
    acceptedAt: row.accepted_at,
    proven: result?.proven ?? null,
    gap: result?.gap ?? null,
    weighted: result?.weighted ?? null,
  };
}

export async function readPlans(tx: TownTx): Promise<RouteOutput<typeof contract.plans>> {
  const rows = await listPlans(tx);
  return {
    rows: rows.map(planView),
    may: { plan: functionsFor(tx.actor, null).some((fn) => EDITORS.includes(fn)) },
  };
}

export async function readPlan(
  tx: TownTx,
  { id }: RouteInput<typeof contract.getPlan>,
): Promise<RouteOutput<typeof contract.getPlan>> {
  const row = await findPlan(tx, id);
  return { ...planView(row), result: resultOf(row), accept: await acceptable(tx, row) };
}

export const isAsItIs = (what: WhatIf): boolean =>
  what.budgetPercent === AS_IT_IS.budgetPercent &&
  (what.role === null || what.rolePercent === 0) &&
  (what.delayedId === null || what.delayQuarters === 0) &&
  what.held.length === 0;

/** Whether a plan can become the one in force, or why not. */
export async function acceptable(
  tx: TownTx,
  row: RoadmapPlanTable,
): Promise<true | 'plan_not_done' | 'plan_variant' | 'plan_empty' | 'plan_outdated'> {
  const result = resultOf(row);
  if (!result) return 'plan_not_done';
  const what = whatOf(row);
  if (!isAsItIs(what)) return 'plan_variant';
  if (result.weighted === null) return 'plan_empty';
  return (await askedOf(tx, what)).basis === row.basis || 'plan_outdated';
}
