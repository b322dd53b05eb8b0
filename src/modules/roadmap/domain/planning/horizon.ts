export type Horizon = 'short' | 'medium' | 'long';

/** Quarters from the present one in which a horizon ends: a year, two years; what is later is long-term. */
export const HORIZON_ENDS: Readonly<Record<Horizon, number>> = {
  short: 4,
  medium: 8,
  long: Number.POSITIVE_INFINITY,
};
/** Long-term means two to three years; a plan that ends later takes its own end. */
export const LONG_TERM = 12;

export const horizonOf = (quartersFromNow: number): Horizon =>
  quartersFromNow <= HORIZON_ENDS.short
    ? 'short'
    : quartersFromNow <= HORIZON_ENDS.medium
      ? 'medium'
      : 'long';
