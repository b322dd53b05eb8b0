import { localDateOf } from '#kernel/dates';
import { EDITORS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { functionsFor, type TownTx } from '#platform/tx';
import type { roadmapContract as contract } from '../contract.ts';
import { type BaselinePlace, progressOf, summed } from '../domain/progress.ts';
import { baselineView, listBaselines } from './baseline-store.ts';
import { quartersAt } from './now-position.ts';
import { readMeasuresNow } from './progress.read.ts';

/** A baseline beside the plan in force and what was reported; without one named the newest. Refuses an unknown one. */
export async function showProgress(
  tx: TownTx,
  input: RouteInput<typeof contract.progress>,
): Promise<RouteOutput<typeof contract.progress>> {
  const baselines = await listBaselines(tx);
  const chosen = input.baseline ? baselines.find(({ id }) => id === input.baseline) : baselines[0];
  if (input.baseline && !chosen) refuse('not_found', 'not_found');
  const places = chosen ? (JSON.parse(chosen.places) as BaselinePlace[]) : [];
  const rows = progressOf(places, await readMeasuresNow(tx), quartersAt(localDateOf(tx.now)));
  return {
    baselines: baselines.map(baselineView),
    baselineId: chosen?.id ?? null,
    rows,
    sums: summed(rows),
    may: { keep: functionsFor(tx.actor, null).some((fn) => EDITORS.includes(fn)) },
  };
}
