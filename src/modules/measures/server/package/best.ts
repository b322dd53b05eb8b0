import { handOver, highs } from '#platform/solver/highs';
import {
  type Choice,
  type Chosen,
  closureOf,
  fiveYearsOf,
  isSound,
  type Limits,
  pointsOf,
} from '../../domain/package/choice.ts';
import { choiceModel, chosenIn, type Wish } from '../../domain/package/model.ts';

export interface Best {
  chosen: boolean[];
  points: number;
  /** No package has more points. */
  proven: boolean;
  /** Points that no package exceeds. */
  bound: number;
}

interface Solved {
  chosen: boolean[] | null;
  bound: number;
  status: 'optimal' | 'impossible' | 'time';
}

/** One question to the solver; `tell` gets the best so far and the bound, both to be minimised. */
async function solve(
  choice: Choice,
  limits: Limits,
  wish: Wish,
  seconds: number,
  tell?: (best: number, bound: number) => void,
): Promise<Solved> {
  const solver = await highs();
  const { callbackType, modelStatus } = solver.constants;
  const model = handOver(solver, choiceModel(choice, limits, wish));
  try {
    model.options.set({ time_limit: Math.max(0.05, seconds) });
    const { modelStatus: status } = model.run(
      tell
        ? {
            [callbackType.mipLogging]: ({ data }) => {
              tell(data.mip_primal_bound ?? Number.POSITIVE_INFINITY, data.mip_dual_bound ?? 0);
              return undefined;
            },
          }
        : {},
    );
    if (status === modelStatus.infeasible)
      return { chosen: null, bound: Number.POSITIVE_INFINITY, status: 'impossible' };
    const chosen = chosenIn(choice, model.getSolution().colValue);
    return {
      chosen: isSound(choice, limits, chosen) ? chosen : null,
      bound: Number(model.info.get('mip_dual_bound')),
      status: status === modelStatus.optimal ? 'optimal' : 'time',
    };
  } finally {
    model.dispose();
  }
}

/**
 * The package with the most points, of equal ones the cheapest over five years. Null where what must be in it already
 * goes beyond a limit. Whatever the solver says is checked by the definition; without anything sound the least package
 * there is stands in, unproven.
 */
export async function bestPackage(
  choice: Choice,
  limits: Limits,
  how: { seconds: number; tell?: (gap: number | null) => void },
): Promise<Best | null> {
  const least = closureOf(choice);
  if (!isSound(choice, limits, least)) return null;
  const from = performance.now();
  const found = await solve(choice, limits, { best: 'points' }, how.seconds, (best, bound) =>
    how.tell?.(gapOf(-best, -bound)),
  );
  const chosen = found.chosen ?? least;
  const points = pointsOf(choice, chosen);
  // Worth is a whole number: less than one below the bound is the best there is.
  const bound = Math.floor(-found.bound + 1e-6);
  const left = how.seconds - (performance.now() - from) / 1000;
  const cheaper = await solve(choice, limits, { best: 'cost', atLeast: points }, left);
  const kept = cheaper.chosen && isBetter(choice, cheaper.chosen, chosen) ? cheaper.chosen : chosen;
  return { chosen: kept, points, proven: points >= bound, bound };
}

const isBetter = (choice: Choice, one: Chosen, other: Chosen): boolean =>
  pointsOf(choice, one) >= pointsOf(choice, other) && fiveYearsOf(choice, one) <= fiveYearsOf(choice, other);

/** The best package with a given candidate in it, and among equally good ones the one most like another. */
export async function bestWith(
  choice: Choice,
  limits: Limits,
  { within, like }: { within: number; like: Chosen },
  seconds: number,
): Promise<{ chosen: boolean[]; proven: boolean } | null> {
  const found = await solve(choice, limits, { best: { like }, within }, seconds);
  return found.chosen && { chosen: found.chosen, proven: found.status === 'optimal' };
}

/** In percent of the bound; null while nothing is known. */
export const gapOf = (points: number, bound: number): number | null => {
  if (!Number.isFinite(points) || !Number.isFinite(bound)) return null;
  return bound <= 0 ? 0 : Math.max(0, Math.round(((bound - points) / bound) * 10_000) / 100);
};
