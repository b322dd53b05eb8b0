/** What can be said of a point: in order, a defect, not applicable here, not seen. */
export const ANSWERS = ['ok', 'defect', 'not_applicable', 'not_seen'] as const;
export type Answer = (typeof ANSWERS)[number];

/** How far a room is: points answered, of how many, and how many of them are defects. */
export interface Progress {
  done: number;
  total: number;
  defects: number;
}

/** Counts the points of a room's lists; answers to points of other lists do not count. */
export function progressOf(
  points: readonly string[],
  answers: readonly { point: string; answer: Answer }[],
): Progress {
  const known = new Map(answers.map(({ point, answer }) => [point, answer]));
  const given = points.flatMap((point) => known.get(point) ?? []);
  return {
    done: given.length,
    total: points.length,
    defects: given.filter((answer) => answer === 'defect').length,
  };
}
