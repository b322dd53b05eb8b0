import { EDITORS, type Fn, REVIEWERS } from '#kernel/functions';
import { type Step, steps } from '#kernel/steps';

/** Where a finding can stand while it speaks for itself. */
const OWN_STATUSES = ['draft', 'in_review', 'confirmed', 'corrected', 'disputed'] as const;
/** `merged`: another one says it now and carries what it rested on; the number stays. */
export const FINDING_STATUSES = [...OWN_STATUSES, 'merged'] as const;
export type OwnStatus = (typeof OWN_STATUSES)[number];
export type FindingStatus = (typeof FINDING_STATUSES)[number];
export const FINDING_AREAS = [
  'organisation',
  'steering',
  'operations',
  'security',
  'budget',
  'infrastructure',
  'applications',
  'contracts',
] as const;
export type FindingArea = (typeof FINDING_AREAS)[number];
export const ANSWERS = ['agrees', 'disagrees', 'missing'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Who may answer in the review round: the town itself, never who wrote the findings for it. */
export const ANSWERING: readonly Fn[] = REVIEWERS;

/** Day 3: everything found is played back; a corrected wording is answered anew. */
export const FINDING_STEPS = steps<FindingStatus>([
  { from: 'draft', to: 'in_review', may: EDITORS },
  { from: 'in_review', to: 'draft', may: EDITORS },
  { from: 'in_review', to: 'confirmed', may: ANSWERING },
  { from: 'in_review', to: 'disputed', may: ANSWERING },
  { from: 'in_review', to: 'corrected', may: EDITORS },
  { from: 'disputed', to: 'corrected', may: EDITORS },
  { from: 'disputed', to: 'confirmed', may: ANSWERING },
  { from: 'corrected', to: 'confirmed', may: ANSWERING },
  { from: 'corrected', to: 'disputed', may: ANSWERING },
  { from: 'confirmed', to: 'corrected', may: EDITORS },
  { from: 'confirmed', to: 'in_review', may: EDITORS },
  { from: 'corrected', to: 'in_review', may: EDITORS },
  ...OWN_STATUSES.flatMap((status): Step<FindingStatus>[] => [
    { from: status, to: 'merged', may: EDITORS },
    { from: 'merged', to: status, may: EDITORS },
  ]),
]);

/**
 * Status after an answer in the review round. `missing` asks for more and leaves the status; a correction that
 * is agreed to stays `corrected`, so that the report can tell it from what was right at once.
 */
export function statusAfter(status: FindingStatus, answer: Answer): FindingStatus {
  if (answer === 'missing') return status;
  if (answer === 'disagrees') return 'disputed';
  return status === 'corrected' ? 'corrected' : 'confirmed';
}

/** What was answered for. Whatever of it changes has to be answered anew. */
export const ANSWERED_FOR = ['area', 'title', 'basis', 'cause', 'consequence', 'severity'] as const;

/** Status after a plain change of the record: what had been confirmed goes back into the review round. */
export const statusAfterChange = (status: FindingStatus): FindingStatus =>
  status === 'confirmed' || status === 'corrected' ? 'in_review' : status;

/** Status of the finding that others were merged into: once any of them had been put before people, it is asked anew. */
export const statusAfterMerge = (of: readonly FindingStatus[]): FindingStatus =>
  of.every((status) => status === 'draft') ? 'draft' : 'in_review';

export type FindingMay = Record<
  'edit' | 'submit' | 'review' | 'correct' | 'remove' | 'merge' | 'separate',
  true | string
>;

const MERGED = {
  edit: 'may_merged',
  submit: 'may_merged',
  review: 'may_merged',
  correct: 'may_merged',
  remove: 'may_merged',
  merge: 'may_merged',
} as const;

/** What these functions may do with a finding in this status; a text is the code of the reason why not. */
export function findingMay(status: FindingStatus, functions: readonly Fn[]): FindingMay {
  const holds = (allowed: readonly Fn[]) => functions.some((f) => allowed.includes(f));
  const edits = holds(EDITORS) || 'may_only_editors';
  if (status === 'merged') return { ...MERGED, separate: edits };
  const reach = FINDING_STEPS.nextSteps(status, functions).map((step) => step.to);
  const answers = holds(ANSWERING) || 'may_only_reviewers';
  return {
    edit: edits,
    submit: edits === true ? status === 'draft' || 'may_already_in_review' : edits,
    review: answers === true ? status !== 'draft' || 'may_not_yet_in_review' : answers,
    correct:
      edits === true
        ? reach.includes('corrected') || status === 'corrected' || 'may_not_yet_in_review'
        : edits,
    remove: edits === true ? status === 'draft' || 'may_only_drafts_removed' : edits,
    merge: edits,
    separate: 'may_not_merged',
  };
}
