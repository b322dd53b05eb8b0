/** A rating as far as fulfilment needs it. */
export interface Rated {
  group: string;
  level: number | null;
  target: number;
}

export interface GroupFulfilment {
  group: string;
  /** Mean of the rated levels, 0 to 5, to one decimal; null while nothing is rated. */
  level: number | null;
  target: number;
  rated: number;
  total: number;
  /** Share of the target reached, whole percent rounded down; a surplus elsewhere does not make up for a gap. */
  degree: number | null;
}

const mean = (numbers: readonly number[]): number =>
  Math.round((numbers.reduce((a, b) => a + b, 0) / numbers.length) * 10) / 10;

/** Fulfilment of some ratings together: sum of min(level, target) over the sum of targets of what is rated. */
export function fulfilmentOf(group: string, ratings: readonly Rated[]): GroupFulfilment {
  const known = ratings.filter((r): r is Rated & { level: number } => r.level !== null);
  const wanted = known.reduce((n, r) => n + r.target, 0);
  const reached = known.reduce((n, r) => n + Math.min(r.level, r.target), 0);
  return {
    group,
    level: known.length > 0 ? mean(known.map((r) => r.level)) : null,
    target: ratings.length > 0 ? mean(ratings.map((r) => r.target)) : 0,
    rated: known.length,
    total: ratings.length,
    degree: wanted > 0 ? Math.floor((reached * 100) / wanted) : null,
  };
}
