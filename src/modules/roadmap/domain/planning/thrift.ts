import type { TownPackage, Way } from './package.ts';
import type { Problem, Schedule } from './problem.ts';
import { violations } from './verify.ts';

/** Years that running cost is weighed with against one-off cost, as in the economy of a measure. */
const YEARS = 5;
const costOf = ({ onceCents, yearlyCents }: Way): number => onceCents + YEARS * yearlyCents;

/**
 * The same ends for less money: where a cheaper way of a measure ends in the same quarter and breaks nothing, it is taken,
 * be it that it begins earlier. Of equally dear ones the way that stands in the measure. The value of the plan stays what
 * it was, and so does its proof.
 */
export function thrifty(pack: TownPackage, problem: Problem, schedule: Schedule): Schedule {
  let best = schedule;
  for (const [at, { ways }] of pack.measures.entries()) {
    const chosen = best.modes[at] ?? 0;
    const own = ways[chosen];
    if (!own || ways.length === 1) continue;
    const end = (best.starts[at] ?? 0) + own.quarters;
    const cheaper = [...ways.keys()]
      .filter(
        (way) =>
          rank(ways, way) < rank(ways, chosen) || (rank(ways, way) === rank(ways, chosen) && way < chosen),
      )
      .sort((a, b) => rank(ways, a) - rank(ways, b) || a - b);
    for (const way of cheaper) {
      const start = end - (ways[way] as Way).quarters;
      const moved = { starts: best.starts.with(at, start), modes: best.modes.with(at, way) };
      if (start < 0 || violations(problem, moved).length > 0) continue;
      best = moved;
      break;
    }
  }
  return best;
}

const rank = (ways: readonly Way[], at: number): number => costOf(ways[at] as Way);
