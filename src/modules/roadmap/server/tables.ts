import type { ConditionKind } from '../domain/planning/condition-kinds.ts';

interface Own {
  town_id: string;
  id: string;
  version: number;
  office_id: string | null;
  created_at: string;
  updated_at: string;
}

export interface RoadmapPlanTable extends Own {
  name: string;
  /** JSON: the assumptions. */
  what: string;
  basis: string;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  phase: string;
  rows_done: number;
  rows_total: number;
  cancel_asked: boolean;
  /** JSON: what came out. */
  result: string | null;
  accepted_at: string | null;
}

export interface MeasureWayTable extends Own {
  measure_id: string;
  name: string;
  /** Stands in the measure, which holds its numbers; here they are null and 0. */
  own: boolean;
  quarters: number | null;
  once_cost_cents: number;
  yearly_cost_cents: number;
  effort_days: number;
  external_days: number;
  note: string;
}

export interface RoadmapBaselineTable extends Own {
  name: string;
  set_by: string;
  /** JSON: places and cost of every measure that had a place. */
  places: string;
}

export interface RoadmapTables {
  year_frame: { town_id: string; id: string; year: number; result_cents: number; investment_cents: number };
  role_time: Own & {
    role: string;
    from_quarter: string;
    until_quarter: string | null;
    percent: number;
    away_days: number;
    note: string;
  };
  plan_condition: Own & {
    kind: ConditionKind;
    measure_id: string | null;
    quarter: string | null;
    needs_id: string | null;
    lag_quarters: number | null;
    note: string;
  };
  measure_way: MeasureWayTable;
  roadmap_plan: RoadmapPlanTable;
  roadmap_baseline: RoadmapBaselineTable;
}
