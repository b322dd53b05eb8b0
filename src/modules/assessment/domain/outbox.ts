/**
 * What a device has captured and not yet sent. Entries go out in the order they were made; one record's entries never
 * overtake each other, and what was tried once is not changed any more: perhaps it has arrived and only the answer is lost.
 */
export interface OutboxEntry {
  /** Place in the order. */
  seq: number;
  kind: 'observation' | 'answer' | 'photo';
  /** What the entry is about: entries with the same one follow each other. */
  target: string;
  /** The observation a photo belongs to. */
  needs: string | null;
  /** The version it rests on; null = it makes the record. */
  baseVersion: number | null;
  attempts: number;
  /** `conflict`: somebody else was faster; `gone`: the record is no longer there; `refused`: the server said why. */
  state: 'waiting' | 'conflict' | 'gone' | 'refused';
}

type Ordered = Pick<OutboxEntry, 'seq'>;
const inOrder = <E extends Ordered>(entries: readonly E[]): E[] => entries.toSorted((a, b) => a.seq - b.seq);

/** The next entry to send; those that wait for a decision hold back only what builds on them. */
export function nextToSend<E extends OutboxEntry>(entries: readonly E[]): E | undefined {
  const before: E[] = [];
  for (const entry of inOrder(entries)) {
    const held = before.some(
      (earlier) =>
        earlier.target === entry.target ||
        (entry.needs === earlier.target && earlier.kind === 'observation' && earlier.baseVersion === null),
    );
    if (entry.state === 'waiting' && !held) return entry;
    before.push(entry);
  }
  return undefined;
}

/** The entry that a fresh capture of the same target replaces; undefined = it has to stand beside what is there. */
export function replaceable<E extends OutboxEntry>(entries: readonly E[], target: string): E | undefined {
  const last = inOrder(entries.filter((entry) => entry.target === target)).at(-1);
  return last && (last.attempts === 0 || last.state !== 'waiting') ? last : undefined;
}

/** Version a fresh capture rests on: that of the record as the device knows it, or what an entry before it will make. */
export function baseOf<E extends OutboxEntry>(
  entries: readonly E[],
  target: string,
  known: number | null,
): number | null {
  const last = inOrder(entries.filter((entry) => entry.target === target)).at(-1);
  return last ? last.baseVersion : known;
}

/** Milliseconds until the next try after so many that failed in a row: 3 s, doubling, at most a minute. */
export const pauseAfter = (failures: number): number =>
  Math.min(60_000, 3_000 * 2 ** Math.min(10, failures - 1));
