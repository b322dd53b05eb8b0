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
  proof: string;
  indicator: string;
  starts: string | null;
  quarters: number;
  confidentiality: Confidentiality;
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
  };
  measure_finding: { town_id: string; id: string; measure_id: string; finding_id: string };
  measure_goal: { town_id: string; id: string; measure_id: string; goal_id: string };
  measure_development: { town_id: string; id: string; measure_id: string; development_id: string };
  measure_dependency: { town_id: string; id: string; measure_id: string; needs_id: string };
}
