import { EDITORS, type Fn, TREASURERS } from '#kernel/functions';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { placeMeasure } from '#modules/measures';
import { functionsFor, type TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import {
  type PlannedMeasure,
  quartersOf,
  roadmapConflicts,
  type YearFrame,
  yearOf,
  yearTotals,
} from '../domain/roadmap.ts';
import { readPlan } from './plan.read.ts';

/** The roadmap with yearly totals, frames and conflicts. */
export async function showRoadmap(tx: TownTx): Promise<RouteOutput<typeof contract.show>> {
  const { plan, frames } = await readPlan(tx);
  const quarters = quartersOf(plan, tx.now.getFullYear());
  const years = yearsOf(plan, frames, tx.now);
  const holds = (allowed: readonly Fn[]) => functionsFor(tx.actor, null).some((f) => allowed.includes(f));
  return {
    quarters,
    measures: plan.map((m) => ({ ...m, needs: [...m.needs] })),
    years: yearTotals(plan, frames, years),
    conflicts: roadmapConflicts(plan),
    may: { place: holds(EDITORS), frame: holds(TREASURERS) },
  };
}

/** Every year that the plan or a frame touches. */
export function yearsOf(plan: readonly PlannedMeasure[], frames: readonly YearFrame[], now: Date): number[] {
  const planned = quartersOf(plan, now.getFullYear()).map(yearOf);
  return [...new Set([...planned, ...frames.map((f) => f.year)])].sort((a, b) => a - b);
}

/** Places a measure, or takes it off; conflicts are shown, not refused: planning passes through them. */
export async function placeOnRoadmap(
  tx: TownTx,
  input: RouteInput<typeof contract.place>,
): Promise<RouteOutput<typeof contract.place>> {
  await placeMeasure(tx, input.id, input.starts, input.quarters);
  return showRoadmap(tx);
}
