import { randomUUID } from 'node:crypto';
import { refuse } from '#kernel/refuse';
import { log } from '../log.ts';
import { onSessionsEnded } from '../sign-in/ended.ts';
import type { Actor, Ground } from '../tx.ts';
import { readCursor } from './cursor.ts';
import { bytes, type Held, type LiveKinds } from './events.ts';
import { type Feed, type Listener, openFeed } from './feed.ts';
import { CHANGES, listen, PRESENCE } from './listen.ts';
import { type Rights, readChanges, readHorizon, readPresent, readRights } from './read.ts';

/** What holds a stream open: the hash of a session or of a bearer token. */
export interface Key {
  via: 'session' | 'token';
  hash: string;
}

export interface LiveLimits {
  perKey: number;
  perProcess: number;
}
const LIMITS: LiveLimits = { perKey: 8, perProcess: 2_000 };

const POLL_MS = 5_000;
/** A town that nobody has listened to for so long is forgotten. */
const IDLE_MS = 5 * 60_000;
const HEARTBEAT_MS = 20_000;
const RIGHTS_MS = 10_000;
/** Rights that could not be checked for so long count as ended. */
const UNCHECKED_MS = 30_000;
const HORIZON_MS = 1_000;
/** What a browser may be behind before it is let go; it comes back with its cursor. */
const BACKLOG = 256;
/** The browser waits that long before it comes back. */
const RETRY = bytes('retry: 2000\n\n');

export interface Live {
  /** A stream of events for who acts in a town. Refuses `too_many_streams`, `streams_full`. */
  open(actor: Actor, key: Key, after: string | null): ReadableStream<Uint8Array>;
  /** Where the journal stands, at most a second old: for pages that listen from there. */
  since(): Promise<string>;
  readonly size: number;
  /** Ends all streams; none can be opened afterwards. */
  stop(): Promise<void>;
}

interface Stream extends Listener {
  id: string;
  key: Key;
  townId: string;
  close: () => void;
}

const heldBy = (rights: readonly Held[]): Held[] =>
  rights.map(({ function: fn, officeId }) => ({ function: fn, officeId }));

/** All streams of this process: one connection that listens, one look at the journal per town and moment. */
export function openLive(
  ground: Ground,
  databaseUrl: string,
  kinds: LiveKinds,
  limits: LiveLimits = LIMITS,
): Live {
  const feeds = new Map<string, Feed>();
  const streams = new Set<Stream>();
  let started: (() => Promise<void>) | null = null;
  let ended = false;

  const rights = watchRights(ground, streams);
  const feedOf = (townId: string): Feed => {
    const known = feeds.get(townId);
    if (known) return known;
    const feed = openFeed({
      kinds,
      read: (after) => readChanges(ground, townId, after),
      present: (recordId) => readPresent(ground, townId, recordId),
      rightsChanged: () => rights.check(),
    });
    feeds.set(townId, feed);
    return feed;
  };
  const start = (): void => {
    started ??= keepGoing(databaseUrl, feeds, rights, forgetIdle(feeds, streams));
  };

  const enter = async (stream: Stream, after: string | null): Promise<void> => {
    try {
      const cursor = readCursor(after);
      // A cursor that is none of ours counts as one that is too old.
      await feedOf(stream.townId).join(stream, after === null ? null : (cursor ?? { xid: 0n, id: 0 }));
      // It may have ended while it was joining.
      if (!streams.has(stream)) feeds.get(stream.townId)?.leave(stream);
    } catch (error) {
      log.debug('a stream could not begin', { error });
      stream.close();
    }
  };

  return {
    get size() {
      return streams.size;
    },
    open(actor, key, after) {
      if (ended || streams.size >= limits.perProcess) refuse('unavailable', 'streams_full');
      const same = [...streams].filter((stream) => stream.key.hash === key.hash).length;
      if (same >= limits.perKey) refuse('too_many', 'too_many_streams');
      start();
      const held = heldBy(actor.held ?? []);
      const { body, stream } = openStream({ actor, key, held }, (gone) => {
        streams.delete(gone);
        feeds.get(gone.townId)?.leave(gone);
      });
      streams.add(stream);
      void enter(stream, after);
      return body;
    },
    since: horizonOf(ground),
    async stop() {
      ended = true;
      for (const stream of [...streams]) stream.close();
      for (const feed of feeds.values()) feed.stop();
      rights.stop();
      await started?.();
    },
  };
}

/** Listening, the look every few seconds that needs no notification, the sign of life. */
function keepGoing(
  databaseUrl: string,
  feeds: ReadonlyMap<string, Feed>,
  rights: { check(): Promise<void> },
  tidy: () => void,
): () => Promise<void> {
  const wakeAll = () => {
    for (const feed of feeds.values()) feed.wake();
  };
  const listening = listen(
    databaseUrl,
    ({ channel, payload }) => {
      const [town = '', record = ''] = payload.split(' ');
      if (channel === CHANGES) feeds.get(town)?.wake();
      if (channel === PRESENCE) feeds.get(town)?.wakePresence(record);
    },
    wakeAll,
  );
  const timers = [
    setInterval(() => {
      tidy();
      wakeAll();
    }, POLL_MS),
    setInterval(() => void rights.check(), RIGHTS_MS),
    setInterval(() => {
      for (const feed of feeds.values()) feed.beat();
    }, HEARTBEAT_MS),
  ];
  for (const timer of timers) timer.unref();
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await listening.stop();
  };
}

/** Lets go of the changes kept for towns without a stream. */
function forgetIdle(feeds: Map<string, Feed>, streams: ReadonlySet<Stream>): () => void {
  const used = new Map<string, number>();
  return () => {
    const now = performance.now();
    for (const { townId } of streams) used.set(townId, now);
    for (const [townId, feed] of feeds) {
      const last = used.get(townId);
      if (last === undefined) used.set(townId, now);
      else if (now - last > IDLE_MS) {
        feed.stop();
        feeds.delete(townId);
        used.delete(townId);
      }
    }
  };
}

/** Asks in one go whether those who listen still may, and closes the streams of those who may not. */
function watchRights(ground: Ground, streams: ReadonlySet<Stream>) {
  let checked = Date.now();
  let turn: Promise<void> = Promise.resolve();
  const once = async (): Promise<void> => {
    if (streams.size === 0) {
      checked = Date.now();
      return;
    }
    const asked = [...streams];
    const hashes = (via: Key['via']) => [
      ...new Set(asked.filter(({ key }) => key.via === via).map(({ key }) => key.hash)),
    ];
    try {
      const found = await readRights(ground, hashes('session'), hashes('token'));
      for (const stream of asked) apply(stream, found.get(stream.key.hash));
      checked = Date.now();
    } catch (error) {
      log.debug('rights of streams are not checked', { error });
      if (Date.now() - checked > UNCHECKED_MS) for (const stream of asked) stream.close();
    }
  };
  // One after the other: whoever asks now waits for a check that began now.
  const check = (): Promise<void> => {
    turn = turn.then(once);
    return turn;
  };
  const forget = onSessionsEnded(() => void check());
  return { check, stop: () => void forget() };
}

function apply(stream: Stream, found: readonly Rights[] | undefined): void {
  const held = heldBy((found ?? []).filter(({ townId }) => townId === stream.townId));
  if (held.length > 0) Object.assign(stream, { held, rights: JSON.stringify(held) });
  else stream.close();
}

function openStream(
  { actor, key, held }: { actor: Actor; key: Key; held: Held[] },
  gone: (stream: Stream) => void,
): { body: ReadableStream<Uint8Array>; stream: Stream } {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream: Stream = {
    id: randomUUID(),
    key,
    townId: actor.townId,
    userId: actor.userId ?? '',
    held,
    rights: JSON.stringify(held),
    from: { xid: 0n, id: 0 },
    send: (chunk) => {
      if (!controller) return;
      controller.enqueue(chunk);
      if ((controller.desiredSize ?? 0) <= 0) stream.close();
    },
    close: () => {
      const open = controller;
      controller = undefined;
      open?.close();
      gone(stream);
    },
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => {
        controller = given;
        given.enqueue(RETRY);
      },
      cancel: () => {
        controller = undefined;
        gone(stream);
      },
    },
    new CountQueuingStrategy({ highWaterMark: BACKLOG }),
  );
  return { body, stream };
}

function horizonOf(ground: Ground): () => Promise<string> {
  let asked: Promise<string> | undefined;
  let until = 0;
  return () => {
    if (!asked || Date.now() > until) {
      until = Date.now() + HORIZON_MS;
      asked = readHorizon(ground);
      asked.catch(() => {
        until = 0;
      });
    }
    return asked;
  };
}
