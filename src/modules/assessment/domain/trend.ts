/** A goal of one week; `followsId` is the goal of an earlier week that it takes up. */
export interface GoalAt {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly weekId: string;
  readonly followsId: string | null;
  readonly reached: number | null;
}

/** Goals that take each other up become one line: the latest names it, each week has its value or null. */
export function goalLines(
  goals: readonly GoalAt[],
  weeks: readonly string[],
): { id: string; number: number; title: string; values: (number | null)[] }[] {
  const of = new Map(goals.map((goal) => [goal.id, goal]));
  const takenUp = new Set(goals.flatMap(({ followsId }) => followsId ?? []));
  return goals
    .filter(({ id }) => !takenUp.has(id))
    .map((last) => {
      const chain: GoalAt[] = [];
      for (
        let at: GoalAt | undefined = last;
        at && !chain.includes(at);
        at = at.followsId ? of.get(at.followsId) : undefined
      )
        chain.push(at);
      return {
        id: last.id,
        number: last.number,
        title: last.title,
        values: weeks.map((week) => chain.find(({ weekId }) => weekId === week)?.reached ?? null),
      };
    });
}
