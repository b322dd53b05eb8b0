import type { RATING_LINK_KINDS } from '../domain/evidence.ts';
import type { Way } from '../domain/interview.ts';
import type { FrameworkId, Phase } from '../domain/rating.ts';
import type { Sketch } from '../domain/sketch.ts';
import type { Answer } from '../domain/walk.ts';

export interface AssessmentTables {
  engagement: {
    town_id: string;
    id: string;
    title: string;
    starts_on: string;
    ends_on: string;
    status: string;
    assignment: string;
    follows_id: string | null;
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
    room_id: string | null;
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
    follows_id: string | null;
    reached: number | null;
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
    seen_at: string | null;
    point: string;
    plan_file_id: string | null;
    sketch: Sketch;
  };
  checklist_answer: {
    town_id: string;
    id: string;
    version: number;
    engagement_id: string;
    room_id: string;
    point: string;
    answer: Answer;
    note: string;
    seen_by: string;
    seen_at: string | null;
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
    covered_by: string;
    risk_reason: string;
    carried_from: string | null;
    carried_level: number | null;
  };
}

/** What ratings rest on beside their files. */
export interface EvidenceTables {
  rating_link: {
    town_id: string;
    id: string;
    rating_id: string;
    kind: (typeof RATING_LINK_KINDS)[number];
    target_id: string | null;
    item_id: string | null;
    posting_id: string | null;
    url: string;
    label: string;
  };
}

/** Interviews, who answers in them and what they say. */
export interface InterviewTables {
  interview: {
    town_id: string;
    id: string;
    engagement_id: string;
    title: string;
    people: string;
    roles: string[];
    site_ids: string[];
    without: string[];
    depth: 1 | 2 | 3;
    minutes: number;
    day: number;
    starts: string;
    status: 'planned' | 'running' | 'done';
    current_question: string;
  };
  respondent: {
    town_id: string;
    id: string;
    interview_id: string;
    name: string;
    email: string;
    works_in_id: string | null;
    way: Way;
    token_until: string | null;
    questions: string[];
  };
  answer: {
    town_id: string;
    id: string;
    engagement_id: string;
    interview_id: string;
    respondent_id: string;
    question: string;
    state: 'level' | 'unknown' | 'not_applicable';
    level: number | null;
    reason: string;
    evidence: string;
    version: number;
  };
  answer_evidence: {
    town_id: string;
    id: string;
    interview_id: string;
    respondent_id: string;
    question: string;
  };
  interview_note: { town_id: string; id: string; interview_id: string; question: string; note: string };
}

/** How a week is run. */
export interface WeekTables {
  agenda_guest: {
    town_id: string;
    id: string;
    agenda_entry_id: string;
    person_id: string | null;
    name: string;
    email: string;
    answer: 'open' | 'accepted' | 'declined';
  };
  agenda_invitation: {
    town_id: string;
    id: string;
    engagement_id: string;
    entry_id: string;
    person_id: string | null;
    name: string;
    email: string;
    day: string;
    starts: string;
    ends: string;
    title: string;
    place: string;
    sequence: number;
    asked_at: string;
    invited_by: string;
    cancelled_at: string | null;
  };
  agenda_template: { town_id: string; id: string; entries: unknown; updated_at: string };
  gate_passage: {
    town_id: string;
    id: string;
    engagement_id: string;
    phase: Phase;
    open_points: number;
    reason: string;
    passed_by: string;
    created_at: string;
  };
  goal_pair: {
    town_id: string;
    id: string;
    engagement_id: string;
    goal_id: string;
    other_goal_id: string;
    relation: 'contradicts' | 'repeats';
    decision: string;
  };
  development: { town_id: string; id: string; title: string };
  calendar_feed: { town_id: string; id: string; engagement_id: string; person_id: string | null };
}

/** Legal units with what is known of them, and results of assessments after an older edition. */
export interface ListTables {
  legal_unit: { town_id: string; id: string; name: string; kind: string; note: string; version: number };
  legal_unit_answer: { town_id: string; id: string; unit_id: string; fact: string; value: string };
  older_result: {
    town_id: string;
    id: string;
    assessed_on: string;
    source: string;
    note: string;
    version: number;
  };
  older_chapter: {
    town_id: string;
    id: string;
    result_id: string;
    chapter: string;
    stated: 'percent' | 'met' | 'partly' | 'not_met';
    percent: number;
  };
}
