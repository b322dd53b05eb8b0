import type { FrameworkId, Phase } from '../domain/rating.ts';

export interface AssessmentTables {
  engagement: {
    town_id: string;
    id: string;
    title: string;
    starts_on: string;
    ends_on: string;
    status: string;
    assignment: string;
  };
  agenda_entry: {
    town_id: string;
    id: string;
    engagement_id: string;
    day: number;
    starts: string;
    ends: string;
    phase: Phase;
    title: string;
    place: string;
    participants: string;
    note: string;
    done: boolean;
  };
  goal: {
    town_id: string;
    id: string;
    engagement_id: string;
    number: number;
    title: string;
    owner_person_id: string | null;
    noticed_by: string;
    weight: number;
  };
  success_factor: { town_id: string; id: string; engagement_id: string; title: string; note: string };
  observation: {
    town_id: string;
    id: string;
    engagement_id: string;
    number: number;
    room_id: string | null;
    statement: string;
    severity: number;
    seen_by: string;
  };
  rating: {
    town_id: string;
    id: string;
    engagement_id: string;
    framework: FrameworkId;
    requirement: string;
    level: number | null;
    target: number;
    certainty: 'certain' | 'assumed' | 'open';
    evidence: string;
    note: string;
  };
}
