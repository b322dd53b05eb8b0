/** Words that say nothing of what a goal is about. */
const EMPTY = new Set([
  'und',
  'oder',
  'die',
  'der',
  'das',
  'den',
  'dem',
  'des',
  'ein',
  'eine',
  'einen',
  'mit',
  'für',
  'von',
  'zu',
  'im',
  'in',
  'auf',
  'ist',
  'sind',
  'wird',
  'werden',
  'soll',
  'sollen',
  'alle',
  'aller',
  'nicht',
  'mehr',
]);
const SHARED = 0.5;

/** Stems short enough that "Kosten" meets "Kostenkontrolle"; not linguistics, only a hint. */
const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .toLocaleLowerCase('de')
      .split(/[^\p{L}\d]+/u)
      .filter((word) => word.length > 2 && !EMPTY.has(word))
      .map((word) => word.slice(0, 6)),
  );

/** Pairs of goals of different owners that seem to speak of the same; what is paired already is left out. */
export function similarGoals(
  goals: readonly { id: string; title: string; owner: string | null }[],
  paired: readonly { goal: string; other: string }[],
): { goal: string; other: string }[] {
  const known = new Set(paired.flatMap(({ goal, other }) => [`${goal} ${other}`, `${other} ${goal}`]));
  return goals.flatMap((goal, at) =>
    goals
      .slice(at + 1)
      .filter(
        (other) =>
          goal.owner !== other.owner &&
          !known.has(`${goal.id} ${other.id}`) &&
          overlap(wordsOf(goal.title), wordsOf(other.title)) >= SHARED,
      )
      .map((other) => ({ goal: goal.id, other: other.id })),
  );
}

/** Shared words by those of the shorter title. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const least = Math.min(a.size, b.size);
  return least === 0 ? 0 : [...a].filter((word) => b.has(word)).length / least;
}
