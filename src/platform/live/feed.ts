import { log } from '../log.ts';
import { BEYOND, type Cursor, isAfter } from './cursor.ts';
import {
  bytes,
  type Change,
  changeMessage,
  type Held,
  heartbeat,
  helloMessage,
  type LiveKinds,
  maySee,
  type Person,
  presenceMessage,
  resetMessage,
} from './events.ts';
import type { Batch, Present } from './read.ts';

/** One open stream as a feed sees it. */
export interface Listener {
  userId: string;
  held: readonly Held[];
  /** The same as text: equal ones are told the same. */
  rights: string;
  /** Told up to here; a later cursor than the feed's when another process was further. */
  from: Cursor;
  send: (chunk: Uint8Array) => void;
}

export interface FeedOptions {
  kinds: LiveKinds;
  read: (after: Cursor) => Promise<Batch>;
  present: (recordId: string) => Promise<Present[]>;
  /** Somebody's functions have changed: awaited before anything further is told. */
  rightsChanged: () => Promise<void>;
}

/** Many wakes of a moment are one look at the journal. */
const COALESCE_MS = 30;
/** Told lately and kept in memory for those who come back. */
const KEPT = 2_000;
const HELD_FIRST_MS = 20;
const HELD_LONGEST_MS = 1_000;
const RIGHTS = new Set(['member', 'token', 'invitation']);

export interface Feed {
  readonly listeners: ReadonlySet<Listener>;
  /** Somebody wrote, or may have. */
  wake(): void;
  wakePresence(recordId: string): void;
  /** Tells a listener what it missed since `after`, and from then on everything. */
  join(listener: Listener, after: Cursor | null): Promise<void>;
  leave(listener: Listener): void;
  beat(): void;
  stop(): void;
}

/** Reads one town's journal once for all who listen in this process. */
export function openFeed(options: FeedOptions): Feed {
  const { kinds } = options;
  const listeners = new Set<Listener>();
  let kept: Change[] = [];
  /** What came after it is kept. */
  let keptFrom: Cursor | null = null;
  let at: Cursor | null = null;
  let heldPause = HELD_FIRST_MS;
  let reading: Promise<void> | null = null;
  let wanted = false;

  const take = async ({ changes, upto }: Batch): Promise<void> => {
    if (changes.some(({ kind }) => RIGHTS.has(kind))) await options.rightsChanged();
    at = upto;
    kept.push(...changes);
    if (kept.length > KEPT) {
      keptFrom = kept.at(-KEPT - 1)?.cursor ?? keptFrom;
      kept = kept.slice(-KEPT);
    }
    tell(kinds, listeners, changes);
  };

  const readOn = async (): Promise<void> => {
    if (!at) {
      at = (await options.read(BEYOND)).upto;
      keptFrom = at;
    }
    const before = at;
    let batch: Batch;
    do {
      wanted = false;
      batch = await options.read(at);
      await take(batch);
    } while (batch.more || wanted);
    // As long as it goes on, the next one that waits will soon be free; behind a long transaction there is time.
    heldPause = isAfter(at, before) ? HELD_FIRST_MS : Math.min(HELD_LONGEST_MS, heldPause * 2);
    if (batch.held) soon.within(heldPause);
  };

  /** Reads on; calls of the same moment share one reading, and what was written meanwhile is part of it. */
  const look = (): Promise<void> => {
    wanted = true;
    reading ??= readOn().finally(() => {
      reading = null;
      if (wanted) soon.within(0);
    });
    return reading;
  };
  const soon = alarm(() => {
    look().catch((error: unknown) => {
      log.debug('live updates wait', { error });
      soon.within(HELD_LONGEST_MS);
    });
  });

  /** Sends what is no longer kept; returns where the kept ones go on, or null when too much was missed. */
  const catchUp = async (listener: Listener, after: Cursor): Promise<Cursor | null> => {
    if (!at || isAfter(after, at) || listeners.size === 0) await look();
    if (!at || isAfter(after, at)) return null;
    if (!keptFrom || !isAfter(keptFrom, after)) return after;
    const { changes, upto, more } = await options.read(after);
    if (more) return null;
    tell(kinds, [{ ...listener, from: after }], changes);
    return upto;
  };

  const join = async (listener: Listener, after: Cursor | null): Promise<void> => {
    let from = after && (await catchUp(listener, after));
    if (!at || (!after && listeners.size === 0)) await look();
    if (!at) return;
    // From here to the end without a pause: nothing can come between what was missed and what comes.
    if (from && keptFrom && isAfter(keptFrom, from)) from = null;
    if (after && !from) listener.send(bytes(resetMessage(at)));
    listener.from = from ?? at;
    tell(kinds, [listener], kept);
    if (isAfter(at, listener.from)) listener.from = at;
    listener.send(bytes(helloMessage(listener.from)));
    listeners.add(listener);
    soon.within(0);
  };

  const presence = presenceOf(options, listeners);
  return {
    listeners,
    wake: () => {
      if (listeners.size > 0) soon.within(COALESCE_MS);
    },
    wakePresence: presence.wake,
    join,
    leave: (listener) => void listeners.delete(listener),
    beat: () => {
      const moved = at && bytes(heartbeat(at));
      const still = bytes(heartbeat(null));
      for (const listener of listeners)
        listener.send(moved && at && !isAfter(listener.from, at) ? moved : still);
    },
    stop: () => {
      listeners.clear();
      soon.stop();
      presence.stop();
    },
  };
}

interface Alarm {
  /** Goes off in `ms`, or sooner when that was said before. */
  within(ms: number): void;
  stop(): void;
}

function alarm(ring: () => void): Alarm {
  let timer: NodeJS.Timeout | undefined;
  let due = Number.POSITIVE_INFINITY;
  let ended = false;
  return {
    within(ms) {
      const then = performance.now() + ms;
      if (ended || due <= then) return;
      clearTimeout(timer);
      due = then;
      timer = setTimeout(() => {
        due = Number.POSITIVE_INFINITY;
        ring();
      }, ms);
      timer.unref();
    },
    stop() {
      ended = true;
      clearTimeout(timer);
    },
  };
}

/** Who is at which record: asked once for many wakes, told to those who are there themselves. */
function presenceOf(options: FeedOptions, listeners: ReadonlySet<Listener>) {
  const records = new Set<string>();
  const tellOf = async (recordId: string): Promise<void> => {
    const present = await options.present(recordId);
    for (const listener of listeners) {
      if (!present.some(({ userId }) => userId === listener.userId)) continue;
      listener.send(bytes(presenceMessage(recordId, others(options.kinds, listener, present))));
    }
  };
  const soon = alarm(() => {
    const asked = [...records];
    records.clear();
    for (const id of asked)
      tellOf(id).catch((error: unknown) => log.debug('presence is not told', { error }));
  });
  return {
    wake: (recordId: string) => {
      if (listeners.size === 0) return;
      records.add(recordId);
      soon.within(COALESCE_MS);
    },
    stop: soon.stop,
  };
}

/** Tells each listener what is theirs and new to it; those with the same rights share one text. */
function tell(kinds: LiveKinds, listeners: Iterable<Listener>, changes: readonly Change[]): void {
  const first = changes[0];
  const last = changes.at(-1);
  if (!first || !last) return;
  const shared = new Map<string, Uint8Array | null>();
  for (const listener of listeners) {
    const { from, rights } = listener;
    const whole = isAfter(first.cursor, from);
    let chunk = whole ? shared.get(rights) : undefined;
    if (chunk === undefined) {
      chunk = textFor(
        kinds,
        listener,
        whole ? changes : changes.filter(({ cursor }) => isAfter(cursor, from)),
      );
      if (whole) shared.set(rights, chunk);
    }
    if (chunk) listener.send(chunk);
    if (isAfter(last.cursor, from)) listener.from = last.cursor;
  }
}

function textFor(kinds: LiveKinds, { held }: Listener, changes: readonly Change[]): Uint8Array | null {
  const seen = changes.filter((change) => maySee(kinds, held, change));
  return seen.length > 0 ? bytes(seen.map(changeMessage).join('')) : null;
}

/** Names of everybody else at a record, as far as the asking person may know. */
export const others = (
  kinds: LiveKinds,
  { userId, held }: Pick<Listener, 'userId' | 'held'>,
  present: readonly Present[],
): Person[] =>
  present
    .filter((one) => one.userId !== userId && maySee(kinds, held, one))
    .map(({ name, mode }) => ({ name, mode }));
