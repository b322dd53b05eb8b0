import { addDays, addMonths, type LocalDate } from '#kernel/dates';
import type { Better } from './sources.ts';

export const JUDGEMENTS = ['reached', 'on_the_way', 'failing'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];
export const CONSEQUENCES = ['keep', 'strengthen', 'replace', 'close'] as const;
export type Consequence = (typeof CONSEQUENCES)[number];
/** These two are carried out by another measure. */
export const leadsOn = (consequence: Consequence): boolean =>
  consequence === 'strengthen' || consequence === 'replace';
/** After these two nothing is looked at any more. */
export const endsReviews = (consequence: Consequence): boolean =>
  consequence === 'close' || consequence === 'replace';

interface Aim {
  readonly better: Better;
  readonly baseline: number | null;
  readonly target: number;
}

/** Whether a value is at the target or beyond it. */
export const isReached = ({ better, target }: Pick<Aim, 'better' | 'target'>, value: number): boolean =>
  better === 'higher' ? value >= target : value <= target;

/** Way from the baseline to the target in whole per cent, rounded down: 0 at the start, below 0 when it got worse; null without a way. */
export function wayDone({ baseline, target }: Aim, value: number): number | null {
  if (baseline === null || baseline === target) return null;
  return Math.floor(((value - baseline) * 100) / (target - baseline)) || 0;
}

export type Trend = 'better' | 'worse' | 'same';

/** Where the last value lies against the one before it; null with fewer than two. */
export function trendOf(better: Better, values: readonly number[]): Trend | null {
  const [before, last] = values.slice(-2);
  if (before === undefined || last === undefined) return null;
  if (before === last) return 'same';
  return last > before === (better === 'higher') ? 'better' : 'worse';
}

/** Share of the way below which a measure is called failing. */
const HALF = 50;

/**
 * What the figures suggest, for somebody to confirm or change: reached at the target; on the way with half of the way done, or
 * without a way to measure while it gets better; else failing.
 */
export function suggestJudgement(aim: Aim, values: readonly number[]): Judgement {
  const last = values.at(-1);
  if (last === undefined) return 'failing';
  if (isReached(aim, last)) return 'reached';
  const way = wayDone(aim, last);
  if (way !== null) return way >= HALF ? 'on_the_way' : 'failing';
  return trendOf(aim.better, values) === 'better' ? 'on_the_way' : 'failing';
}

/** Consequences that fit a judgement; the first is suggested. */
export const FITTING: Readonly<Record<Judgement, readonly Consequence[]>> = {
  reached: ['close', 'keep'],
  on_the_way: ['keep', 'strengthen', 'replace'],
  failing: ['strengthen', 'replace', 'keep', 'close'],
};

/** The day of the next review: a rhythm after the last one. */
export const nextReview = (reviewedOn: LocalDate, rhythmMonths: number): LocalDate =>
  addMonths(reviewedOn, rhythmMonths);

/** A letter goes out so many days before a review. */
export const REMIND_DAYS = 7;
export const isDue = (nextOn: string | null, today: LocalDate): boolean => nextOn !== null && nextOn <= today;
export const isNear = (nextOn: string | null, today: LocalDate): boolean =>
  nextOn !== null && nextOn <= addDays(today, REMIND_DAYS);
