import { setTimeout as sleep } from 'node:timers/promises';

export interface LiveEvent {
  event: string;
  id: string;
  data: {
    v: number;
    kind?: string;
    id?: string;
    event?: string;
    people?: { name: string; mode: string }[];
  };
  /** performance.now() when it arrived. */
  at: number;
}

export interface EventListener {
  events: LiveEvent[];
  /** Status of the last answer; 0 before the first. */
  status: number;
  /** True while a stream is open. */
  open: boolean;
  /** Hangs up and comes back with the last id it was told. */
  reconnect(): void;
  /** Becomes true within the patience, or this fails. */
  until(met: (events: LiveEvent[]) => boolean, patienceMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** A browser's EventSource over fetch: keeps every event it was told and resumes with Last-Event-ID. */
export function listenTo(
  url: string,
  headers: Record<string, string>,
  options: { after?: string; comeBack?: boolean } = {},
): EventListener {
  let hangUp = new AbortController();
  let ended = false;
  let last = options.after ?? '';
  const listener: EventListener = {
    events: [],
    status: 0,
    open: false,
    reconnect: () => hangUp.abort(),
    async until(met, patienceMs = 15_000) {
      const limit = Date.now() + patienceMs;
      while (!met(listener.events)) {
        if (Date.now() > limit)
          throw new Error(
            `waited in vain; status ${listener.status}, told ${JSON.stringify(listener.events.slice(-3))}`,
          );
        await sleep(5);
      }
    },
    async close() {
      ended = true;
      hangUp.abort();
      await running;
    },
  };
  const once = async (): Promise<void> => {
    hangUp = new AbortController();
    if (ended) return;
    const answer = await fetch(url, {
      headers: { ...headers, ...(last ? { 'last-event-id': last } : {}) },
      signal: hangUp.signal,
    });
    listener.status = answer.status;
    if (answer.status !== 200 || !answer.body) {
      await answer.body?.cancel();
      return;
    }
    listener.open = true;
    let rest = '';
    for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
      rest += text;
      const messages = rest.split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1];
        last = field('id') ?? last;
        const data = field('data');
        if (data)
          listener.events.push({
            event: field('event') ?? 'message',
            id: last,
            data: JSON.parse(data),
            at: performance.now(),
          });
      }
    }
  };
  const run = async (): Promise<void> => {
    do {
      await once().catch(() => undefined);
      listener.open = false;
      if (options.comeBack && !ended) await sleep(10);
    } while (options.comeBack && !ended);
  };
  const running = run();
  return listener;
}

/** Records told as changed, in the order told. */
export const toldIds = (listener: EventListener): string[] =>
  listener.events.flatMap(({ event, data }) => (event === 'change' && data.id ? [data.id] : []));
