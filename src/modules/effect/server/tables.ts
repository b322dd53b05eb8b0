import type { Consequence, Judgement } from '../domain/effect.ts';
import type { Better, Unit } from '../domain/sources.ts';

export interface EffectTables {
  measure_indicator: {
    town_id: string;
    id: string;
    version: number;
    measure_id: string;
    source: string;
    scope: string;
    name: string;
    unit: Unit;
    better: Better;
    baseline: number | null;
    baseline_on: string | null;
    target: number;
    first_review_on: string;
    rhythm_months: number;
    next_review_on: string | null;
    reminded_for: string | null;
    office_id: string | null;
  };
  indicator_value: {
    town_id: string;
    id: string;
    version: number;
    indicator_id: string;
    measured_on: string;
    value: number;
    part: number | null;
    whole: number | null;
    computed: boolean;
    note: string;
  };
  measure_review: {
    town_id: string;
    id: string;
    version: number;
    measure_id: string;
    reviewed_on: string;
    indicator_name: string;
    unit: Unit;
    baseline: number | null;
    target: number;
    value: number;
    judgement: Judgement;
    consequence: Consequence;
    reason: string;
    next_on: string | null;
  };
  measure_follow_up: {
    town_id: string;
    id: string;
    measure_id: string;
    follows_id: string;
    review_id: string;
  };
  measure_report: {
    town_id: string;
    id: string;
    measure_id: string;
    month: string;
    light: 'green' | 'yellow' | 'red';
    sentence: string;
    blocker: string;
    percent: number;
    cost_cents: number;
    own_days: number;
    consultant_hours: number;
    contract_id: string | null;
  };
  measure_task: {
    town_id: string;
    id: string;
    measure_id: string;
    title: string;
    milestone: boolean;
    role: string;
    due_on: string | null;
    done_on: string | null;
  };
}
