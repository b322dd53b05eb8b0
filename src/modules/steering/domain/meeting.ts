import { addMonths, type LocalDate, localDate } from '#kernel/dates';

export const ATTENDANCES = ['invited', 'present', 'excused', 'absent'] as const;
export type Attendance = (typeof ATTENDANCES)[number];

/** Why something stands on the agenda, the most urgent first; `own` = somebody put it there. */
export const REASONS = [
  'red',
  'blocked',
  'overdue',
  'yellow',
  'silent',
  'undecided',
  'review',
  'resolution',
  'own',
] as const;
export type Reason = (typeof REASONS)[number];

/** What is known of a measure that is carried out or waits for a decision. */
export interface MeasureState {
  readonly id: string;
  readonly title: string;
  readonly status: 'recommended' | 'decided';
  /** Light, hindrance and month of the latest report; null without one. */
  readonly light: 'green' | 'yellow' | 'red' | null;
  readonly blocker: string;
  readonly reportedFor: string | null;
  /** First day of the month from which on it is carried out; null = nobody has said. */
  readonly since: string | null;
  /** Milestones and tasks whose day has passed. */
  readonly overdue: number;
  /** A review of its effect is due. */
  readonly reviewDue: boolean;
}

/** What minutes lack to be approved: what was said or resolved, who was there, both; null = nothing. */
export function lackOf(written: number, present: number): 'empty' | 'nobody' | 'blank' | null {
  if (written === 0) return present === 0 ? 'blank' : 'empty';
  return present === 0 ? 'nobody' : null;
}

export const monthBefore = (day: string): LocalDate => addMonths(localDate(`${day.slice(0, 8)}01`), -1);

/** The most urgent reason for which a measure belongs before the group on a day; null = none. */
export function reasonFor(state: MeasureState, day: string): Exclude<Reason, 'own' | 'resolution'> | null {
  if (state.status === 'recommended') return 'undecided';
  if (state.light === 'red') return 'red';
  if (state.blocker !== '') return 'blocked';
  if (state.overdue > 0) return 'overdue';
  if (state.light === 'yellow') return 'yellow';
  const last = monthBefore(day);
  const running = state.since === null || state.since <= last;
  if (running && (state.reportedFor === null || state.reportedFor < last)) return 'silent';
  return state.reviewDue ? 'review' : null;
}
