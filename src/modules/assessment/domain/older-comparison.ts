/** How an older assessment states a chapter. */
export const STATED = ['percent', 'met', 'partly', 'not_met'] as const;
export type Stated = (typeof STATED)[number];

/**
 * Whether a chapter can be compared: `confirmed` and `unconfirmed` say how sure its place in the present edition is;
 * otherwise what is missing.
 */
export const COMPARABLE = ['confirmed', 'unconfirmed', 'no_older', 'no_today', 'neither'] as const;
export type Comparable = (typeof COMPARABLE)[number];

/** Words count as so many percent; the product's own rule, the older standard knows none. */
const COUNTS = { met: 100, partly: 50, not_met: 0 } as const;

/** The percentage a chapter counts with, or null where one was to be stated and is missing. */
export const percentOf = (stated: Stated, percent: number | null): number | null =>
  stated === 'percent' ? percent : COUNTS[stated];

/** An older value on a chapter of today: `level` is the mean of all older chapters that lead there. */
export interface Placed {
  readonly code: string;
  readonly title: { readonly de: string; readonly en: string };
  readonly level: number | null;
  readonly from: readonly string[];
  readonly confirmed: boolean;
}
/** Degree of fulfilment of a chapter today, with its range; degree null while nothing of it is known. */
export interface Today {
  readonly code: string;
  readonly degree: number | null;
  readonly worst: number;
  readonly best: number;
}

export interface ComparedRow {
  code: string;
  title: { de: string; en: string };
  older: { percent: number; from: string[] } | null;
  today: { degree: number; worst: number; best: number } | null;
  difference: number | null;
  comparable: Comparable;
}

/** Then and now, chapter by chapter in the order of today's edition. */
export const compareEditions = (placed: readonly Placed[], now: readonly Today[]): ComparedRow[] =>
  placed.map(({ code, title, level, from, confirmed }) => {
    const found = now.find((one) => one.code === code);
    const today =
      found && found.degree !== null ? { degree: found.degree, worst: found.worst, best: found.best } : null;
    const older = level === null ? null : { percent: Math.round(level), from: [...from] };
    return {
      code,
      title: { ...title },
      older,
      today,
      difference: older && today ? today.degree - older.percent : null,
      comparable:
        older && today
          ? confirmed
            ? 'confirmed'
            : 'unconfirmed'
          : older
            ? 'no_today'
            : today
              ? 'no_older'
              : 'neither',
    };
  });
