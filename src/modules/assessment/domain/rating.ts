export const FRAMEWORKS = ['itil', 'vds10000'] as const;
export type FrameworkId = (typeof FRAMEWORKS)[number];
export const CERTAINTIES = ['certain', 'assumed', 'open'] as const;
export const PHASES = ['explore', 'review', 'innovate', 'communicate'] as const;
export type Phase = (typeof PHASES)[number];

/** The phase of each of the five days (days 1-2, 3, 4 and 5). */
export const PHASE_OF_DAY: Readonly<Record<number, Phase>> = {
  1: 'explore',
  2: 'explore',
  3: 'review',
  4: 'innovate',
  5: 'communicate',
};

/** Distance to the target in levels; null while not rated. Never negative. */
export const gap = (level: number | null, target: number): number | null =>
  level === null ? null : Math.max(0, target - level);
