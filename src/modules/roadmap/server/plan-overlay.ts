import { type LocalDate, localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import { type TownTx, tables } from '#platform/tx';
import { frameUnder, type WhatIf } from '../domain/planning/town.ts';
import { askedOf, findPlan, type PlanResult, whatOf } from './planning-store.ts';
import type { RoadmapTables } from './tables.ts';

/** Where a plan has a measure, and how it carries it out. */
export interface PlannedPlace {
  readonly starts: string;
  readonly quarters: number;
  readonly horizon: 'short' | 'medium' | 'long' | null;
  /** Cost of the way that was chosen, in cents; null where the measure knows only one. */
  readonly cost: { readonly onceCents: number; readonly yearlyCents: number } | null;
  /** Days of a way other than the one that stands in the measure. */
  readonly effort: { readonly effortDays: number; readonly externalDays: number } | null;
}

/** A kept plan as others tell of it as if it were in force. */
export interface PlanOverlay {
  readonly id: string;
  readonly name: string;
  readonly reckonedOn: LocalDate;
  readonly proven: boolean;
  readonly gap: number | null;
  readonly what: WhatIf;
  /** What it was reckoned from has changed since. */
  readonly outdated: boolean;
  /** By id of the measure; null = left out of the plan. What ended long ago is not in it. */
  readonly places: ReadonlyMap<string, PlannedPlace | null>;
  /** The frame of a year as the plan assumes it, from the one that was set, in cents. */
  readonly frame: (cents: number, year: number) => number;
}

/** Reads a kept plan for the documents. Refuses `not_found`, `plan_not_done`, and `plan_empty` where nothing could be planned. */
export async function planOverlay(tx: TownTx, planId: string): Promise<PlanOverlay> {
  const row = await findPlan(tx, planId);
  if (row.state !== 'done' || row.result === null) refuse('state', 'plan_not_done');
  const result = JSON.parse(row.result) as PlanResult;
  if (result.weighted === null) refuse('state', 'plan_empty');
  const what = whatOf(row);
  const reckonedOn = localDateOf(new Date(row.created_at));
  return {
    id: row.id,
    name: row.name,
    reckonedOn,
    proven: result.proven,
    gap: result.gap,
    what,
    outdated: (await askedOf(tx, what)).basis !== row.basis,
    places: placesOf(result, await effortsOf(tx)),
    frame: (cents, year) => frameUnder(what, cents, { year, now: Number(reckonedOn.slice(0, 4)) }),
  };
}

type Efforts = Map<string, NonNullable<PlannedPlace['effort']>>;

function placesOf({ leftOut, measures }: PlanResult, efforts: Efforts): Map<string, PlannedPlace | null> {
  const places = new Map<string, PlannedPlace | null>(leftOut.map(({ id }) => [id, null]));
  for (const { id, starts, quarters, horizon, way } of measures)
    places.set(
      id,
      starts === null
        ? null
        : {
            starts,
            quarters,
            horizon,
            cost: way ? { onceCents: way.onceCents, yearlyCents: way.yearlyCents } : null,
            effort: efforts.get(way?.id ?? '') ?? null,
          },
    );
  return places;
}

async function effortsOf(tx: TownTx): Promise<Efforts> {
  const rows = await tables<RoadmapTables>(tx)
    .selectFrom('measure_way')
    .select(['id', 'effort_days', 'external_days'])
    .where('town_id', '=', tx.actor.townId)
    .where('own', '=', false)
    .execute();
  return new Map(
    rows.map((row) => [row.id, { effortDays: row.effort_days, externalDays: row.external_days }]),
  );
}
