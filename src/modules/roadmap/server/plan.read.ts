import { loadNeeds, type MeasuresTables, type MeasureTable } from '#modules/measures';
import { type Row, toView } from '#platform/records';
import { type TownTx, tables } from '#platform/tx';
import type { PlannedMeasure, YearFrame } from '../domain/roadmap.ts';
import type { RoadmapTables } from './tables.ts';

export type PlanRow = PlannedMeasure &
  Pick<MeasureTable, 'title' | 'horizon' | 'status' | 'mandatory' | 'version'> & { responsibleRole: string };

/** All measures that may be placed: everything but what was rejected. */
export async function readPlan(tx: TownTx): Promise<{ plan: PlanRow[]; frames: YearFrame[] }> {
  const db = tables<MeasuresTables & RoadmapTables>(tx);
  const rows = await db
    .selectFrom('measure')
    .select([
      'id',
      'version',
      'number',
      'title',
      'horizon',
      'status',
      'mandatory',
      'starts',
      'quarters',
      'once_cost_cents',
      'yearly_cost_cents',
      'grant_cents',
      'budget_kind',
      'responsible_role',
    ])
    .where('town_id', '=', tx.actor.townId)
    .where('status', '<>', 'rejected')
    .orderBy('number')
    .execute();
  const needs = await loadNeeds(tx);
  const frames = await db
    .selectFrom('year_frame')
    .select(['year', 'result_cents', 'investment_cents'])
    .where('town_id', '=', tx.actor.townId)
    .orderBy('year')
    .execute();
  return {
    plan: rows.map((row) => ({ ...toView<PlanRow>(row as unknown as Row), needs: needs.get(row.id) ?? [] })),
    frames: frames.map((frame) => toView<YearFrame>(frame as unknown as Row)),
  };
}
