import { useCallback, useEffect, useRef, useState } from 'react';
import { useUnsavedGuard } from '#ui-kit/unsaved';
import { problemOf } from './problems.ts';

const RETRY_MS = 4_000;
/** Typing is sent in breaths. */
const BREATH_MS = 600;

interface Queue<P> {
  /** Where in the browser it is kept; says person, town and matter. */
  place: string;
  nothing: P;
  count: (pending: P) => number;
  /** Sends what `latest` holds, taking out of it by `change` what has arrived; returns what was refused, in words. */
  send: (latest: { readonly current: P }, change: (next: P) => void) => Promise<string | null>;
  onSent: () => void;
}

export interface KeptQueue<P> {
  /** What is not on the server yet. */
  pending: P;
  add: (grow: (pending: P) => P) => void;
  /** Nobody answers; it is tried again by itself. */
  away: boolean;
  /** When the server last confirmed everything; null before. */
  keptAt: string | null;
  /** What the server refused, in its words. */
  refused: string | null;
  /** Gives up what the server refuses. */
  drop: () => void;
}

/**
 * What somebody types on its way to the server: in the browser first, so that no outage costs it. Tabs with the same place show
 * and send one and the same.
 */
export function useKeptQueue<P>({ place, nothing, count, send, onSent }: Queue<P>): KeptQueue<P> {
  const [pending, setPending] = useState<P>(() => read(place, nothing, nothing));
  const [away, setAway] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const [latest] = useState(() => new Kept(place, nothing, pending));
  const busy = useRef(false);
  const timer = useRef<number>(undefined);
  const asked = useRef({ count, send, onSent });
  asked.current = { count, send, onSent };

  const change = useCallback(
    (next: P) => {
      latest.put(next, asked.current.count(next));
      setPending(next);
    },
    [latest],
  );
  const flush = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    try {
      const problem = await alone(place, () => asked.current.send(latest, change));
      setRefused(problem);
      setAway(false);
      if (!problem) setKeptAt(new Date().toISOString());
      asked.current.onSent();
    } catch {
      setAway(true);
    } finally {
      busy.current = false;
    }
  }, [change, latest, place]);
  useEffect(() => {
    const elsewhere = ({ key, newValue }: StorageEvent) => {
      if (key !== place) return;
      setPending(latest.current);
      // Another tab has sent it all: what is stored by now is read anew here too.
      if (newValue === null) asked.current.onSent();
    };
    window.addEventListener('storage', elsewhere);
    return () => window.removeEventListener('storage', elsewhere);
  }, [latest, place]);
  useEffect(() => {
    const again = () => asked.current.count(latest.current) > 0 && void flush();
    const every = setInterval(again, RETRY_MS);
    window.addEventListener('online', again);
    again();
    return () => {
      clearInterval(every);
      clearTimeout(timer.current);
      window.removeEventListener('online', again);
    };
  }, [flush, latest]);
  useUnsavedGuard(count(pending) > 0);
  const add = useCallback(
    (grow: (pending: P) => P) => {
      change(grow(latest.current));
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), BREATH_MS);
    },
    [change, flush, latest],
  );
  const drop = useCallback(() => {
    change(nothing);
    setRefused(null);
  }, [change, nothing]);
  return { pending, add, away, keptAt, refused, drop };
}

/** What is kept under a place: read anew each time, since another tab may have typed or sent meanwhile. */
class Kept<P> {
  // Storage can be full or forbidden; typing must go on all the same, and what is on screen still goes to the server.
  #own: P;
  #shared = true;
  readonly #place: string;
  readonly #nothing: P;
  constructor(place: string, nothing: P, own: P) {
    this.#place = place;
    this.#nothing = nothing;
    this.#own = own;
  }
  get current(): P {
    if (this.#shared) this.#own = read(this.#place, this.#nothing, this.#own);
    return this.#own;
  }
  put(next: P, count: number): void {
    this.#own = next;
    try {
      if (count === 0) localStorage.removeItem(this.#place);
      else localStorage.setItem(this.#place, JSON.stringify(next));
      this.#shared = true;
    } catch {
      this.#shared = false;
    }
  }
}
function read<P>(place: string, nothing: P, otherwise: P): P {
  try {
    return { ...nothing, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<P>) };
  } catch {
    return otherwise;
  }
}

/** In one tab at a time. Without locks (no secure origin) two may send the same: the server keeps it once all the same. */
const alone = <T>(place: string, work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(`${place} send`, work) : work();

/**
 * Sends one after the other, telling `arrived` of each with its answer. Sending one twice must change nothing. Returns what the
 * server refused last, in its words; rejects when nobody answers.
 */
export async function sendEach<T, A>(
  pending: Readonly<Record<string, T>>,
  call: (value: T, key: string) => Promise<A>,
  arrived: (key: string, value: T, answer: A) => void,
): Promise<string | null> {
  let refused: string | null = null;
  for (const [key, value] of Object.entries(pending)) {
    try {
      arrived(key, value, await call(value, key));
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      refused = problem.fields[0]?.text ?? problem.text;
    }
  }
  return refused;
}

/** Without what has arrived; what was typed anew meanwhile stays for the next round. */
export const withoutArrived = <T>(pending: Record<string, T>, key: string, arrived: T): Record<string, T> =>
  sameTyped(pending[key], arrived)
    ? Object.fromEntries(Object.entries(pending).filter(([other]) => other !== key))
    : pending;

/** Whether nothing was typed since: what is kept is read anew, so no object is the same one. */
const sameTyped = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
