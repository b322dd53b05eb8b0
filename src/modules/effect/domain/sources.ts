/** What an indicator can be bound to: figures that the product computes from its own rows. */

export const UNITS = ['count', 'percent', 'level', 'euros', 'days', 'hours', 'minutes', 'years'] as const;
export type Unit = (typeof UNITS)[number];
export type Better = 'higher' | 'lower';
/** What a source is asked of: a practice of ITIL, a chapter of VdS 10000, a framework, findings from a severity on. */
export type ScopeKind = 'none' | 'practice' | 'chapter' | 'framework' | 'severity';

export interface Source {
  readonly unit: Unit;
  readonly better: Better;
  readonly scope: ScopeKind;
  /** Where the library of measures says that such a figure is read (`readFrom`). */
  readonly place: string;
}

const count = (place: string, better: Better = 'lower', scope: ScopeKind = 'none'): Source => ({
  unit: 'count',
  better,
  scope,
  place,
});
const share = (place: string, better: Better = 'higher', scope: ScopeKind = 'none'): Source => ({
  unit: 'percent',
  better,
  scope,
  place,
});

/** In the order of the form. The key is stored with an indicator: a source is added or left, never renamed. */
export const SOURCES = {
  role_unions: count('duties'),
  items_past_support: count('inventory'),
  items_without_backup: count('inventory'),
  critical_items_backed_up: share('inventory'),
  items_with_responsible: share('inventory'),
  findings_open: share('measures', 'lower', 'severity'),
  measures_done: share('measures'),
  practice_level: { unit: 'level', better: 'higher', scope: 'practice', place: 'ratings' },
  chapter_fulfilment: share('ratings', 'higher', 'chapter'),
  framework_on_target: share('ratings', 'higher', 'framework'),
  spending_measured: share('spending'),
  postings_unassigned: share('spending', 'lower'),
  budget_used: share('spending'),
  contracts_without_end: count('contracts'),
  strategic_time: share('activity'),
  fire_fighting_time: share('activity', 'lower'),
  interruptions: count('activity'),
  defects_on_walk: count('walk'),
} as const satisfies Record<string, Source>;
export type SourceKey = keyof typeof SOURCES;
export const SOURCE_KEYS = Object.keys(SOURCES) as SourceKey[];
/** Somebody enters the values. */
export const ENTERED = 'entered';

export const sourceOf = (key: string): Source | null =>
  key in SOURCES ? ((SOURCES as Record<string, Source>)[key] ?? null) : null;

/** So many of so many in whole per cent, rounded down; null where there is nothing to count. */
export const percentOf = (part: number, whole: number): number | null =>
  whole > 0 ? Math.floor((part * 100) / whole) : null;
