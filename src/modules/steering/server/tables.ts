import type { Attendance, Reason } from '../domain/meeting.ts';

export interface SteeringTables {
  steering_meeting: {
    town_id: string;
    id: string;
    number: number;
    held_on: string;
    starts: string;
    place: string;
    note: string;
    approved_at: string | null;
    approved_by: string;
  };
  steering_member: {
    town_id: string;
    id: string;
    meeting_id: string;
    person_id: string;
    attendance: Attendance;
    asked_at: string | null;
    told_at: string | null;
  };
  steering_item: {
    town_id: string;
    id: string;
    meeting_id: string;
    position: number;
    title: string;
    reason: Reason;
    measure_id: string | null;
    minutes: string;
  };
  steering_resolution: {
    town_id: string;
    id: string;
    number: number;
    meeting_id: string;
    measure_id: string | null;
    wording: string;
    role: string;
    due_on: string | null;
    done_on: string | null;
    done_note: string;
  };
}
