import type { Confidentiality } from '#kernel/document';
import type { Horizon, MeasureStatus } from '../domain/measure.ts';

export interface MeasureTable {
  town_id: string;
  id: string;
  version: number;
  office_id: string | null;
  created_at: string;
  updated_at: string;
  number: number;
  title: string;
  reason: string;
  description: string;
  horizon: Horizon;
  status: MeasureStatus;
  mandatory: boolean;
  once_cost_cents: number;
  yearly_cost_cents: number;
  grant_cents: number;
  budget_kind: 'result' | 'investment';
  budget_line_id: string | null;
  effort_days: number;
  external_days: number;
  responsible_role: string;
  owner_id: string | null;
  consult_contract_id: string | null;
  proof: string;
  indicator: string;
  starts: string | null;
  quarters: number;
  confidentiality: Confidentiality;
  library: string;
}

interface Own {
  town_id: string;
  id: string;
  version: number;
  office_id: string | null;
  created_at: string;
  updated_at: string;
}

export interface MeasurePackageTable extends Own {
  name: string;
  /** JSON: the variants that were asked for. */
  what: string;
  basis: string;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  phase: string;
  rows_done: number;
  rows_total: number;
  cancel_asked: boolean;
  /** JSON: what came out. */
  result: string | null;
  /** Key of the variant that was taken over, and the transaction that did it. */
  taken: string;
  taken_at: string | null;
  taken_xid: string;
}

export interface MeasuresTables {
  measure: MeasureTable;
  measure_decision: {
    town_id: string;
    id: string;
    measure_id: string;
    outcome: 'decided' | 'postponed' | 'rejected' | 'done';
    decided_on: string;
    body: 'council' | 'committee' | 'mayor' | 'administration';
    reference: string;
    wording: string;
    withdrawn_on: string | null;
    withdrawn_reason: string;
  };
  measure_finding: { town_id: string; id: string; measure_id: string; finding_id: string; strength: number };
  measure_goal: { town_id: string; id: string; measure_id: string; goal_id: string; strength: number };
  measure_development: { town_id: string; id: string; measure_id: string; development_id: string };
  measure_dependency: { town_id: string; id: string; measure_id: string; needs_id: string };
  measure_package: MeasurePackageTable;
  measure_economy: Own & { measure_id: string };
  measure_replacement: Own & { measure_id: string };
  role_rate: Own & { role: string; day_cents: number };
}
