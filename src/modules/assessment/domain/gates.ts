import { PHASES, type Phase } from './rating.ts';

/** What a week holds so far, as counts. */
export interface WeekCounts {
  /** Entries of the agenda per phase. */
  agenda: Readonly<Record<Phase, { total: number; done: number }>>;
  rooms: { total: number; seen: number };
  interviews: { total: number; held: number };
  goals: { total: number; owned: number };
  goalPairs: { total: number; decided: number };
  requirements: { total: number; judged: number };
  /** The full years before the week of which the town's spending is to be known, and of which anything is. */
  spendingYears: { total: number; told: number };
  findings: { total: number; draft: number; inReview: number };
  /** Findings that stand, confirmed or corrected. */
  standing: { total: number; withMeasure: number };
  measures: { total: number; costed: number; scheduled: number };
  targetAgreed: boolean;
}

/** Something a phase is to leave behind: so much of it is there. */
export interface Condition {
  code: ConditionCode;
  done: number;
  total: number;
}
export const CONDITIONS = [
  'agenda',
  'rooms',
  'interviews',
  'goals',
  'goal_pairs',
  'requirements',
  'spending',
  'findings_worded',
  'findings_answered',
  'target_agreed',
  'findings_with_measure',
  'measures_costed',
  'measures_scheduled',
] as const;
export type ConditionCode = (typeof CONDITIONS)[number];

const met = ({ done, total }: Condition): boolean => total > 0 && done >= total;

export interface Gate {
  phase: Phase;
  conditions: Condition[];
  /** Conditions that are not met. */
  open: number;
  /** 0 to 1: how much of what the phase is to leave behind is there. */
  share: number;
}

/** The gate at the end of each phase. What a week does not have at all (no rooms, say) counts as open. */
export function gatesOf(week: WeekCounts): Gate[] {
  return PHASES.map((phase) => {
    const conditions: Condition[] = [
      { code: 'agenda', done: week.agenda[phase].done, total: week.agenda[phase].total },
      ...CONDITIONS_OF[phase](week),
    ];
    const open = conditions.filter((condition) => !met(condition)).length;
    const shares = conditions.map(({ done, total }) => (total > 0 ? Math.min(1, done / total) : 0));
    return { phase, conditions, open, share: shares.reduce((a, b) => a + b, 0) / shares.length };
  });
}

const CONDITIONS_OF: Readonly<Record<Phase, (week: WeekCounts) => Condition[]>> = {
  explore: ({ rooms, interviews, goals, goalPairs, requirements, spendingYears }) => [
    { code: 'rooms', done: rooms.seen, total: rooms.total },
    { code: 'interviews', done: interviews.held, total: interviews.total },
    { code: 'goals', done: goals.owned, total: goals.total },
    // Where no two goals meet there is nothing to decide.
    ...(goalPairs.total > 0
      ? [{ code: 'goal_pairs' as const, done: goalPairs.decided, total: goalPairs.total }]
      : []),
    { code: 'requirements', done: requirements.judged, total: requirements.total },
    { code: 'spending', done: spendingYears.told, total: spendingYears.total },
  ],
  review: ({ findings }) => [
    { code: 'findings_worded', done: findings.total - findings.draft, total: findings.total },
    {
      code: 'findings_answered',
      done: findings.total - findings.draft - findings.inReview,
      total: findings.total,
    },
  ],
  innovate: ({ standing, measures, targetAgreed }) => [
    { code: 'target_agreed', done: targetAgreed ? 1 : 0, total: 1 },
    { code: 'findings_with_measure', done: standing.withMeasure, total: standing.total },
    { code: 'measures_costed', done: measures.costed, total: measures.total },
  ],
  communicate: ({ measures }) => [
    { code: 'measures_scheduled', done: measures.scheduled, total: measures.total },
  ],
};
