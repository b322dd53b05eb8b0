import type { Confidentiality } from '#kernel/document';
import { listPath } from '#kernel/paths';
import { api, problemOf } from '#platform/client';
import { m } from '#texts';
import type { Status, Tone } from '#ui-kit/badge';
import { toast } from '#ui-kit/toast';
import type { findingsContract } from '../contract.ts';
import { classOf, classOfArea } from '../domain/confidentiality.ts';
import type { Answer, FindingArea, FindingStatus } from '../domain/finding.ts';

export const findings = api<typeof findingsContract>('findings');
export type Finding = Awaited<ReturnType<typeof findings.get>>;
export type Story = Awaited<ReturnType<typeof findings.story>>;
export type Round = Awaited<ReturnType<typeof findings.rounds.get>>;

/** What was refused, in words. */
export const toldAsToast = (error: unknown) =>
  toast(problemOf(error)?.text ?? m.findings_unreachable(), { tone: 'danger' });

/** F-01: the number people say. */
export const findingNumber = ({ number }: { number: number }): string =>
  `F-${String(number).padStart(2, '0')}`;

export const AREAS: Record<FindingArea, () => string> = {
  organisation: m.findings_area_organisation,
  steering: m.findings_area_steering,
  operations: m.findings_area_operations,
  security: m.findings_area_security,
  budget: m.findings_area_budget,
  infrastructure: m.findings_area_infrastructure,
  applications: m.findings_area_applications,
  contracts: m.findings_area_contracts,
};

export const CONFIDENTIALITY_WORDS: Record<Confidentiality, () => string> = {
  public: m.findings_class_public,
  non_public: m.findings_class_non_public,
  technical: m.findings_class_technical,
};
/** The class that holds, and where it comes from. */
export const classWords = (finding: Pick<Finding, 'area' | 'confidentiality'>): string => {
  const word = CONFIDENTIALITY_WORDS[classOf(finding)]();
  return finding.confidentiality ? word : m.findings_class_by_area({ class: word });
};
export const classChoices = (area: FindingArea): { value: string; label: string }[] => [
  { value: '', label: m.findings_class_by_area({ class: CONFIDENTIALITY_WORDS[classOfArea(area)]() }) },
  ...options(CONFIDENTIALITY_WORDS),
];

const STATUS: Record<FindingStatus, { word: () => string; tone: Tone }> = {
  draft: { word: m.findings_status_draft, tone: 'neutral' },
  in_review: { word: m.findings_status_in_review, tone: 'info' },
  confirmed: { word: m.findings_status_confirmed, tone: 'success' },
  corrected: { word: m.findings_status_corrected, tone: 'accent' },
  disputed: { word: m.findings_status_disputed, tone: 'warning' },
  merged: { word: m.findings_status_merged, tone: 'neutral' },
};
export const statusWord = (status: FindingStatus): string => STATUS[status].word();
export const statusOfFinding = ({ status, mergedInto }: Finding): Status => ({
  word: mergedInto
    ? m.findings_status_merged_into({ number: findingNumber(mergedInto) })
    : STATUS[status].word(),
  tone: STATUS[status].tone,
});

const SEVERITY: readonly { word: () => string; tone: Tone }[] = [
  { word: m.findings_severity_1, tone: 'neutral' },
  { word: m.findings_severity_2, tone: 'info' },
  { word: m.findings_severity_3, tone: 'warning' },
  { word: m.findings_severity_4, tone: 'danger' },
];
export const severityStatus = (severity: number): Status => {
  const { word, tone } = SEVERITY[severity - 1] ?? { word: m.findings_severity_1, tone: 'neutral' as const };
  return { word: word(), tone };
};

export const ANSWER_WORDS: Record<Answer, () => string> = {
  agrees: m.findings_answer_agrees,
  disagrees: m.findings_answer_disagrees,
  missing: m.findings_answer_missing,
};

const REASONS: Record<string, () => string> = {
  may_only_editors: m.findings_may_only_editors,
  may_only_reviewers: m.findings_may_only_reviewers,
  may_already_in_review: m.findings_may_already_in_review,
  may_not_yet_in_review: m.findings_may_not_yet_in_review,
  may_only_drafts_removed: m.findings_may_only_drafts_removed,
  may_merged: m.findings_may_merged,
  may_not_merged: m.findings_may_not_merged,
};
/** Why something is not possible now; undefined when it is. */
export const reasonOf = (may: true | string | undefined): string | undefined =>
  may === true ? undefined : (REASONS[may ?? '']?.() ?? m.findings_may_only_editors());

export const options = <K extends string>(words: Record<K, () => string>): { value: K; label: string }[] =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: words[value]() }));

export const STATUS_OPTIONS = (): { value: string; label: string }[] =>
  (Object.keys(STATUS) as FindingStatus[]).map((value) => ({ value, label: STATUS[value].word() }));
/** Of 1 to 3. */
export const IMPACTS = [m.findings_impact_1, m.findings_impact_2, m.findings_impact_3] as const;
export const LIKELIHOODS = [
  m.findings_likelihood_1,
  m.findings_likelihood_2,
  m.findings_likelihood_3,
] as const;

export const SEVERITY_OPTIONS = (): { value: string; label: string }[] =>
  SEVERITY.map(({ word }, place) => ({ value: String(place + 1), label: word() }));

/** The page on which findings are merged. */
export const mergePath = (town: string, ids: readonly string[]): string =>
  `${listPath(town, 'finding')}/zusammenfuehren?ids=${ids.join(',')}`;

/** What is read again after findings were merged or parted. */
export const touchedByMerge = (town: string) =>
  ['findings', 'finding', 'stories', 'threads', 'overview', 'measures', 'measure', 'review-guests'].map(
    (key) => [key, town],
  );

/** What is read again after a finding has changed. */
export const touched = (town: string, id: string) => [
  ['findings', town],
  ['finding', town, id],
  ['stories', town, id],
  ['threads', town],
  ['overview', town],
];
