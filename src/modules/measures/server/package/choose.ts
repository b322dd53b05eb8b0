import { FULL } from '../../domain/coverage.ts';
import {
  type Choice,
  type Chosen,
  closureOf,
  coverageOf,
  dependentsOf,
  fiveYearsOf,
  type LimitKey,
  type Limits,
  overLimits,
  pointsOf,
} from '../../domain/package/choice.ts';
import { bestPackage, bestWith, gapOf } from './best.ts';

/** Why a candidate is in a package or not, by positions. */
export type Why =
  | { kind: 'fixed' }
  | { kind: 'needed'; by: number[] }
  | { kind: 'worth'; points: number; targets: number[]; by: number[] }
  | { kind: 'serves_nothing' }
  | { kind: 'covered' }
  | { kind: 'barred' }
  | { kind: 'beyond'; limit: LimitKey; by: number }
  | { kind: 'displaces'; out: number[]; also: number[]; points: number; moreCents: number; proven: boolean }
  | { kind: 'open' };

export interface ChosenPackage {
  over: { limit: LimitKey; by: number }[];
  chosen: boolean[];
  points: number;
  proven: boolean;
  gap: number | null;
  /** By position. */
  why: Why[];
}

export interface Question {
  choice: Choice;
  limits: Limits;
  /** For the package, and for all reasons together. */
  seconds: { best: number; reasons: number };
}
export type Step = 'points' | 'reasons';

/** The best package under its limits, and of each candidate why it is in it or not. */
export async function choosePackage(
  { choice, limits, seconds }: Question,
  tell: (step: Step, gap: number | null) => void,
): Promise<ChosenPackage> {
  tell('points', null);
  const best = await bestPackage(choice, limits, {
    seconds: seconds.best,
    tell: (gap) => tell('points', gap),
  });
  if (!best) return impossible(choice, limits);
  const { chosen, points, proven, bound } = best;
  tell('reasons', proven ? 0 : gapOf(points, bound));
  const until = performance.now() + seconds.reasons * 1000;
  const why: Why[] = [];
  for (const at of choice.candidates.keys())
    why.push(chosen[at] ? whyIn(choice, chosen, at) : await whyOut(choice, limits, chosen, at, until));
  return { over: [], chosen, points, proven, gap: proven ? 0 : gapOf(points, bound), why };
}

/** What is fixed goes beyond a limit by itself: no package, and by how much. */
function impossible(choice: Choice, limits: Limits): ChosenPackage {
  const chosen = closureOf(choice);
  return {
    over: overLimits(choice, limits, chosen),
    chosen: choice.candidates.map(() => false),
    points: 0,
    proven: true,
    gap: 0,
    why: choice.candidates.map(({ fixed }): Why => (fixed ? { kind: 'fixed' } : { kind: 'open' })),
  };
}

function whyIn(choice: Choice, chosen: Chosen, at: number): Why {
  if (choice.candidates[at]?.fixed) return { kind: 'fixed' };
  const gone = dependentsOf(choice, chosen, at);
  const by = [...gone].filter((one) => one !== at);
  const alone = lossOf(choice, chosen, new Set([at]));
  if (alone.points === 0 && by.length > 0) return { kind: 'needed', by };
  const loss = lossOf(choice, chosen, gone);
  return { kind: 'worth', ...loss, by };
}

function lossOf(choice: Choice, chosen: Chosen, gone: ReadonlySet<number>) {
  const rest = chosen.map((inside, at) => inside && !gone.has(at));
  const before = coverageOf(choice, chosen);
  const after = coverageOf(choice, rest);
  return {
    points: pointsOf(choice, chosen) - pointsOf(choice, rest),
    targets: before.flatMap((covered, at) => (covered > (after[at] ?? 0) ? [at] : [])),
  };
}

async function whyOut(
  choice: Choice,
  limits: Limits,
  chosen: Chosen,
  at: number,
  until: number,
): Promise<Why> {
  const brought = closureOf(choice, [at]);
  if (choice.candidates.some(({ barred, fixed }, one) => brought[one] && barred && !fixed))
    return { kind: 'barred' };
  const serves = brought.flatMap((inside, one) =>
    inside && !chosen[one] ? (choice.candidates[one]?.serves ?? []) : [],
  );
  if (serves.length === 0) return { kind: 'serves_nothing' };
  const covered = coverageOf(choice, chosen);
  if (serves.every(({ target }) => covered[target] === FULL)) return { kind: 'covered' };
  const [over] = overLimits(choice, limits, brought);
  if (over) return { kind: 'beyond', ...over };
  const left = (until - performance.now()) / 1000;
  if (left <= 0) return { kind: 'open' };
  const found = await bestWith(choice, limits, { within: at, like: chosen }, Math.min(left, 2));
  if (!found) return { kind: 'open' };
  const other = found.chosen;
  return {
    kind: 'displaces',
    out: chosen.flatMap((inside, one) => (inside && !other[one] ? [one] : [])),
    also: other.flatMap((inside, one) => (inside && !chosen[one] && one !== at ? [one] : [])),
    points: pointsOf(choice, chosen) - pointsOf(choice, other),
    moreCents: fiveYearsOf(choice, other) - fiveYearsOf(choice, chosen),
    proven: found.proven,
  };
}
