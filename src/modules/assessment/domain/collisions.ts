/** An entry of the agenda as far as two can stand in each other's way. */
export interface TimedEntry {
  id: string;
  day: number;
  /** `HH:MM` */
  starts: string;
  ends: string;
  title: string;
  roomId: string | null;
}
export interface Attendance {
  entryId: string;
  /** Same key, same person. */
  key: string;
  name: string;
}
/** Two entries of one day that overlap and need the same room or the same person. */
export interface Collision<E extends TimedEntry = TimedEntry> {
  kind: 'room' | 'person';
  first: E;
  second: E;
  /** Of the people; empty for a room. */
  names: string[];
}

/** Entries that end when the next begins do not overlap. */
const overlap = (a: TimedEntry, b: TimedEntry): boolean =>
  a.day === b.day && a.starts < b.ends && b.starts < a.ends;

/** Rooms needed twice and people in two places at once, by day and time. */
export function collisionsOf<E extends TimedEntry>(
  entries: readonly E[],
  guests: readonly Attendance[],
): Collision<E>[] {
  const sorted = [...entries].sort((a, b) => a.day - b.day || a.starts.localeCompare(b.starts));
  const of = new Map(sorted.map(({ id }) => [id, guests.filter(({ entryId }) => entryId === id)]));
  return sorted.flatMap((first, at) =>
    sorted
      .slice(at + 1)
      .filter((second) => overlap(first, second))
      .flatMap((second): Collision<E>[] => {
        const others = new Set(of.get(second.id)?.map(({ key }) => key));
        const names = (of.get(first.id) ?? []).filter(({ key }) => others.has(key)).map(({ name }) => name);
        return [
          ...(first.roomId !== null && first.roomId === second.roomId
            ? [{ kind: 'room' as const, first, second, names: [] }]
            : []),
          ...(names.length > 0 ? [{ kind: 'person' as const, first, second, names }] : []),
        ];
      }),
  );
}
