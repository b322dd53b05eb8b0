import type { Query, QueryClient } from '@tanstack/react-query';

/** Which queries a kind of record stands in: names of lists, and the name its own page asks under. */
export interface LiveKey {
  lists: readonly string[];
  record?: string;
}
export type LiveKeys = Readonly<Record<string, LiveKey>>;

/** What every record stands in beside its own lists. */
const ABOUT_ALL = ['threads', 'overview'];
/** Changes of a moment are one refresh; a share of chance keeps a town's browsers from asking all at once. */
const FIRST_MS = 150;
const CHANCE_MS = 350;
/** Lists are not read more often than this, however much is written. */
const REST_MS = 1_500;

export interface RecordAt {
  kind: string;
  id: string;
}

/** True for queries that show this record or lists of its kind. */
export function shows(
  keys: LiveKeys,
  town: string,
  { kind, id }: RecordAt,
): (key: readonly unknown[]) => boolean {
  const known = keys[kind];
  return ([name, of, record]) => {
    if (of !== town || !known) return false;
    if (name === known.record || name === 'stories') return record === id;
    return known.lists.includes(String(name)) || ABOUT_ALL.includes(String(name));
  };
}

/** Reads anew what the changes touch: soon, together, and only as long as somebody may be looking. */
export function refresher(client: QueryClient, attending: () => boolean) {
  let wanted: ((key: readonly unknown[]) => boolean)[] = [];
  let planned = false;
  let last = 0;

  const flush = (): void => {
    planned = false;
    last = performance.now();
    const touched = wanted;
    wanted = [];
    const predicate = ({ queryKey }: Query) => touched.some((touches) => touches(queryKey));
    // Unseen, it is only marked; it is read when somebody comes back to it.
    void client.invalidateQueries({ predicate, refetchType: attending() ? 'active' : 'none' });
  };
  const touch = (touches: (key: readonly unknown[]) => boolean): void => {
    wanted.push(touches);
    const rest = Math.max(0, last + REST_MS - performance.now());
    if (!planned) setTimeout(flush, Math.max(rest, FIRST_MS + Math.random() * CHANCE_MS));
    planned = true;
  };
  return {
    touch,
    /** What was only marked meanwhile. */
    catchUp: () =>
      void client.refetchQueries(
        { type: 'active', predicate: ({ state }) => state.isInvalidated },
        { cancelRefetch: false },
      ),
  };
}
