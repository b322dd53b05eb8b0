/** What a measure has to wait for, be ready by, or keep between itself and another. */
export const CONDITION_KINDS = [
  'budget',
  'commitment',
  'staff_plan',
  'staff_council',
  'council',
  'grant',
  'tender',
  'other_start',
  'law',
  'support_end',
  'grant_end',
  'other_end',
  'lag',
  'closed',
] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];
