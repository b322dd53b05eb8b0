import type { catalogueContract } from '#modules/catalogue/contract';
import type { organisationContract } from '#modules/organisation/contract';
import { api } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import type { assessmentContract } from '../contract.ts';
import type { FrameworkId, Phase } from '../domain/rating.ts';

export const assessment = api<typeof assessmentContract>('assessment');
export const organisation = api<typeof organisationContract>('organisation');
export const catalogue = api<typeof catalogueContract>('catalogue');

export type Engagement = Awaited<ReturnType<typeof assessment.engagements.get>>;
export type AgendaEntry = Awaited<ReturnType<typeof assessment.agenda.get>>;
/** How one guest stands to one entry. */
export type Invitation = Awaited<ReturnType<typeof assessment.invitations>>['rows'][number];
export type Goal = Awaited<ReturnType<typeof assessment.goals.get>>;
export type GoalPair = Awaited<ReturnType<typeof assessment.goalPairs.get>>;
export type SuccessFactor = Awaited<ReturnType<typeof assessment.successFactors.get>>;
export type Observation = Awaited<ReturnType<typeof assessment.observations.get>>;
export type Rating = Awaited<ReturnType<typeof assessment.ratings.get>>;
export type Interview = Awaited<ReturnType<typeof assessment.interviews.get>>;
/** Everything an interview shows while it is held. */
export type Sheet = Awaited<ReturnType<typeof assessment.interviewSheet>>;
export type SheetQuestion = Sheet['questions'][number];
export type SheetAnswer = Sheet['answers'][number];
export type RequirementScore = Awaited<ReturnType<typeof assessment.scores>>['requirements'][number];
export type Framework = Awaited<ReturnType<typeof catalogue.frameworks>>['frameworks'][number];
export type Requirement = Framework['requirements'][number];

/** A text of a catalogue in the language of the page. */
export const local = (text: { de: string; en: string }): string => text[getLocale()];

export const PHASE_WORDS: Record<Phase, () => string> = {
  explore: m.assessment_phase_explore,
  review: m.assessment_phase_review,
  innovate: m.assessment_phase_innovate,
  communicate: m.assessment_phase_communicate,
};
export const STATUS_WORDS: Record<Engagement['status'], () => string> = {
  planned: m.assessment_status_planned,
  running: m.assessment_status_running,
  closed: m.assessment_status_closed,
};
export const INTERVIEW_STATUS_WORDS: Record<Interview['status'], () => string> = {
  planned: m.assessment_interview_planned,
  running: m.assessment_interview_running,
  done: m.assessment_interview_done,
};
export const CERTAINTY_WORDS: Record<Rating['certainty'], () => string> = {
  certain: m.assessment_certain,
  assumed: m.assessment_assumed,
  open: m.assessment_open,
};
export const FRAMEWORK_WORDS: Record<FrameworkId, string> = { itil: 'ITIL', vds10000: 'VdS 10000' };
export const goalNumber = ({ number }: { number: number }): string => `Z-${number}`;
export const namedGoal = (goal: Goal | undefined): string =>
  goal ? `${goalNumber(goal)} ${goal.title}` : '';
export const observationNumber = ({ number }: { number: number }): string =>
  `B-${String(number).padStart(2, '0')}`;

export const options = <K extends string>(words: Record<K, () => string>): { value: K; label: string }[] =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: words[value]() }));

/** What a question shares with the others of its requirement. */
export const requirementOf = (
  { requirements }: Sheet,
  of: SheetQuestion,
): Sheet['requirements'][number] | undefined =>
  requirements.find(
    ({ framework, requirement }) => framework === of.framework && requirement === of.requirement,
  );
