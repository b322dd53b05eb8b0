/** Strength from which on a finding or goal counts as fully served. */
export const FULL = 3;

/** What a severity of 1 to 4 weighs: each step twice the one before, as the roadmap counts it. */
export const severityWeight = (severity: number): number => 2 ** (severity - 1);

/** 0 = by nobody, up to {@link FULL}: what several measures do adds up, and more than everything is not counted. */
export const coveredBy = (strengths: readonly number[]): number =>
  Math.min(
    FULL,
    strengths.reduce((sum, one) => sum + one, 0),
  );

/** Share of the whole weight that is covered, 0 to 1; null where there is nothing to cover. */
export function coveredShare(all: readonly { weight: number; covered: number }[]): number | null {
  const whole = all.reduce((sum, { weight }) => sum + weight * FULL, 0);
  return whole === 0 ? null : all.reduce((sum, { weight, covered }) => sum + weight * covered, 0) / whole;
}

/** What of a measure of the library meets a finding. */
export interface Meeting {
  /** Requirements that the finding rests on. */
  requirements: readonly string[];
  /** The finding lies in the measure's own area. */
  sameArea: boolean;
}

/**
 * How strongly a measure of the library serves a finding as a whole, 0 to 3: its strengths spread over all
 * requirements the finding rests on, rounded. Where it rests on none, its own area helps a little.
 */
export function libraryStrength(
  serves: readonly { requirement: string; strength: number }[],
  { requirements, sameArea }: Meeting,
): number {
  if (requirements.length === 0) return sameArea ? 1 : 0;
  const sum = serves
    .filter(({ requirement }) => requirements.includes(requirement))
    .reduce((total, { strength }) => total + strength, 0);
  return Math.min(FULL, Math.round(sum / requirements.length));
}
