import type { QueryClient } from '@tanstack/react-query';
import { recordAt } from '#kernel/paths';
import { hasUnsaved } from '#ui-kit/unsaved';
import { api } from '../connection.ts';
import { openForms, showLiveParts } from '../live-place.tsx';
import type { SessionView } from '../queries.ts';
import { Note, People } from './parts.tsx';
import { announcer } from './presence.ts';
import { type LiveKeys, type RecordAt, refresher, shows } from './refresh.ts';
import { type Person, shown } from './state.ts';
import { type LiveMessage, type StreamState, shareStream } from './stream.ts';

const VERSION = 1;
/** A short break in the connection is nobody's business. */
const PATIENCE_MS = 8_000;
/** Without any sign of somebody for so long nothing is read for them: their session may end as if the page were closed. */
const AWAY_MS = 30 * 60_000;
/** Who has not moved for so long is not at the record any more. */
const ABSENT_MS = 10 * 60_000;

interface Options {
  client: QueryClient;
  keys: LiveKeys;
  /** Calls back after each change of page. */
  onPage: (then: () => void) => void;
}

interface Place {
  town: string;
  record: RecordAt | null;
}

const place = (): Place => ({
  town: /^\/t\/([^/]+)/.exec(location.pathname)?.[1] ?? '',
  record: recordAt(location.pathname),
});

/** Keeps the pages of this tab up to date; called once, when the first rows are on the screen. */
export function goLive({ client, keys, onPage }: Options): void {
  const user = client.getQueryData<SessionView>(['session'])?.user;
  if (!user || !('EventSource' in window)) return;
  const lookingSince = attention(() => again());
  const attending = () => lookingSince() < AWAY_MS;
  const refresh = refresher(client, () => attending() && !dialogOpen());
  const presence = announcer(() => lookingSince() < ABSENT_MS, writes);
  const held = heldBack(client, keys, user.name, refresh.touch);
  const connection = connectionNote();
  let at: Place = { town: '', record: null };
  let stop = () => {};

  /** All of the town, but for a record that is being edited here. */
  const everything = (): void => {
    const { town, record } = at;
    const spared = record && busy() ? record : null;
    refresh.touch(([, of, id]) => of === town && (spared === null || id !== spared.id));
    if (spared) void held.consider(town, spared);
  };
  const hear = ({ type, data }: LiveMessage): void => {
    const told = JSON.parse(data) as { v: number; kind?: string; id?: string; people?: Person[] };
    if (type === 'reset' || told.v !== VERSION) everything();
    else if (type === 'presence') presence.hear(told.id ?? '', told.people ?? []);
    else if (type === 'change' && told.kind && told.id) {
      const record = { kind: told.kind, id: told.id };
      if (at.record?.id === record.id && busy()) void held.consider(at.town, record);
      else refresh.touch(shows(keys, at.town, record));
    }
  };
  const arrive = (): void => {
    const now = place();
    held.release(now.record);
    presence.go(now.record && { ...now.record, town: now.town });
    if (now.town !== at.town) {
      stop();
      // The cursor in the page is that of the town it was drawn for.
      const since = at.town === '' ? (client.getQueryData<string>(['live-since']) ?? null) : null;
      stop = now.town
        ? listenIn(now.town, user.id, since, { hear, everything, state: connection })
        : () => {};
    }
    at = now;
  };
  showLiveParts({ People, Note });
  arrive();
  onPage(arrive);
  // What was only marked is read when somebody is back, or the dialog above it is closed.
  const again = () => setTimeout(() => attending() && !dialogOpen() && refresh.catchUp());
  document.addEventListener('close', again, true);
  document.addEventListener('visibilitychange', again);
}

interface Hearing {
  hear: (message: LiveMessage) => void;
  everything: () => void;
  state: (state: StreamState) => void;
}

/** Listens in a town; without a cursor something may have been missed before the stream began, so all is read once. */
function listenIn(
  town: string,
  userId: string,
  since: string | null,
  { hear, everything, state }: Hearing,
): () => void {
  let complete = since !== null;
  return shareStream({
    url: `/api/v1/towns/${town}/live`,
    name: `sollstand ${userId} ${town}`,
    since,
    hear: (message) => {
      if (!complete) everything();
      complete = true;
      hear(message);
    },
    state,
  });
}

const dialogOpen = (): boolean => document.querySelector('dialog[open]') !== null;
/** Something is being written here that must not be exchanged beneath who writes. */
const busy = (): boolean => openForms.size > 0 || hasUnsaved() || dialogOpen();

/** Opened to change it, or already typed into. */
const writes = (): boolean =>
  location.pathname.endsWith('/bearbeiten') ||
  hasUnsaved() ||
  dialogOpen() ||
  [...openForms].some((form) => form.typed());

/** Milliseconds since the last sign of somebody; endless while the page is not visible. */
function attention(back: () => void): () => number {
  let last = performance.now();
  const touched = () => {
    const away = performance.now() - last;
    last = performance.now();
    if (away > AWAY_MS) back();
  };
  for (const sign of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'focus'] as const)
    addEventListener(sign, touched, { passive: true, capture: true });
  return () => (document.visibilityState === 'visible' ? performance.now() - last : Number.POSITIVE_INFINITY);
}

/** Changes of the record that is being edited here: told, and shown only when asked for. */
function heldBack(
  client: QueryClient,
  keys: LiveKeys,
  ownName: string,
  touch: (touches: (key: readonly unknown[]) => boolean) => void,
) {
  let waiting: { town: string; record: RecordAt } | null = null;

  const consider = async (town: string, record: RecordAt): Promise<void> => {
    const all = shows(keys, town, record);
    const own = (key: readonly unknown[]) => key[0] === keys[record.kind]?.record;
    // The rest of the page and the lists behind it go on.
    touch((key) => all(key) && !own(key));
    const forms = [...openForms];
    const late = await Promise.all(forms.map((form) => form.outdated().catch(() => false)));
    if (forms.length > 0 && !late.includes(true)) return;
    const by = await lastWriter(town, record.id);
    if (forms.length === 0 && by === ownName) return touch(all);
    if (recordAt(location.pathname)?.id !== record.id) return touch(all);
    waiting = { town, record };
    shown.set({ changed: { about: 'changed', by, reload } });
  };
  const reload = (): void => {
    for (const form of openForms) void form.meet();
    release(null);
  };
  /** Whoever has gone on to another record reads the held one anew. */
  const release = (now: RecordAt | null): void => {
    if (!waiting || waiting.record.id === now?.id) return;
    const touches = shows(keys, waiting.town, waiting.record);
    waiting = null;
    shown.set({ changed: null });
    void client.invalidateQueries({ predicate: ({ queryKey }) => touches(queryKey) });
  };
  return { consider, release };
}

interface Stories {
  story: (input: { town: string; id: string }) => Promise<{ lines: { by: string }[] }>;
}
const cockpit: Stories = api<never>('cockpit');

/** Who wrote last, as far as the reader may know. */
const lastWriter = (town: string, id: string): Promise<string | null> =>
  cockpit.story({ town, id }).then(
    ({ lines }) => lines[0]?.by || null,
    () => null,
  );

/** Says so when the connection stays away, and when the sign-in has ended. */
function connectionNote(): (state: StreamState) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (state) => {
    if (state === 'down' && timer !== undefined) return;
    clearTimeout(timer);
    timer = undefined;
    if (state === 'down') {
      const since = new Date();
      timer = setTimeout(() => shown.set({ connection: { about: 'offline', since } }), PATIENCE_MS);
    } else shown.set({ connection: state === 'ended' ? { about: 'ended' } : null });
  };
}
