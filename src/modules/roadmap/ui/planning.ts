import { useEffect } from 'react';
import { recordPath } from '#kernel/paths';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { money, number, quarter } from '#ui-kit/format';
import { HORIZON_WORDS, KIND_WORDS, measureNumber, type Roadmap, roadmap } from './words.ts';

export type Plans = Awaited<ReturnType<typeof roadmap.plans>>;
export type PlanRow = Plans['rows'][number];
export type Plan = Awaited<ReturnType<typeof roadmap.getPlan>>;
export type Result = NonNullable<Plan['result']>;
export type Condition = Result['brokenBefore'][number];
export type What = PlanRow['what'];
export type Earlier = Result['measures'][number]['earlier'];
export type Departure = Result['measures'][number]['departure'];

export const AS_IT_IS: What = {
  budgetPercent: 0,
  role: null,
  rolePercent: 0,
  delayedId: null,
  delayQuarters: 0,
  held: [],
};

const PAUSE_MS = 700;

/** A reckoned plan, asked for anew while it runs. */
export function usePlan(id: string) {
  const town = useTown();
  const { data, error, refetch, dataUpdatedAt, errorUpdatedAt } = useRecord(['roadmap-plan', town, id], () =>
    roadmap.getPlan({ town, id }),
  );
  const runs = data?.state === 'running';
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer, also a failed one, starts the next pause
  useEffect(() => {
    if (!runs) return;
    const timer = setTimeout(() => void refetch(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [runs, refetch, dataUpdatedAt, errorUpdatedAt]);
  return { plan: data, error, refetch };
}

/** Why each measure of the plan in force does not start earlier, and what that plan breaks. */
export function useReasons() {
  const town = useTown();
  return useRecord(['roadmap', town, 'reasons'], () => roadmap.reasons({ town }));
}

/** The measures of the town by id, as number and title, for sentences and links. */
export interface Names {
  of: (id: string | null) => string;
  titleOf: (id: string) => string;
  href: (id: string) => string;
  role: (key: string | null) => string;
}

export function namesOf(view: Roadmap | undefined, town: string, roleOf: (key: string) => string): Names {
  const byId = new Map(view?.measures.map((one) => [one.id, one]));
  const of = (id: string | null) => {
    const found = id === null ? undefined : byId.get(id);
    return found ? measureNumber(found) : m.roadmap_plan_gone();
  };
  return {
    of,
    titleOf: (id) => {
      const found = byId.get(id);
      return found ? `${measureNumber(found)} ${found.title}` : m.roadmap_plan_gone();
    },
    href: (id) => recordPath(town, 'measure', id),
    role: (key) => (key === null ? '' : roleOf(key)),
  };
}

const REASONS: Record<string, () => string> = {
  budget: m.roadmap_reason_budget,
  commitment: m.roadmap_reason_commitment,
  staff_plan: m.roadmap_reason_staff_plan,
  staff_council: m.roadmap_reason_staff_council,
  council: m.roadmap_reason_council,
  grant: m.roadmap_reason_grant,
  tender: m.roadmap_reason_tender,
  other_start: m.roadmap_reason_other_start,
  delay: m.roadmap_reason_delay,
  law: m.roadmap_reason_law,
  support_end: m.roadmap_reason_support_end,
  grant_end: m.roadmap_reason_grant_end,
  other_end: m.roadmap_reason_other_end,
  lag: m.roadmap_reason_lag,
  closed: m.roadmap_reason_closed,
  decided: m.roadmap_reason_decided,
  held: m.roadmap_reason_held,
  mandatory: m.roadmap_mandatory,
  done: m.roadmap_reason_done,
};
export const reasonWord = (reason: string | null): string => REASONS[reason ?? '']?.() ?? '';

export const days = (tenths: number): string => number(tenths / 10, 1);

/** One thing that holds for the plan, as a sentence that can stand alone. */
export function conditionSentence(one: Condition, names: Names): string {
  const at = one.quarter ? quarter(one.quarter) : '';
  const measure = names.of(one.measureId);
  const reason = reasonWord(one.reason);
  switch (one.kind) {
    case 'needs':
      return one.lagQuarters > 0
        ? m.roadmap_holds_lag({ measure, other: names.of(one.otherId), count: String(one.lagQuarters) })
        : m.roadmap_holds_needs({ measure, other: names.of(one.otherId) });
    case 'release':
      return m.roadmap_holds_release({ measure, quarter: at, reason });
    case 'deadline':
      return m.roadmap_holds_deadline({ measure, quarter: at, reason });
    case 'fixed':
      return m.roadmap_holds_fixed({ measure, quarter: at, reason });
    case 'closed':
      return m.roadmap_holds_closed({ quarter: at });
    case 'window':
      return m.roadmap_holds_window({ quarter: at });
    case 'budget':
      return m.roadmap_holds_budget({
        year: String(one.year),
        kind: KIND_WORDS[one.budget ?? 'result'](),
        amount: money(one.amount ?? 0),
      });
    case 'capacity':
      return one.quarter
        ? m.roadmap_holds_capacity({ role: names.role(one.role), quarter: at, days: days(one.amount ?? 0) })
        : m.roadmap_holds_role({ role: names.role(one.role) });
  }
}

/** Why a measure does not start earlier, in one sentence. */
export function earlierSentence(earlier: Earlier, names: Names): string {
  if (!earlier) return m.roadmap_earlier_none();
  const at = quarter(earlier.starts);
  const way = earlier.way
    ? ` ${m.roadmap_earlier_way({ way: earlier.way.name || m.roadmap_way_own() })}`
    : '';
  if (earlier.conditions.length === 0) return m.roadmap_earlier_free({ quarter: at }) + way;
  const reasons = earlier.conditions.map((one) => conditionSentence(one, names)).join('; ');
  return m.roadmap_earlier_because({ quarter: at, reasons }) + way;
}

/** Why a measure is ready in another horizon than was said of it, in one sentence; empty where it is not. */
export function departureSentence(departure: Departure, names: Names): string {
  if (!departure) return '';
  const said = HORIZON_WORDS[departure.said]();
  const by = departure.by === 'measure' ? m.roadmap_departure_measure : m.roadmap_departure_library;
  const start = by({ horizon: said });
  if (departure.why === 'sooner') return `${start} ${m.roadmap_departure_sooner()}`;
  if (departure.why === 'long') return `${start} ${m.roadmap_departure_long()}`;
  const reasons = departure.conditions.map((one) => conditionSentence(one, names)).join('; ');
  return `${start} ${reasons ? m.roadmap_departure_pushed({ reasons }) : m.roadmap_departure_free()}`;
}

/** What was assumed, in words; nothing assumed = as the records say. */
export function whatWords(what: What, names: Names): string {
  const words: string[] = [];
  if (what.budgetPercent !== 0) words.push(budgetWord(what.budgetPercent));
  if (what.role !== null && what.rolePercent !== 0)
    words.push(`${names.role(what.role)}: ${roleWord(what.rolePercent)}`);
  if (what.delayedId !== null && what.delayQuarters !== 0)
    words.push(`${names.of(what.delayedId)}: ${delayWord(what.delayQuarters)}`);
  for (const one of what.held)
    words.push(m.roadmap_what_held({ measure: names.of(one.id), quarter: quarter(one.quarter) }));
  return words.join(', ') || m.roadmap_what_as_it_is();
}

export const budgetWord = (percent: number): string =>
  percent === 0
    ? m.roadmap_what_budget_same()
    : percent < 0
      ? m.roadmap_what_budget_less({ percent: String(-percent) })
      : m.roadmap_what_budget_more({ percent: String(percent) });
export const roleWord = (percent: number): string =>
  percent === 0
    ? m.roadmap_what_role_same()
    : percent < 0
      ? m.roadmap_what_role_less({ percent: String(-percent) })
      : m.roadmap_what_role_more({ percent: String(percent) });
export const delayWord = (count: number): string =>
  count === 0 ? m.roadmap_what_delay_none() : m.roadmap_what_delay({ count });

/** How sure it is that no plan is better. */
export function proofWords({ proven, gap }: { proven: boolean | null; gap: number | null }): string {
  if (proven) return m.roadmap_proof_proven();
  return gap === null ? m.roadmap_proof_unknown() : m.roadmap_proof_gap({ percent: number(gap, 1) });
}
