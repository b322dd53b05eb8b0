import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { insertRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import type { BaselinePlace } from '../domain/progress.ts';
import { baselineView, listBaselines, lockBaselines } from './baseline-store.ts';
import { roadmapBaseline } from './kinds.ts';
import { readMeasuresNow } from './progress.read.ts';
import type { RoadmapBaselineTable } from './tables.ts';

/**
 * Keeps the plan in force to measure progress by. Refuses `baseline_empty` where no measure has a place and
 * `baseline_unchanged` where the newest one says the same already.
 */
export async function keepBaseline(
  tx: TownTx,
  { name }: RouteInput<typeof contract.keepBaseline>,
): Promise<RouteOutput<typeof contract.keepBaseline>> {
  await lockBaselines(tx);
  const places = JSON.stringify(await placesNow(tx));
  if (places === '[]') refuse('state', 'baseline_empty');
  const [newest] = await listBaselines(tx);
  if (newest?.places === places) refuse('state', 'baseline_unchanged');
  const row = await insertRecord(tx, roadmapBaseline, { name, places, set_by: tx.actor.name });
  return baselineView(row as unknown as RoadmapBaselineTable);
}

/** Refuses `not_found`, and `version_conflict` when somebody renamed it since. */
export async function renameBaseline(
  tx: TownTx,
  { id, name, version }: RouteInput<typeof contract.renameBaseline>,
): Promise<RouteOutput<typeof contract.renameBaseline>> {
  const row = await updateRecord(tx, roadmapBaseline, id, { name }, { version });
  return baselineView(row as unknown as RoadmapBaselineTable);
}

/** Keeps one where there is none yet and something has a place; its name, or null. */
export async function keepFirstBaseline(tx: TownTx, name: string): Promise<string | null> {
  await lockBaselines(tx);
  if ((await listBaselines(tx)).length > 0) return null;
  const places = await placesNow(tx);
  if (places.length === 0) return null;
  await insertRecord(tx, roadmapBaseline, {
    name,
    places: JSON.stringify(places),
    set_by: tx.actor.name,
  });
  return name;
}

async function placesNow(tx: TownTx): Promise<BaselinePlace[]> {
  return (await readMeasuresNow(tx)).flatMap(
    ({ id, number, status, starts, quarters, onceCents, yearlyCents }): BaselinePlace[] =>
      starts === null || status === 'rejected' || status === 'postponed'
        ? []
        : [{ id, number, starts, quarters, onceCents, yearlyCents }],
  );
}
