import type { RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import { brokenBy, toldDeparture, toldEarlier } from '../domain/planning/result.ts';
import { AS_IT_IS, placedSchedule, townProblem } from '../domain/planning/town.ts';
import { reasonsOf } from './planning/answer.ts';
import { readTownPlan } from './town-plan.read.ts';

/** Of every measure in the plan in force, why it does not start earlier while all others hold their place. */
export async function whyNotEarlier(tx: TownTx): Promise<RouteOutput<typeof contract.reasons>> {
  const town = await readTownPlan(tx, AS_IT_IS);
  const placed = { ...town, measures: town.measures.filter(({ starts }) => starts !== null) };
  const { pack } = townProblem(placed);
  const { earlier, departures } = reasonsOf(pack, placedSchedule(pack, placed.measures));
  return {
    measures: pack.measures.map(({ id }, at) => ({
      id,
      earlier: toldEarlier(pack, earlier[at] ?? null, 0, at),
      departure: toldDeparture(pack, departures[at] ?? null),
    })),
    broken: brokenBy(pack, new Map(placed.measures.map(({ id, starts }) => [id, starts]))),
  };
}
