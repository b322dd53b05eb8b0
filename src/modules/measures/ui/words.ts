import { api } from '#platform/client';
import { m } from '#texts';
import type { Status } from '#ui-kit/badge';
import { money, quarter } from '#ui-kit/format';
import type { measuresContract } from '../contract.ts';
import { type Horizon, MEASURE_STEPS, type MeasureStatus } from '../domain/measure.ts';

export const measures = api<typeof measuresContract>('measures');
export type Measure = Awaited<ReturnType<typeof measures.get>>;
export type Links = Awaited<ReturnType<typeof measures.links>>;

export const HORIZONS: Record<Horizon, () => string> = {
  short: m.measures_horizon_short,
  medium: m.measures_horizon_medium,
  long: m.measures_horizon_long,
};
export const BUDGET_KINDS: Record<Measure['budgetKind'], () => string> = {
  result: m.measures_budget_result,
  investment: m.measures_budget_investment,
};
export const CONFIDENTIALITIES: Record<Measure['confidentiality'], () => string> = {
  public: m.measures_class_public,
  non_public: m.measures_class_non_public,
  technical: m.measures_class_technical,
};
export const STATUSES: Record<MeasureStatus, () => string> = {
  proposed: m.measures_status_proposed,
  recommended: m.measures_status_recommended,
  decided: m.measures_status_decided,
  postponed: m.measures_status_postponed,
  rejected: m.measures_status_rejected,
  done: m.measures_status_done,
};
const LOOKS: Record<MeasureStatus, Omit<Status, 'word'>> = {
  proposed: { tone: 'neutral' },
  recommended: { tone: 'info' },
  decided: { tone: 'accent', icon: 'check' },
  postponed: { tone: 'warning', icon: 'clock' },
  rejected: { tone: 'neutral', icon: 'close' },
  done: { tone: 'success' },
};
export const statusOfMeasure = (status: MeasureStatus): Status => ({
  word: STATUSES[status](),
  ...LOOKS[status],
});

export const options = <K extends string>(words: Record<K, () => string>): { value: K; label: string }[] =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: words[value]() }));

const REASONS: Record<string, () => string> = {
  may_only_editors: m.measures_may_only_editors,
  may_only_deciders: m.measures_may_deciders,
  may_not_from_here: m.measures_may_not_from_here,
  may_only_proposed_removed: m.measures_may_only_proposed_removed,
};

/** Why something is not possible now; undefined when it is. */
export function reasonOf(may: true | string | undefined): string | undefined {
  if (may === true) return undefined;
  return (REASONS[may ?? ''] ?? m.measures_may_only_editors)();
}

/** The steps out of a status, each with the reason why this person may not take it. */
export const stepsOf = (measure: Measure): { to: MeasureStatus; reason: string | undefined }[] =>
  MEASURE_STEPS.nextSteps(measure.status).map(({ to }) => ({ to, reason: reasonOf(measure.may[to]) }));

/** Years that running cost is looked at, as usual for decisions of the council. */
const YEARS = 5;
export const fiveYearCost = (
  cost: Pick<Measure, 'onceCostCents' | 'grantCents' | 'yearlyCostCents'>,
): number => cost.onceCostCents - cost.grantCents + YEARS * cost.yearlyCostCents;

const plain = (value: string) => value;
const cents = (value: string) => money(Number(value), true);
const word = (words: Record<string, () => string>) => (value: string) => words[value]?.() ?? value;
const yesNo = (value: string) => (value === 'true' ? m.measures_yes() : m.measures_no());

/** Fields as the journal names them. */
export const MEASURE_FIELDS = {
  title: { label: m.measures_title_field, show: plain },
  reason: { label: m.measures_reason, show: plain },
  description: { label: m.measures_description, show: plain },
  horizon: { label: m.measures_horizon, show: word(HORIZONS) },
  mandatory: { label: m.measures_mandatory, show: yesNo },
  once_cost_cents: { label: m.measures_once_cost, show: cents },
  yearly_cost_cents: { label: m.measures_yearly_cost, show: cents },
  grant_cents: { label: m.measures_grant, show: cents },
  budget_kind: { label: m.measures_budget_kind, show: word(BUDGET_KINDS) },
  budget_line_id: { label: m.measures_budget_line },
  effort_days: { label: m.measures_effort, show: plain },
  external_days: { label: m.measures_external, show: plain },
  responsible_role: { label: m.measures_responsible },
  owner_id: { label: m.measures_owner },
  consult_contract_id: { label: m.measures_consult_contract },
  proof: { label: m.measures_proof, show: plain },
  indicator: { label: m.measures_indicator, show: plain },
  confidentiality: { label: m.measures_confidentiality, show: word(CONFIDENTIALITIES) },
  library: { label: m.measures_stands_for, show: plain },
  starts: { label: m.measures_starts, show: quarter },
  quarters: { label: m.measures_quarters, show: plain },
  findings: { label: m.measures_findings, show: plain },
  goals: { label: m.measures_goals, show: plain },
  developments: { label: m.measures_developments, show: plain },
  needs: { label: m.measures_needs, show: plain },
};
export const EVENTS = {
  proposed: m.measures_event_proposed,
  recommended: m.measures_event_recommended,
  decided: m.measures_event_decided,
  postponed: m.measures_event_postponed,
  rejected: m.measures_event_rejected,
  done: m.measures_event_done,
  placed: m.measures_event_placed,
  linked: m.measures_event_linked,
  unlinked: m.measures_event_unlinked,
  weighed: m.measures_event_weighed,
  priced: m.measures_event_priced,
};

/** What is read again after a measure has changed. */
export const touched = (town: string, id: string) => [
  ['measures', town],
  ['measure', town, id],
  ['stories', town, id],
  ['threads', town],
  ['roadmap', town],
  ['overview', town],
  ['developments', town],
  ['coverage', town],
  ['economies', town],
  ['executions', town],
  ['consulting', town],
];
