import { formatMonth, localDate } from '#kernel/dates';
import { listPath } from '#kernel/paths';
import type { measuresContract } from '#modules/measures/contract';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import type { Status } from '#ui-kit/badge';
import { date, number } from '#ui-kit/format';
import type { effectContract } from '../contract.ts';
import type { Consequence, Judgement } from '../domain/effect.ts';
import type { SourceKey, Unit } from '../domain/sources.ts';

export const effect = api<typeof effectContract>('effect');
export const measures = api<typeof measuresContract>('measures');
export type Measure = Awaited<ReturnType<typeof measures.get>>;
export type Indicator = NonNullable<Awaited<ReturnType<typeof effect.indicator>>['indicator']>;
export type Reviews = Awaited<ReturnType<typeof effect.reviews>>;
export type Register = Awaited<ReturnType<typeof effect.register>>;
export type Executions = Awaited<ReturnType<typeof effect.executions>>;
export type ExecutionSums = Awaited<ReturnType<typeof effect.execution>>;
export type Report = Awaited<ReturnType<typeof effect.reports.get>>;
export type Task = Awaited<ReturnType<typeof effect.tasks.get>>;

export const useMeasure = (id: string) => {
  const town = useTown();
  return useRecord(['measure', town, id], () => measures.get({ town, id }));
};

export const SOURCE_WORDS: Record<SourceKey | 'entered', () => string> = {
  role_unions: m.effect_source_role_unions,
  items_past_support: m.effect_source_items_past_support,
  items_without_backup: m.effect_source_items_without_backup,
  critical_items_backed_up: m.effect_source_critical_items_backed_up,
  items_with_responsible: m.effect_source_items_with_responsible,
  findings_open: m.effect_source_findings_open,
  measures_done: m.effect_source_measures_done,
  practice_level: m.effect_source_practice_level,
  chapter_fulfilment: m.effect_source_chapter_fulfilment,
  framework_on_target: m.effect_source_framework_on_target,
  spending_measured: m.effect_source_spending_measured,
  postings_unassigned: m.effect_source_postings_unassigned,
  budget_used: m.effect_source_budget_used,
  contracts_without_end: m.effect_source_contracts_without_end,
  strategic_time: m.effect_source_strategic_time,
  fire_fighting_time: m.effect_source_fire_fighting_time,
  interruptions: m.effect_source_interruptions,
  defects_on_walk: m.effect_source_defects_on_walk,
  entered: m.effect_entered,
};
export const RULES: Record<SourceKey | 'entered', () => string> = {
  role_unions: m.effect_rule_role_unions,
  items_past_support: m.effect_rule_items_past_support,
  items_without_backup: m.effect_rule_items_without_backup,
  critical_items_backed_up: m.effect_rule_critical_items_backed_up,
  items_with_responsible: m.effect_rule_items_with_responsible,
  findings_open: m.effect_rule_findings_open,
  measures_done: m.effect_rule_measures_done,
  practice_level: m.effect_rule_practice_level,
  chapter_fulfilment: m.effect_rule_chapter_fulfilment,
  framework_on_target: m.effect_rule_framework_on_target,
  spending_measured: m.effect_rule_spending_measured,
  postings_unassigned: m.effect_rule_postings_unassigned,
  budget_used: m.effect_rule_budget_used,
  contracts_without_end: m.effect_rule_contracts_without_end,
  strategic_time: m.effect_rule_strategic_time,
  fire_fighting_time: m.effect_rule_fire_fighting_time,
  interruptions: m.effect_rule_interruptions,
  defects_on_walk: m.effect_rule_defects_on_walk,
  entered: m.effect_rule_entered,
};

/** Sources whose rows are what is missing from the whole, instead of what counts. */
export const SHOWS_MISSING: readonly string[] = [
  'critical_items_backed_up',
  'items_with_responsible',
  'measures_done',
  'framework_on_target',
];

/** The list behind a source, filtered as far as the list can. */
export function sourceHref(town: string, source: SourceKey, scope: string): string {
  const year = new Date().getFullYear();
  const hrefs: Record<SourceKey, string> = {
    role_unions: listPath(town, 'duty'),
    items_past_support: `${listPath(town, 'item')}?f.support=ended`,
    items_without_backup: `${listPath(town, 'item')}?f.backup=no`,
    critical_items_backed_up: `${listPath(town, 'item')}?f.criticality=critical`,
    items_with_responsible: `${listPath(town, 'item')}?f.responsible=none`,
    findings_open: `${listPath(town, 'finding')}?f.severity=${scope}`,
    measures_done: `${listPath(town, 'measure')}?f.status=decided`,
    practice_level: `${listPath(town, 'rating')}?rahmen=itil`,
    chapter_fulfilment: `${listPath(town, 'rating')}?rahmen=vds10000`,
    framework_on_target: `${listPath(town, 'rating')}?rahmen=${scope}`,
    spending_measured: listPath(town, 'spending'),
    postings_unassigned: `${listPath(town, 'posting')}?f.area=unassigned`,
    budget_used: `${listPath(town, 'budget_line')}?f.year=${year}`,
    contracts_without_end: `${listPath(town, 'contract')}?sort=-endsOn`,
    strategic_time: listPath(town, 'activity'),
    fire_fighting_time: listPath(town, 'activity'),
    interruptions: listPath(town, 'activity'),
    defects_on_walk: listPath(town, 'observation'),
  };
  return hrefs[source];
}

export const UNIT_WORDS: Record<Unit, () => string> = {
  count: m.effect_word_count,
  percent: m.effect_word_percent,
  level: m.effect_word_level,
  euros: m.effect_word_euros,
  days: m.effect_word_days,
  hours: m.effect_word_hours,
  minutes: m.effect_word_minutes,
  years: m.effect_word_years,
};

/** A value with its unit: "42 %", "Stufe 2", and bare for what is counted. */
export function withUnit(value: number, unit: Unit): string {
  const text = number(value, 1);
  const words: Record<Unit, () => string> = {
    count: () => text,
    percent: () => `${text}\u00a0%`,
    level: () => m.effect_unit_level({ value: text }),
    euros: () => `${text}\u00a0€`,
    days: () => m.effect_unit_days({ value: text }),
    hours: () => m.effect_unit_hours({ value: text }),
    minutes: () => m.effect_unit_minutes({ value: text }),
    years: () => m.effect_unit_years({ value: text }),
  };
  return words[unit]();
}

export const JUDGEMENTS: Record<Judgement, () => string> = {
  reached: m.effect_judgement_reached,
  on_the_way: m.effect_judgement_on_the_way,
  failing: m.effect_judgement_failing,
};
export const judgementStatus = (judgement: Judgement): Status => ({
  word: JUDGEMENTS[judgement](),
  tone: ({ reached: 'success', on_the_way: 'info', failing: 'danger' } as const)[judgement],
});
export const CONSEQUENCES: Record<Consequence, () => string> = {
  keep: m.effect_consequence_keep,
  strengthen: m.effect_consequence_strengthen,
  replace: m.effect_consequence_replace,
  close: m.effect_consequence_close,
};
export const CONSEQUENCE_HELP: Record<Consequence, () => string> = {
  keep: m.effect_consequence_keep_help,
  strengthen: m.effect_consequence_strengthen_help,
  replace: m.effect_consequence_replace_help,
  close: m.effect_consequence_close_help,
};
export const LIGHTS = {
  green: { word: m.effect_light_green, tone: 'success' },
  yellow: { word: m.effect_light_yellow, tone: 'warning' },
  red: { word: m.effect_light_red, tone: 'danger' },
} as const;
export const lightStatus = (light: Report['light']): Status => ({
  word: LIGHTS[light].word(),
  tone: LIGHTS[light].tone,
});

/** What an indicator is called: its own word, or that of its source with the scope. */
export const indicatorName = (
  { name, source, scope }: { name: string; source: string; scope: string },
  scopeTitle: (source: string, scope: string) => string,
): string => {
  if (name) return name;
  const word = (SOURCE_WORDS[source as SourceKey] ?? (() => source))();
  return scope ? `${word}: ${scopeTitle(source, scope)}` : word;
};

/** "November 2026" */
export const monthWord = (day: string): string => formatMonth(localDate(day), getLocale());

/** Hours, days and counts with at most one digit behind the comma. */
export const oneDigit = (value: number): string => number(value, 1);

export const dayOf = (day: string | null): string => (day ? date(day) : m.effect_no_more());

/** What is read again after something about the effect of a measure has changed. */
export const touched = (town: string, id: string) => [
  ['effect', town, id],
  ['improvements', town],
  ['measures', town],
  ['threads', town],
  ['overview', town],
];
