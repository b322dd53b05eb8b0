import { HORIZON_ENDS, type Horizon, horizonOf, LONG_TERM } from './horizon.ts';
import type { BudgetKind, TownPackage, Way } from './package.ts';
import type { Schedule } from './problem.ts';
import { replayer } from './replay.ts';
import { randomFrom } from './search.ts';
import { type ThreePoints, triangle } from './triangle.ts';

/** What is known of a measure beyond the plan; time in quarters of the package, with fractions. */
export interface Known {
  /** Of its length in the plan, as a factor. */
  duration: ThreePoints;
  /** One-off cost in cents. */
  once: ThreePoints;
  /** Where the range of its length comes from. */
  range: 'effort' | 'library' | 'assumed';
  /** When it was ready; null while it is not. */
  doneAt: number | null;
  /** Share that is done, 0 to 1, and the time it was told for; null where nothing was reported. */
  reported: { share: number; at: number } | null;
}

export interface SimulationInput {
  pack: TownPackage;
  /** A start of -1 = no place. */
  schedule: Schedule;
  /** The present moment, in quarters of the package. */
  now: number;
  known: readonly Known[];
  draws: number;
}

export interface SimulatedMeasure {
  at: number;
  /** The quarter it is ready in by the plan, and the ones by which it is in half and in four fifths of the draws. */
  planned: number;
  p50: number;
  p80: number;
  inTime: number;
  /** Last quarter it may be ready in; null without a deadline. */
  deadline: { by: number; share: number } | null;
  basis: 'done' | 'reported' | 'running' | Known['range'];
}

export interface Simulated {
  seed: number;
  draws: number;
  measures: SimulatedMeasure[];
  horizons: {
    horizon: Horizon;
    /** Last quarter that counts. */
    until: number;
    count: number;
    /** All of them are ready by then. */
    share: number;
    /** How many are, on average. */
    expected: number;
  }[];
  end: { planned: number; p50: number; p80: number; inTime: number } | null;
  /** One-off cost of all measures together, in cents. */
  once: { planned: number; p50: number; p80: number; within: number };
  years: { year: number; budget: BudgetKind; limit: number; share: number }[];
}

const SLACK = 1e-9;

/** The same plan gives the same draws (FNV-1a over measures, starts and ways). */
export function seedOf({ measures }: TownPackage, { starts, modes }: Schedule): number {
  let hash = 0x811c9dc5;
  for (const letter of JSON.stringify([measures.map(({ id }) => id), starts, modes]))
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/**
 * How likely a plan is kept: draws the length and the one-off cost of every measure from its range, replays the plan's
 * order (see {@link replayer}) and counts. A measure is as dear within its range of cost as it is long within its range of
 * length; measures vary independently of each other.
 */
export function simulate(input: SimulationInput): Simulated {
  const { pack, schedule, known, draws } = input;
  const seed = seedOf(pack, schedule);
  const random = randomFrom(seed);
  const placed = [...pack.measures.keys()].filter((at) => (schedule.starts[at] ?? -1) >= 0);
  const wayAt = (at: number): Way => pack.measures[at]?.ways[schedule.modes[at] ?? 0] as Way;
  const planned = pack.measures.map((_, at) => (schedule.starts[at] ?? 0) + wayAt(at).quarters);
  const replay = replayer(input);
  const ends = pack.measures.map(() => new Float64Array(draws));
  const last = new Float64Array(draws);
  const sums = new Float64Array(draws);
  const budgets = pack.conditions.filter((one) => one.kind === 'budget');
  const kept = budgets.map(() => 0);
  const length = new Float64Array(pack.measures.length);
  const once = new Float64Array(pack.measures.length);
  for (let draw = 0; draw < draws; draw++) {
    for (const [at, { duration, once: cost }] of known.entries()) {
      const u = random();
      length[at] = triangle(duration, replay.atLeast(at, u)) * wayAt(at).quarters;
      once[at] = triangle(cost, u);
    }
    const { start, end } = replay.run(length);
    for (const at of placed) {
      (ends[at] as Float64Array)[draw] = end[at] as number;
      last[draw] = Math.max(last[draw] as number, end[at] as number);
      sums[draw] = (sums[draw] as number) + (once[at] as number);
    }
    for (const [k, limit] of budgets.entries()) {
      let spent = 0;
      for (const at of placed)
        spent += spentIn(
          pack,
          at,
          wayAt(at),
          { start: start[at] as number, end: end[at] as number, once: once[at] as number },
          limit,
        );
      // Amounts are spread to the day here and to the quarter in the plan: a cent must not decide.
      if (spent <= limit.limit + 100) kept[k] = (kept[k] ?? 0) + 1;
    }
  }
  const shareOf = (values: Float64Array, by: number): number =>
    values.reduce((sum, value) => sum + (value <= by + SLACK ? 1 : 0), 0) / draws;
  const plannedEnd = Math.max(0, ...placed.map((at) => planned[at] as number));
  const plannedOnce = placed.reduce((sum, at) => sum + wayAt(at).onceCents, 0);
  return {
    seed,
    draws,
    measures: placed.map((at) => {
      const own = ends[at] as Float64Array;
      const by = deadlineOf(pack, at);
      return {
        at,
        planned: (planned[at] as number) - 1,
        ...quarters(own),
        inTime: shareOf(own, planned[at] as number),
        deadline: by === null ? null : { by: by - 1, share: shareOf(own, by) },
        basis: replay.basisOf(at),
      };
    }),
    horizons: horizonsOf(pack, placed, planned, ends, draws),
    end:
      placed.length === 0
        ? null
        : { planned: plannedEnd - 1, ...quarters(last), inTime: shareOf(last, plannedEnd) },
    once: {
      planned: plannedOnce,
      p50: euros(quantile(sums, 0.5)),
      p80: euros(quantile(sums, 0.8)),
      within: shareOf(sums, plannedOnce + 0.5),
    },
    years: budgets.map(({ year, budget, limit }, k) => ({
      year,
      budget,
      limit,
      share: (kept[k] ?? 0) / draws,
    })),
  };
}

/** The least value that so many of the draws do not exceed. */
function quantile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** To the hundred euros: the draws are not more exact. */
const euros = (cents: number): number => Math.round(cents / 10_000) * 10_000;

/** The quarter a moment lies in; the end of a quarter belongs to it. */
const quarterOf = (moment: number): number => Math.max(0, Math.ceil(moment - SLACK) - 1);
const quarters = (ends: Float64Array) => ({
  p50: quarterOf(quantile(ends, 0.5)),
  p80: quarterOf(quantile(ends, 0.8)),
});

const deadlineOf = ({ conditions }: TownPackage, at: number): number | null =>
  conditions.reduce<number | null>(
    (least, one) =>
      one.kind === 'deadline' && one.measure === at ? Math.min(one.by, least ?? one.by) : least,
    null,
  );

/** What was drawn of a measure takes from a budget: one-off cost less grant evenly over its time, running cost from the year after. */
function spentIn(
  { first, measures }: TownPackage,
  at: number,
  { grantCents, yearlyCents }: Way,
  { start, end, once }: { start: number; end: number; once: number },
  { year, budget }: { year: number; budget: BudgetKind },
): number {
  const from = year * 4 - (first.year * 4 + first.quarter);
  const inside = Math.max(0, Math.min(end, from + 4) - Math.max(start, from));
  const own =
    budget === measures[at]?.budgetKind && end > start ? ((once - grantCents) * inside) / (end - start) : 0;
  return own + (budget === 'result' && end <= from + SLACK ? yearlyCents : 0);
}

function horizonsOf(
  { today }: TownPackage,
  placed: readonly number[],
  planned: readonly number[],
  ends: readonly Float64Array[],
  draws: number,
): Simulated['horizons'] {
  return (['short', 'medium', 'long'] as const).flatMap((horizon) => {
    const own = placed.filter((at) => horizonOf((planned[at] as number) - today) === horizon);
    if (own.length === 0) return [];
    const by =
      horizon === 'long'
        ? Math.max(today + LONG_TERM, ...own.map((at) => planned[at] as number))
        : today + HORIZON_ENDS[horizon];
    let all = 0;
    let ready = 0;
    for (let draw = 0; draw < draws; draw++) {
      const count = own.filter((at) => ((ends[at] as Float64Array)[draw] as number) <= by + SLACK).length;
      ready += count;
      if (count === own.length) all++;
    }
    return [{ horizon, until: by - 1, count: own.length, share: all / draws, expected: ready / draws }];
  });
}
