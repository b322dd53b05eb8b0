import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { readRecord } from '#platform/records';
import { listReckonings } from '#platform/solver/kept-reckonings';
import type { TownTx } from '#platform/tx';
import type { planResult } from '../contract-planning.ts';
import {
  AS_IT_IS,
  type HeldFault,
  heldFaults,
  type TownProblem,
  townProblem,
  type WhatIf,
} from '../domain/planning/town.ts';
import { roadmapPlan } from './kinds.ts';
import type { RoadmapPlanTable } from './tables.ts';
import { readTownPlan } from './town-plan.read.ts';

export type PlanResult = z.infer<typeof planResult>;

/** A package as it stands, with the question asked of it. */
export interface Asked {
  problem: TownProblem;
  now: string;
  /** Start of every measure in the plan in force. */
  before: Map<string, string | null>;
  basis: string;
  heldFaults: (under: string) => HeldFault[];
}

/** The assumptions of a plan that was kept; what could not be assumed then was not. */
export const whatOf = ({ what }: Pick<RoadmapPlanTable, 'what'>): WhatIf => ({
  ...AS_IT_IS,
  ...(JSON.parse(what) as Partial<WhatIf>),
});

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
    heldFaults: (under) => heldFaults(town, under),
  };
}

export async function findPlan(tx: TownTx, id: string): Promise<RoadmapPlanTable> {
  return (await readRecord(tx, roadmapPlan, id)) as unknown as RoadmapPlanTable;
}

export const listPlans = (tx: TownTx) => listReckonings<RoadmapPlanTable>(tx, 'roadmap_plan');
