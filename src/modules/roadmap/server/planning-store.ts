import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { writeJournal } from '#platform/journal';
import { readRecord } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { planResult } from '../contract-planning.ts';
import { type TownProblem, townProblem, type WhatIf } from '../domain/planning/town.ts';
import { roadmapPlan } from './kinds.ts';
import type { RoadmapPlanTable, RoadmapTables } from './tables.ts';
import { readTownPlan } from './town-plan.read.ts';

export type PlanResult = z.infer<typeof planResult>;

/** A package as it stands, with the question asked of it. */
export interface Asked {
  problem: TownProblem;
  now: string;
  /** Start of every measure in the plan in force. */
  before: Map<string, string | null>;
  basis: string;
}

export async function askedOf(tx: TownTx, what: WhatIf): Promise<Asked> {
  const town = await readTownPlan(tx, what);
  const problem = townProblem(town);
  return {
    problem,
    now: town.now,
    before: new Map(town.measures.map(({ id, starts }) => [id, starts])),
    basis: createHash('sha256')
      .update(JSON.stringify([town.now, problem]))
      .digest('hex'),
  };
}

export async function findPlan(tx: TownTx, id: string): Promise<RoadmapPlanTable> {
  return (await readRecord(tx, roadmapPlan, id)) as unknown as RoadmapPlanTable;
}

export async function listPlans(tx: TownTx): Promise<RoadmapPlanTable[]> {
  return tables<RoadmapTables>(tx)
    .selectFrom('roadmap_plan')
    .selectAll()
    .where('town_id', '=', tx.actor.townId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute();
}

export async function isPlanRunning(tx: TownTx): Promise<boolean> {
  const row = await tables<RoadmapTables>(tx)
    .selectFrom('roadmap_plan')
    .select('id')
    .where('town_id', '=', tx.actor.townId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends a running plan, whichever way; false when it is not running any more. The journal keeps the end, not the numbers. */
export async function endPlan(
  tx: TownTx,
  id: string,
  end: { state: 'done'; result: PlanResult; basis: string } | { state: 'cancelled' | 'failed' },
): Promise<boolean> {
  const { numUpdatedRows } = await tables<RoadmapTables>(tx)
    .updateTable('roadmap_plan')
    .set((eb) => ({
      state: end.state,
      version: eb('version', '+', 1),
      updated_at: tx.now.toISOString(),
      ...(end.state === 'done' ? { result: JSON.stringify(end.result), basis: end.basis } : {}),
    }))
    .where('town_id', '=', tx.actor.townId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .$if(end.state === 'done', (query) => query.where('cancel_asked', '=', false))
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return false;
  await writeJournal(tx, {
    event: `roadmap_plan.${end.state}`,
    kind: 'roadmap_plan',
    recordId: id,
    officeId: null,
    changes: { state: ['running', end.state] },
  });
  return true;
}
