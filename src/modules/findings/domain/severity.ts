/** Impact and likelihood run from 1 to 3, severity from 1 to 4. */
const MATRIX: readonly (readonly number[])[] = [
  [1, 1, 2],
  [2, 2, 3],
  [3, 4, 4],
];

/** Severity by the matrix; null while one of the two has not been judged. */
export const severityBy = (impact: number | null, likelihood: number | null): number | null =>
  impact === null || likelihood === null ? null : (MATRIX[impact - 1]?.[likelihood - 1] ?? null);
