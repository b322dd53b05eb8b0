import type { Sureness, WorkKind } from '../domain/activities.ts';

export interface ActivityTables {
  activity_day: {
    town_id: string;
    id: string;
    user_id: string;
    day: string;
    role: string;
    interruptions: number;
    note: string;
    version: number;
    created_at: Date;
    updated_at: Date;
  };
  activity_entry: {
    town_id: string;
    id: string;
    user_id: string;
    day: string;
    role: string;
    kind: WorkKind;
    minutes: number;
    source: 'diary';
    created_at: Date;
    updated_at: Date;
  };
  activity_release: {
    town_id: string;
    id: string;
    user_id: string;
    purpose: string;
    from_day: string;
    until_day: string;
    revoked_at: string | Date | null;
    updated_at: Date;
  };
  activity_estimate: {
    town_id: string;
    id: string;
    role: string;
    certainty: 'estimated' | 'unknown';
    minutes_per_week: number | null;
    strategic: number;
    project: number;
    service: number;
    operation: number;
    fire_fighting: number;
    administration: number;
    interruptions_per_day: number | null;
    sureness: Sureness;
    basis: string;
  };
}
