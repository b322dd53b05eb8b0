import { coveredBy, FULL } from '../coverage.ts';

export const LIMITS = [
  'onceResultCents',
  'onceInvestmentCents',
  'yearlyCents',
  'ownDays',
  'measures',
] as const;
export type LimitKey = (typeof LIMITS)[number];
/** What a package may take at most; null = as much as it wants. `measures` is how many. */
export type Limits = Record<LimitKey, number | null>;

export interface Candidate {
  /** What it takes of each limit. */
  takes: Record<LimitKey, number>;
  /** Cost over five years in cents: of equally good packages the cheapest is taken. */
  fiveYearCents: number;
  /** Stays in every package. */
  fixed: boolean;
  /** Positions of candidates that have to be in a package with it. */
  needs: readonly number[];
  /** Needs something that cannot be had, so it cannot be taken. */
  barred: boolean;
  /** Positions of targets, each with 1 to 3. */
  serves: readonly { target: number; strength: number }[];
}

/** A finding or goal, with what a third of it is worth. */
export interface Target {
  weight: number;
}

export interface Choice {
  candidates: readonly Candidate[];
  targets: readonly Target[];
}
/** By position of the candidate. */
export type Chosen = readonly boolean[];

/** How far each target is covered by a package, 0 to 3. */
export function coverageOf({ candidates, targets }: Choice, chosen: Chosen): number[] {
  const strengths = targets.map((): number[] => []);
  for (const [at, { serves }] of candidates.entries())
    if (chosen[at]) for (const { target, strength } of serves) strengths[target]?.push(strength);
  return strengths.map(coveredBy);
}

/** What a package is worth: weight times coverage over all targets. */
export const pointsOf = (choice: Choice, chosen: Chosen): number =>
  coverageOf(choice, chosen).reduce((sum, covered, at) => sum + covered * weightAt(choice, at), 0);

/** What a package would be worth that covers everything. */
export const mostPoints = ({ targets }: Choice): number =>
  targets.reduce((sum, { weight }) => sum + weight * FULL, 0);

const weightAt = ({ targets }: Choice, at: number): number => targets[at]?.weight ?? 0;

export const takenOf = ({ candidates }: Choice, chosen: Chosen, key: LimitKey): number =>
  candidates.reduce((sum, { takes }, at) => sum + (chosen[at] ? takes[key] : 0), 0);

export const fiveYearsOf = ({ candidates }: Choice, chosen: Chosen): number =>
  candidates.reduce((sum, { fiveYearCents }, at) => sum + (chosen[at] ? fiveYearCents : 0), 0);

/** Limits that a package goes over, with by how much. */
export const overLimits = (
  choice: Choice,
  limits: Limits,
  chosen: Chosen,
): { limit: LimitKey; by: number }[] =>
  LIMITS.flatMap((limit) => {
    const most = limits[limit];
    const by = most === null ? 0 : takenOf(choice, chosen, limit) - most;
    return by > 0 ? [{ limit, by }] : [];
  });

/** What is in every package that holds the given ones and all that is fixed, with everything they need. */
export function closureOf({ candidates }: Choice, more: readonly number[] = []): boolean[] {
  const inside = candidates.map(() => false);
  const open = [...candidates.flatMap(({ fixed }, at) => (fixed ? [at] : [])), ...more];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (inside[at]) continue;
    inside[at] = true;
    open.push(...(candidates[at]?.needs ?? []));
  }
  return inside;
}

/** What has to go with the given one: everything in the package that needs it. */
export function dependentsOf({ candidates }: Choice, chosen: Chosen, given: number): Set<number> {
  const gone = new Set([given]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [at, { needs }] of candidates.entries())
      if (chosen[at] && !gone.has(at) && needs.some((need) => gone.has(need))) {
        gone.add(at);
        grew = true;
      }
  }
  return gone;
}

/** Whether a package keeps every rule, from the definition alone: limits, what is fixed, what is needed, what is barred. */
export const isSound = (choice: Choice, limits: Limits, chosen: Chosen): boolean =>
  overLimits(choice, limits, chosen).length === 0 &&
  choice.candidates.every(({ fixed, needs, barred }, at) =>
    chosen[at] ? (fixed || !barred) && needs.every((need) => chosen[need]) : !fixed,
  );
