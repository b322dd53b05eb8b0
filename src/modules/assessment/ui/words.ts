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
export type Goal = Awaited<ReturnType<typeof assessment.goals.get>>;
export type SuccessFactor = Awaited<ReturnType<typeof assessment.successFactors.get>>;
export type Observation = Awaited<ReturnType<typeof assessment.observations.get>>;
export type Rating = Awaited<ReturnType<typeof assessment.ratings.get>>;
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
export const CERTAINTY_WORDS: Record<Rating['certainty'], () => string> = {
  certain: m.assessment_certain,
  assumed: m.assessment_assumed,
  open: m.assessment_open,
};
export const FRAMEWORK_WORDS: Record<FrameworkId, string> = { itil: 'ITIL', vds10000: 'VdS 10000' };
export const SEVERITY_WORDS = [
  m.assessment_severity_1,
  m.assessment_severity_2,
  m.assessment_severity_3,
  m.assessment_severity_4,
] as const;
export const severityWord = (severity: number): string =>
  (SEVERITY_WORDS[severity - 1] ?? SEVERITY_WORDS[0])();

export const goalNumber = ({ number }: { number: number }): string => `Z-${number}`;
export const observationNumber = ({ number }: { number: number }): string =>
  `B-${String(number).padStart(2, '0')}`;

export const options = <K extends string>(words: Record<K, () => string>): { value: K; label: string }[] =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: words[value]() }));
export const SEVERITY_OPTIONS = (): { value: string; label: string }[] =>
  SEVERITY_WORDS.map((word, place) => ({ value: String(place + 1), label: word() }));
