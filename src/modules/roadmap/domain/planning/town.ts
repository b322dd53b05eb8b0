import type { ConditionKind } from './condition-kinds.ts';
import type { Horizon } from './horizon.ts';
import type { Condition, END_REASONS, PackageMeasure, START_REASONS, TownPackage, Way } from './package.ts';

/** A town's package as its records say it, and the question that is asked of it. Quarters are text `YYYY-Qn`. */
export interface TownPlan {
  now: string;
  measures: readonly TownMeasure[];
  frames: readonly { year: number; resultCents: number; investmentCents: number }[];
  conditions: readonly PlanCondition[];
  roleTimes: readonly RoleTime[];
  /** Working days of a quarter, public holidays taken off. */
  workingDays: (quarter: string) => number;
  what: WhatIf;
}

export interface TownMeasure {
  id: string;
  status: 'proposed' | 'recommended' | 'decided' | 'postponed' | 'rejected' | 'done';
  mandatory: boolean;
  starts: string | null;
  quarters: number;
  onceCostCents: number;
  yearlyCostCents: number;
  grantCents: number;
  budgetKind: 'result' | 'investment';
  effortDays: number;
  externalDays: number;
  responsibleRole: string;
  needs: readonly string[];
  /** Severity (1 to 4) of the findings it answers and weight (1 to 5) of the goals it serves. */
  severities: readonly number[];
  goalWeights: readonly number[];
  /** When it is meant to be ready, and what the library says of it; null where it is not of the library. */
  horizon: Horizon;
  libraryHorizon: Horizon | null;
  /** Name of the way that stands in the measure, and the other ways there are. */
  wayName: string;
  ways: readonly TownWay[];
}

/** Another way of carrying a measure out; the grant and the role that answers for it stay. */
export interface TownWay {
  id: string;
  name: string;
  quarters: number;
  onceCostCents: number;
  yearlyCostCents: number;
  effortDays: number;
  externalDays: number;
}

export interface PlanCondition {
  kind: ConditionKind;
  /** Null for `closed`, which holds for all that is not decided. */
  measureId: string | null;
  /** First quarter for a start, last one for an end, the quarter without starts; null for `lag`. */
  quarter: string | null;
  /** For `lag`: the quarters that lie between this measure's end and the start of the one of the condition. */
  needsId: string | null;
  lagQuarters: number | null;
}

export interface RoleTime {
  role: string;
  from: string;
  /** Null = open. */
  until: string | null;
  /** Share of a full position that is there for measures. */
  percent: number;
  /** Days away in every quarter of the span: leave, training, other duties. */
  awayDays: number;
}

/** What would change; nothing changes with {@link AS_IT_IS}. */
export interface WhatIf {
  /** Change of all frames from next year on. */
  budgetPercent: number;
  /** A role has more or less of a position from now on. */
  role: string | null;
  rolePercent: number;
  /** A measure comes later than the plan in force has it. */
  delayedId: string | null;
  delayQuarters: number;
  /** Measures that somebody holds at a start, in the way that stands in them. */
  held: readonly Held[];
}
export interface Held {
  id: string;
  quarter: string;
}
export const AS_IT_IS: WhatIf = {
  budgetPercent: 0,
  role: null,
  rolePercent: 0,
  delayedId: null,
  delayQuarters: 0,
  held: [],
};

export interface TownProblem {
  pack: TownPackage;
  /** Measures that are not planned: postponed, or in need of one that is. */
  leftOut: { id: string; needsId: string | null }[];
  /** Years of the window without a frame, where money does not count. */
  unframed: number[];
}

export const EXTERNAL_ROLE = 'external_provider';
const OLDEST = 40;
/** Years of the medium-term financial plan (§ 85 GemO): this one and four more. */
const PLAN_YEARS = 5;
/** No frame of a later year makes the window longer. */
const MOST_YEARS = 15;

const indexOf = (quarter: string): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
export const quarterText = ({ first }: TownPackage, period: number): string => {
  const at = first.year * 4 + first.quarter + period;
  return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
};

/**
 * How much an early end is worth: 1, and for every finding it answers 1, 2, 4 or 8 by severity, and the weight of every
 * goal it serves. Each level of severity counts twice the one before, as in the report.
 */
export const weightOf = ({
  severities,
  goalWeights,
}: Pick<TownMeasure, 'severities' | 'goalWeights'>): number =>
  1 + severities.reduce((sum, level) => sum + 2 ** (level - 1), 0) + goalWeights.reduce((a, b) => a + b, 0);

const holdsPlace = ({ status, mandatory, starts }: TownMeasure): boolean =>
  starts !== null && (status === 'decided' || status === 'done' || mandatory);

/** Lays the records of a town out as a package to be planned. */
export function townProblem(town: TownPlan): TownProblem {
  const now = indexOf(town.now);
  const leftOut = notPlanned(town.measures);
  const out = new Set(leftOut.map(({ id }) => id));
  const open = town.measures.filter((one) => !out.has(one.id) && (one.status !== 'done' || one.starts));
  const first = Math.max(
    now - OLDEST,
    Math.min(now, ...open.filter(holdsPlace).map(({ starts }) => indexOf(starts ?? ''))),
  );
  const planned = open.filter((one) => !holdsPlace(one) || indexOf(one.starts ?? '') >= first);
  // What ended long ago costs by the year and is not planned any more.
  const before = open.filter((one) => !planned.includes(one));
  const year = Math.floor(now / 4);
  const framed = Math.max(...town.frames.map((frame) => frame.year));
  const lastYear = Math.max(year + PLAN_YEARS - 1, Math.min(framed, year + MOST_YEARS - 1));
  const pack: TownPackage = {
    first: { year: Math.floor(first / 4), quarter: first % 4 },
    periods: lastYear * 4 + 4 - first,
    today: now - first,
    measures: planned.map((one) => measureOf(one, Math.max(0, now - first))),
    conditions: [],
  };
  const saved = before.reduce((sum, one) => sum + one.yearlyCostCents, 0);
  const conditions: Condition[] = [
    ...order(town, planned),
    ...ownConditions(town, planned, first),
    ...places(town, planned, first),
    ...money(town, year, Math.floor(first / 4), saved),
    ...time(town, pack, now - first),
    { kind: 'window' },
  ];
  const years = Array.from({ length: lastYear - year + 1 }, (_, at) => year + at);
  return {
    pack: { ...pack, conditions },
    leftOut,
    unframed: years.filter((one) => !town.frames.some((frame) => frame.year === one)),
  };
}

function notPlanned(measures: readonly TownMeasure[]): { id: string; needsId: string | null }[] {
  const out = new Map<string, string | null>();
  for (const { id, status } of measures) if (status === 'postponed') out.set(id, null);
  for (let grown = true; grown; ) {
    grown = false;
    for (const one of measures) {
      if (out.has(one.id) || holdsPlace(one) || one.status === 'done') continue;
      const missing = one.needs.find((id) => out.has(id));
      if (missing === undefined) continue;
      out.set(one.id, missing);
      grown = true;
    }
  }
  return [...out].map(([id, needsId]) => ({ id, needsId }));
}

function measureOf(one: TownMeasure, today: number): PackageMeasure {
  const others = one.status === 'done' ? [] : one.ways;
  return {
    id: one.id,
    ways: [wayOf(one, { ...one, id: null, name: one.wayName }), ...others.map((other) => wayOf(one, other))],
    said: [
      { by: 'measure', horizon: one.horizon },
      ...(one.libraryHorizon ? [{ by: 'library' as const, horizon: one.libraryHorizon }] : []),
    ],
    budgetKind: one.budgetKind,
    weight: weightOf(one),
    earliest: holdsPlace(one) ? 0 : today,
    fixed: holdsPlace(one),
  };
}

function wayOf(
  { responsibleRole, grantCents }: TownMeasure,
  way: Omit<TownWay, 'id'> & { id: string | null },
): Way {
  const work: Record<string, number> = {};
  const add = (role: string, days: number) => {
    if (role && days > 0) work[role] = (work[role] ?? 0) + days * 10;
  };
  add(responsibleRole, way.effortDays);
  add(EXTERNAL_ROLE, way.externalDays);
  return {
    id: way.id,
    name: way.name,
    quarters: way.quarters,
    onceCents: way.onceCostCents,
    grantCents,
    yearlyCents: way.yearlyCostCents,
    work,
  };
}

/** What needs what; what is done keeps nobody waiting. */
function order(town: TownPlan, planned: readonly TownMeasure[]): Condition[] {
  const at = new Map(planned.map(({ id }, position) => [id, position]));
  return planned.flatMap((one, measure) =>
    one.status === 'done'
      ? []
      : one.needs.flatMap((id): Condition[] => {
          const other = at.get(id);
          if (other === undefined || planned[other]?.status === 'done') return [];
          const lags = town.conditions.filter(
            (c) => c.kind === 'lag' && c.measureId === one.id && c.needsId === id,
          );
          return [
            { kind: 'needs', measure, other, lag: Math.max(0, ...lags.map((c) => c.lagQuarters ?? 0)) },
          ];
        }),
  );
}

const isEnd = (kind: ConditionKind): kind is (typeof END_REASONS)[number] =>
  kind === 'law' || kind === 'support_end' || kind === 'grant_end' || kind === 'other_end';

function ownConditions(town: TownPlan, planned: readonly TownMeasure[], first: number): Condition[] {
  return town.conditions.flatMap((one): Condition[] => {
    if (one.kind === 'lag' || !one.quarter) return [];
    const period = indexOf(one.quarter) - first;
    if (one.kind === 'closed') return period < 0 ? [] : [{ kind: 'closed', from: period, to: period + 1 }];
    const measure = planned.findIndex(({ id }) => id === one.measureId);
    // What holds its place began under conditions that were met or are somebody else's matter by now.
    if (measure < 0 || planned[measure]?.status === 'done') return [];
    return isEnd(one.kind)
      ? [{ kind: 'deadline', measure, by: period + 1, reason: one.kind }]
      : [{ kind: 'release', measure, from: period, reason: one.kind as (typeof START_REASONS)[number] }];
  });
}

function places({ what, now }: TownPlan, planned: readonly TownMeasure[], first: number): Condition[] {
  return planned.flatMap((one, measure): Condition[] => {
    const later = one.id === what.delayedId && one.status !== 'done' ? what.delayQuarters : 0;
    const start = indexOf(one.starts ?? now) - first + later;
    if (holdsPlace(one)) {
      const reason = one.status === 'done' ? 'done' : one.mandatory ? 'mandatory' : 'decided';
      return [{ kind: 'fixed', measure, start, reason }];
    }
    const held = what.held.find(({ id }) => id === one.id);
    return [
      ...(held
        ? [{ kind: 'fixed' as const, measure, start: indexOf(held.quarter) - first, reason: 'held' as const }]
        : []),
      ...(later > 0
        ? [{ kind: 'release' as const, measure, from: Math.max(0, start), reason: 'delay' as const }]
        : []),
    ];
  });
}

/** Quarters from now in which a measure can be held: ten years. */
const MOST_AHEAD = 40;

export interface HeldFault {
  path: string;
  code:
    | 'unknown_reference'
    | 'duplicate'
    | 'held_fixed'
    | 'held_not_planned'
    | 'quarter_past'
    | 'quarter_far';
}

/** What is wrong with the starts that somebody holds measures at; `under` stands before each path. */
export function heldFaults({ measures, now, what }: TownPlan, under: string): HeldFault[] {
  const byId = new Map(measures.map((one) => [one.id, one]));
  const out = new Set(notPlanned(measures).map(({ id }) => id));
  return what.held.flatMap(({ id, quarter }, at): HeldFault[] => {
    const measure = byId.get(id);
    const fault = (field: 'id' | 'quarter', code: HeldFault['code']) => [
      { path: `${under}held.${at}.${field}`, code },
    ];
    if (!measure) return fault('id', 'unknown_reference');
    if (what.held.findIndex((other) => other.id === id) < at) return fault('id', 'duplicate');
    if (holdsPlace(measure) || measure.status === 'done')
      return quarter === measure.starts ? [] : fault('id', 'held_fixed');
    if (out.has(id)) return fault('id', 'held_not_planned');
    if (quarter < now) return fault('quarter', 'quarter_past');
    return indexOf(quarter) - indexOf(now) > MOST_AHEAD ? fault('quarter', 'quarter_far') : [];
  });
}

/** The frame of a year under the assumptions, in cents: it changes from next year on. */
export const frameUnder = (
  { budgetPercent }: Pick<WhatIf, 'budgetPercent'>,
  cents: number,
  { year, now }: { year: number; now: number },
): number => (year > now ? Math.round((cents * (100 + budgetPercent)) / 100) : cents);

/** Frames of the years of the window, changed from next year on, less the running cost of what ended long ago. */
function money({ frames, what }: TownPlan, year: number, firstYear: number, running: number): Condition[] {
  const changed = (cents: number, of: number): number => frameUnder(what, cents, { year: of, now: year });
  // A year that has passed is settled.
  return frames
    .filter((frame) => frame.year >= Math.max(year, firstYear))
    .flatMap((frame): Condition[] => [
      {
        kind: 'budget',
        year: frame.year,
        budget: 'result',
        limit: changed(frame.resultCents, frame.year) - running,
      },
      {
        kind: 'budget',
        year: frame.year,
        budget: 'investment',
        limit: changed(frame.investmentCents, frame.year),
      },
    ]);
}

/** A role that says when it has time has none outside of that; one that says nothing is not limited. */
function time({ roleTimes, what, workingDays }: TownPlan, pack: TownPackage, today: number): Condition[] {
  const roles = [...new Set(roleTimes.map(({ role }) => role))].filter((role) =>
    pack.measures.some(({ ways }) => ways.some(({ work }) => (work[role] ?? 0) > 0)),
  );
  return roles.flatMap((role) =>
    Array.from({ length: Math.max(0, pack.periods - today) }, (_, at): Condition => {
      const quarter = quarterText(pack, today + at);
      let percent = what.role === role ? what.rolePercent : 0;
      let away = 0;
      for (const one of roleTimes)
        if (one.role === role && one.from <= quarter && (one.until === null || quarter <= one.until)) {
          percent += one.percent;
          away += one.awayDays;
        }
      const days = (Math.max(0, percent) * workingDays(quarter)) / 100 - away;
      return { kind: 'capacity', role, period: today + at, units: Math.max(0, Math.floor(days * 10)) };
    }),
  );
}

/** The plan in force as a schedule of the package; every measure of it has a place. */
export function placedSchedule(
  { first, measures }: TownPackage,
  town: readonly Pick<TownMeasure, 'id' | 'starts'>[],
): { starts: number[]; modes: number[] } {
  const from = first.year * 4 + first.quarter;
  const starts = new Map(town.map((one) => [one.id, one.starts]));
  return {
    starts: measures.map(({ id }) => Math.max(0, indexOf(starts.get(id) ?? '') - from)),
    modes: measures.map(() => 0),
  };
}
