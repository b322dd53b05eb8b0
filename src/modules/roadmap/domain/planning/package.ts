import { onceCostInYear } from '#kernel/year-costs';
import type { Horizon } from './horizon.ts';
import { type Mode, type Problem, type Resource, type Schedule, topologicalOrder } from './problem.ts';

/**
 * A town's package of measures, with everything that holds for its plan as a list of conditions that can be named, left
 * out and put back. Time is counted in quarters from 0; money is in cents, work in tenths of a day.
 */
export interface TownPackage {
  /** Year and quarter (0 to 3) of period 0. */
  first: { year: number; quarter: number };
  /** Quarters of the window that is planned. */
  periods: number;
  /** The present quarter. */
  today: number;
  measures: readonly PackageMeasure[];
  conditions: readonly Condition[];
}

export interface PackageMeasure {
  id: string;
  /** Ways of carrying it out; the plan chooses. The first one stands in the measure. */
  ways: readonly Way[];
  /** When it was meant to be ready, the town's own word first. */
  said: readonly { by: 'measure' | 'library'; horizon: Horizon }[];
  budgetKind: BudgetKind;
  weight: number;
  /** What has not begun cannot begin before today. */
  earliest: number;
  /** Holds its place whatever happens to the others. */
  fixed: boolean;
}

export type BudgetKind = 'result' | 'investment';

export interface Way {
  /** Null for the one that stands in the measure. */
  id: string | null;
  /** Empty where nobody gave it one. */
  name: string;
  quarters: number;
  onceCents: number;
  grantCents: number;
  yearlyCents: number;
  /** Tenths of a day by role, over all its quarters. */
  work: Readonly<Record<string, number>>;
}

export const START_REASONS = [
  'budget',
  'commitment',
  'staff_plan',
  'staff_council',
  'council',
  'grant',
  'tender',
  'other_start',
] as const;
export const END_REASONS = ['law', 'support_end', 'grant_end', 'other_end'] as const;

/** One thing that holds for the plan; `measure` and `other` are positions. */
export type Condition =
  | { kind: 'needs'; measure: number; other: number; lag: number }
  | {
      kind: 'release';
      measure: number;
      from: number;
      reason: (typeof START_REASONS)[number] | 'delay';
    }
  /** Whatever is not fixed may not begin in the quarters from `from` up to, not including, `to`. */
  | { kind: 'closed'; from: number; to: number }
  /** Ended by the end of the quarter before `by`. */
  | { kind: 'deadline'; measure: number; by: number; reason: (typeof END_REASONS)[number] }
  | { kind: 'fixed'; measure: number; start: number; reason: 'decided' | 'mandatory' | 'done' | 'held' }
  | { kind: 'budget'; year: number; budget: BudgetKind; limit: number }
  /** Tenths of a day a role has in a quarter. */
  | { kind: 'capacity'; role: string; period: number; units: number }
  /** Everything ends within the window. */
  | { kind: 'window' };

const textOf = ({ first }: TownPackage, period: number): string => {
  const position = first.year * 4 + first.quarter + period;
  return `${Math.floor(position / 4)}-Q${(position % 4) + 1}`;
};
const yearAt = ({ first }: TownPackage, period: number): number =>
  Math.floor((first.year * 4 + first.quarter + period) / 4);

/** What a measure takes from the budget of a year when it starts in a period, in cents. */
export function costInYear(
  pack: TownPackage,
  { budgetKind, ways }: PackageMeasure,
  place: { start: number; way: number },
  { year, budget }: { year: number; budget: BudgetKind },
): number {
  const way = ways[place.way] as Way;
  const once =
    budget === budgetKind
      ? onceCostInYear(
          {
            starts: textOf(pack, place.start),
            quarters: way.quarters,
            onceCostCents: way.onceCents,
            grantCents: way.grantCents,
          },
          year,
        )
      : 0;
  const running =
    budget === 'result' && year > yearAt(pack, place.start + way.quarters - 1) ? way.yearlyCents : 0;
  return once + running;
}

/** Tenths of a day a role works in each quarter of a measure: its work spread evenly. */
export const unitsOf = (way: Way, role: string): number =>
  Math.round((way.work[role] ?? 0) / Math.max(1, way.quarters));

/** The first start that a condition leaves, by itself. */
const firstOf = (one: Condition): number =>
  one.kind === 'release' ? one.from : one.kind === 'closed' ? one.to : one.kind === 'fixed' ? one.start : 0;

/** Quarters behind the window up to which a condition by itself can push the end: what lies further away is a slip. */
const MOST_BEHIND = 160;

/** A length in which everything fits one after the other behind the window: the longest that needs looking at. */
export function farEnd({ measures, conditions, periods }: TownPackage): number {
  const longest = measures.map(({ ways }) => Math.max(...ways.map(({ quarters }) => quarters)));
  const needs = conditions.filter((one) => one.kind === 'needs');
  const tasks = measures.map(({ id }, at) => ({
    id,
    modes: [],
    needs: needs.filter(({ measure }) => measure === at).map(({ other, lag }) => ({ task: other, lag })),
    release: 0,
    deadline: null,
    weight: 0,
  }));
  const order = topologicalOrder(tasks);
  const latest = Math.max(...measures.map(({ earliest }) => earliest), ...conditions.map(firstOf));
  const from = Math.max(periods, Math.min(latest, periods + MOST_BEHIND));
  if (!order) return from + longest.reduce((a, b) => a + b, 0) + needs.reduce((sum, { lag }) => sum + lag, 0);
  const ends = new Array<number>(measures.length).fill(0);
  for (const at of order)
    ends[at] =
      (longest[at] ?? 0) +
      Math.max(0, ...(tasks[at]?.needs ?? []).map(({ task, lag }) => (ends[task] ?? 0) + lag));
  return from + Math.max(0, ...ends);
}

/** Quarters behind the window at whose end a measure counts as ended that is left out. */
const OUT = 4;

/**
 * The problem that holds exactly these conditions of a package. With `leave: 'out'` a measure that is neither fixed nor
 * under a deadline may also be left out, and what needs it with it: its last way ({@link isOut}).
 */
export function problemOf(
  pack: TownPackage,
  conditions: readonly Condition[] = pack.conditions,
  { leave }: { leave: 'none' | 'out' } = { leave: 'none' },
): Problem {
  const window = conditions.some(({ kind }) => kind === 'window') ? pack.periods : farEnd(pack);
  /** From here on a measure is out; those that need it with a lag come later still. */
  const out = window + OUT;
  const lags = conditions.reduce((sum, one) => sum + (one.kind === 'needs' ? one.lag : 0), 0);
  const horizon = leave === 'out' ? out + lags : window;
  const roles = [...new Set(conditions.flatMap((one) => (one.kind === 'capacity' ? [one.role] : [])))];
  const limits = conditions.filter(isSpent);
  /** Behind the limits: what lies behind the window. */
  const behind = limits.length;
  return {
    horizon,
    resources: roles.map((role) => resourceOf(role, horizon, conditions)),
    budgets: [
      ...limits.map((one, at) => ({ id: `${one.kind} ${at}`, limit: one.kind === 'budget' ? one.limit : 0 })),
      { id: 'behind', limit: 0 },
    ],
    tasks: pack.measures.map((measure, at) => {
      const own = conditions.filter((one) => 'measure' in one && one.measure === at);
      return {
        id: measure.id,
        modes: [
          ...measure.ways.map(
            (way, w): Mode => ({
              duration: way.quarters,
              uses: roles.map((role) => unitsOf(way, role)),
              spends: (start) => [
                ...(start + way.quarters > window ? [{ budget: behind, amount: 1 }] : []),
                ...limits.flatMap((limit, budget) => {
                  const amount = spentOf(pack, limit, at, { start, way: w });
                  return amount === 0 ? [] : [{ budget, amount }];
                }),
              ],
            }),
          ),
          ...(leave === 'out' && !own.some((one) => one.kind === 'fixed' || one.kind === 'deadline')
            ? [outside(roles.length, out, behind)]
            : []),
        ],
        needs: own.flatMap((one) => (one.kind === 'needs' ? [{ task: one.other, lag: one.lag }] : [])),
        release: Math.max(measure.earliest, ...own.map((one) => (one.kind === 'release' ? one.from : 0))),
        deadline: own.reduce<number | null>(
          (least, one) => (one.kind === 'deadline' ? Math.min(one.by, least ?? one.by) : least),
          null,
        ),
        weight: measure.weight,
      };
    }),
  };
}

const outside = (roles: number, from: number, behind: number): Mode => ({
  duration: 0,
  uses: new Array<number>(roles).fill(0),
  spends: (start) => (start < from ? [{ budget: behind, amount: 1 }] : []),
  outside: true,
});

/** Whether a place of a problem with `leave: 'out'` is none. */
export const isOut = (pack: TownPackage, at: number, way: number): boolean =>
  way >= (pack.measures[at]?.ways.length ?? 0);

type Spent = Extract<Condition, { kind: 'budget' | 'fixed' | 'closed' }>;
const isSpent = (one: Condition): one is Spent =>
  one.kind === 'budget' || one.kind === 'fixed' || one.kind === 'closed';

/** A place that is not allowed takes one from a budget of nothing. */
function spentOf(pack: TownPackage, limit: Spent, at: number, place: { start: number; way: number }): number {
  const measure = pack.measures[at] as PackageMeasure;
  if (limit.kind === 'budget') return costInYear(pack, measure, place, limit);
  if (limit.kind === 'fixed')
    return limit.measure === at && (place.start !== limit.start || place.way !== 0) ? 1 : 0;
  return !measure.fixed && place.start >= limit.from && place.start < limit.to ? 1 : 0;
}

function resourceOf(role: string, horizon: number, conditions: readonly Condition[]): Resource {
  const capacity = new Array<number>(horizon).fill(Number.POSITIVE_INFINITY);
  for (const one of conditions)
    if (one.kind === 'capacity' && one.role === role && one.period < horizon)
      capacity[one.period] = one.units;
  return { id: role, capacity };
}

/** What the places of all measures take together: by role and quarter, by year and kind of money. */
export interface Load {
  work: Map<string, number>;
  money: Map<string, number>;
}
export const workKey = (role: string, period: number): string => `${role} ${period}`;
export const moneyKey = (year: number, budget: BudgetKind): string => `${year} ${budget}`;

/** Adds (`times` 1) or takes away (-1) what one measure takes at a place. */
export function addLoad(
  load: Load,
  pack: TownPackage,
  at: number,
  place: { start: number; way: number },
  times: 1 | -1,
): void {
  const measure = pack.measures[at] as PackageMeasure;
  const way = measure.ways[place.way] as Way;
  const add = (map: Map<string, number>, key: string, amount: number) =>
    map.set(key, (map.get(key) ?? 0) + times * amount);
  for (const role of Object.keys(way.work))
    for (let period = place.start; period < place.start + way.quarters; period++)
      add(load.work, workKey(role, period), unitsOf(way, role));
  for (const one of pack.conditions)
    if (one.kind === 'budget')
      add(load.money, moneyKey(one.year, one.budget), costInYear(pack, measure, place, one));
}

export function loadOf(pack: TownPackage, { starts, modes }: Schedule): Load {
  const load: Load = { work: new Map(), money: new Map() };
  for (const at of pack.measures.keys())
    addLoad(load, pack, at, { start: starts[at] ?? 0, way: modes[at] ?? 0 }, 1);
  return load;
}

/** By how much a schedule breaks a condition: quarters, cents or tenths of a day; 0 where it holds. */
export function excessOf(
  pack: TownPackage,
  condition: Condition,
  { starts, modes }: Schedule,
  load: Load,
): number {
  const start = (at: number): number => starts[at] ?? 0;
  const end = (at: number): number => start(at) + (pack.measures[at]?.ways[modes[at] ?? 0]?.quarters ?? 0);
  switch (condition.kind) {
    case 'needs':
      return Math.max(0, end(condition.other) + condition.lag - start(condition.measure));
    case 'release':
      return Math.max(0, condition.from - start(condition.measure));
    case 'deadline':
      return Math.max(0, end(condition.measure) - condition.by);
    case 'fixed':
      return start(condition.measure) !== condition.start || (modes[condition.measure] ?? 0) !== 0 ? 1 : 0;
    case 'closed':
      return pack.measures.filter(
        ({ fixed }, at) => !fixed && start(at) >= condition.from && start(at) < condition.to,
      ).length;
    case 'budget':
      return Math.max(0, (load.money.get(moneyKey(condition.year, condition.budget)) ?? 0) - condition.limit);
    case 'capacity':
      return Math.max(0, (load.work.get(workKey(condition.role, condition.period)) ?? 0) - condition.units);
    case 'window':
      return Math.max(0, ...pack.measures.map((_, at) => end(at) - pack.periods));
  }
}
