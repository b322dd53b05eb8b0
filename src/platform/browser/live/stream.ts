import { inOrder } from './order.ts';

/** One event of the server; `at` is its place in the journal, null for what has none. */
export interface LiveMessage {
  type: 'change' | 'reset' | 'presence' | 'hello';
  at: string | null;
  data: string;
}

export type StreamState = 'up' | 'down' | 'ended';

interface SharedStream {
  /** Address of the stream, without the cursor. */
  url: string;
  /** Tabs with the same name share one connection. */
  name: string;
  /** Where the data of this page come from. */
  since: string | null;
  hear: (message: LiveMessage) => void;
  state: (state: StreamState) => void;
}

type Said =
  | { say: 'message'; message: LiveMessage }
  | { say: 'state'; state: StreamState }
  | { say: 'since'; at: string };

const KEPT = 200;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** The server gives a sign of life every 20 seconds; a connection without two of them is dead. */
const SILENCE_MS = 45_000;

/**
 * One stream for all tabs of a browser: whoever holds the lock listens and passes on, the next one follows when that tab
 * closes. Without locks and channels each tab listens for itself. Returns what ends it.
 */
export function shareStream({ url, name, since, hear, state }: SharedStream): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(name) : null;
  const stopped = new AbortController();
  let at = since;
  let lead: ReturnType<typeof openStream> | null = null;

  /** What came twice, as when another tab takes over, is heard once. */
  const take = (message: LiveMessage): void => {
    if (message.type === 'change' && message.at && at && !inOrder(at, message.at)) return;
    if (message.at) at = message.at;
    hear(message);
  };
  const passOn = (said: Said) => channel?.postMessage(said);

  if (channel)
    channel.onmessage = ({ data }: MessageEvent<Said>) => {
      if (data.say === 'message') take(data.message);
      else if (data.say === 'state') state(data.state);
      else for (const message of lead?.repeat(data.at) ?? []) passOn({ say: 'message', message });
    };

  const begin = (): void => {
    lead = openStream(url, at, {
      message: (message) => {
        passOn({ say: 'message', message });
        take(message);
      },
      state: (now) => {
        passOn({ say: 'state', state: now });
        state(now);
      },
    });
  };
  if (channel && navigator.locks) {
    // Whoever leads already has told things while this page was loading.
    if (since) passOn({ say: 'since', at: since });
    navigator.locks
      .request(name, { signal: stopped.signal }, () => {
        begin();
        return new Promise<void>((end) => stopped.signal.addEventListener('abort', () => end()));
      })
      .catch(() => undefined);
  } else begin();

  return () => {
    stopped.abort();
    lead?.close();
    channel?.close();
  };
}

interface Hearing {
  message: (message: LiveMessage) => void;
  state: (state: StreamState) => void;
}

/** The connection itself: comes back after faults with growing pauses, ends when the sign-in has ended. */
function openStream(url: string, since: string | null, { message, state }: Hearing) {
  let at = since;
  let from = since;
  let told: LiveMessage[] = [];
  let pause = FIRST_PAUSE_MS;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(connect, SILENCE_MS);
  };
  const connect = (): void => {
    clearTimeout(timer);
    source?.close();
    heard();
    const fresh = new EventSource(at ? `${url}?after=${encodeURIComponent(at)}` : url);
    source = fresh;
    fresh.addEventListener('beat', ({ lastEventId }) => {
      if (lastEventId) at = lastEventId;
      heard();
    });
    for (const type of ['hello', 'change', 'reset', 'presence'] as const)
      fresh.addEventListener(type, ({ data, lastEventId }: MessageEvent<string>) => {
        heard();
        const place = type === 'presence' ? null : lastEventId || null;
        if (place) at = place;
        from ??= place;
        if (type === 'hello') {
          pause = FIRST_PAUSE_MS;
          state('up');
        }
        if (type === 'change') told.push({ type, at: place, data });
        if (told.length > KEPT) {
          from = told.at(-KEPT - 1)?.at ?? from;
          told = told.slice(-KEPT);
        }
        message({ type, at: place, data });
      });
    fresh.onerror = () => {
      if (closed || source !== fresh) return;
      state('down');
      // While it says CONNECTING the browser comes back by itself.
      if (fresh.readyState === EventSource.CLOSED) void comeBack();
    };
  };
  const comeBack = async (): Promise<void> => {
    const answer = await fetch('/api/v1/session').catch(() => null);
    if (closed) return;
    if (answer?.status === 401) {
      clearTimeout(silence);
      return state('ended');
    }
    clearTimeout(timer);
    timer = setTimeout(connect, pause * (0.75 + Math.random() / 2));
    pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
  };
  connect();
  // The browser's word alone is not enough: the server may stand in the same building.
  addEventListener('offline', connect);
  addEventListener('online', connect);
  return {
    /** What another tab missed since; everything anew when that is too long ago. */
    repeat: (after: string): LiveMessage[] =>
      from && inOrder(after, from)
        ? [{ type: 'reset', at: null, data: '{"v":1}' }]
        : told.filter((one) => one.at && inOrder(after, one.at)),
    close: () => {
      closed = true;
      clearTimeout(timer);
      clearTimeout(silence);
      removeEventListener('offline', connect);
      removeEventListener('online', connect);
      source?.close();
    },
  };
}
