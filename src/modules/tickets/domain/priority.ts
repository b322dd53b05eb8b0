/** 1 = the highest. How many people are hit, how soon it must be mended, and what follows from both. */
export const IMPACTS = [1, 2, 3] as const;
export const URGENCIES = [1, 2, 3] as const;
export const PRIORITIES = [1, 2, 3, 4] as const;
export type Impact = (typeof IMPACTS)[number];
export type Urgency = (typeof URGENCIES)[number];
export type Priority = (typeof PRIORITIES)[number];

/** Rows by impact, columns by urgency; a desk edits its own. */
export type PriorityMatrix = Readonly<Record<Impact, Readonly<Record<Urgency, Priority>>>>;

export const DEFAULT_MATRIX: PriorityMatrix = {
  1: { 1: 1, 2: 2, 3: 3 },
  2: { 1: 2, 2: 3, 3: 4 },
  3: { 1: 3, 2: 4, 3: 4 },
};

export const priorityOf = (matrix: PriorityMatrix, impact: Impact, urgency: Urgency): Priority =>
  matrix[impact][urgency];

export interface MatrixFault {
  readonly impact: Impact;
  readonly urgency: Urgency;
  /** `missing` = no priority of ours, `order` = less urgent or smaller, and yet of higher priority than its neighbour. */
  readonly fault: 'missing' | 'order';
}

/** What is wrong with a matrix as it was entered, cell by cell. */
export function matrixFaults(matrix: PriorityMatrix): MatrixFault[] {
  const known = (impact: number, urgency: number): number | undefined => {
    const value: number | undefined = matrix[impact as Impact]?.[urgency as Urgency];
    return value !== undefined && (PRIORITIES as readonly number[]).includes(value) ? value : undefined;
  };
  return IMPACTS.flatMap((impact) =>
    URGENCIES.flatMap((urgency): MatrixFault[] => {
      const value = known(impact, urgency);
      if (value === undefined) return [{ impact, urgency, fault: 'missing' }];
      const before = [known(impact - 1, urgency), known(impact, urgency - 1)];
      return before.some((other) => other !== undefined && other > value)
        ? [{ impact, urgency, fault: 'order' }]
        : [];
    }),
  );
}
