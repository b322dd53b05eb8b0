import { type LinearModel, linearBuilder } from '#kernel/linear';
import { FULL } from '../coverage.ts';
import { type Choice, type Chosen, LIMITS, type Limits } from './choice.ts';

/** What is asked of a package beyond its limits. */
export interface Wish {
  /** The greatest worth; the least cost; or the greatest worth and then as like the given package as can be. */
  best: 'points' | 'cost' | { like: Chosen };
  /** Worth it must reach. */
  atLeast?: number;
  /** A candidate that must be in it. */
  within?: number;
}

/** Amounts in thousands of euros: a model whose numbers are of one size is solved more surely. */
const SCALE = { onceResultCents: 1e5, onceInvestmentCents: 1e5, yearlyCents: 1e5, ownDays: 1, measures: 1 };

/**
 * One yes-or-no column per candidate, then one per target for how far it is covered. Minimised, so worth counts
 * negative; worth is a whole number, because strengths and weights are.
 */
export function choiceModel(choice: Choice, limits: Limits, { best, atLeast, within }: Wish): LinearModel {
  const { candidates, targets } = choice;
  const { model, column, row } = linearBuilder();
  const takes = candidates.map(({ fixed, barred, fiveYearCents }, at) =>
    column(
      costOf(best, at, fiveYearCents),
      fixed || at === within ? 1 : 0,
      barred && !fixed && at !== within ? 0 : 1,
      'whole',
    ),
  );
  // A point counts more than all differences together.
  const point = best === 'points' ? 1 : best === 'cost' ? 0 : candidates.length + 1;
  const covered = targets.map(({ weight }) => column(-weight * point, 0, FULL, 'any'));
  for (const [target, at] of covered.entries()) {
    const served = candidates.flatMap(({ serves }, one) =>
      serves.filter((each) => each.target === target).flatMap(({ strength }) => [takes[one] ?? 0, -strength]),
    );
    row(Number.NEGATIVE_INFINITY, 0, [at, 1, ...served]);
  }
  for (const [at, { needs }] of candidates.entries())
    for (const need of needs) row(Number.NEGATIVE_INFINITY, 0, [takes[at] ?? 0, 1, takes[need] ?? 0, -1]);
  for (const limit of LIMITS) {
    const most = limits[limit];
    if (most === null) continue;
    const used = candidates.flatMap((one, at) =>
      one.takes[limit] > 0 ? [takes[at] ?? 0, one.takes[limit] / SCALE[limit]] : [],
    );
    row(Number.NEGATIVE_INFINITY, most / SCALE[limit], used);
  }
  if (atLeast !== undefined)
    row(
      atLeast,
      Number.POSITIVE_INFINITY,
      targets.flatMap(({ weight }, at) => [covered[at] ?? 0, weight]),
    );
  return model;
}

const EURO = 100;
function costOf(best: Wish['best'], at: number, fiveYearCents: number): number {
  if (best === 'points') return 0;
  if (best === 'cost') return fiveYearCents / EURO;
  return best.like[at] ? -1 : 1;
}

/** The package in an answer of the solver. */
export const chosenIn = ({ candidates }: Choice, values: ArrayLike<number>): boolean[] =>
  candidates.map((_, at) => (values[at] ?? 0) > 0.5);
