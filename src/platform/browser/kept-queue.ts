import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
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
  send: (latest: RefObject<P>, change: (next: P) => void) => Promise<string | null>;
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

/** What somebody types on its way to the server: in the browser first, so that no outage costs it. */
export function useKeptQueue<P>({ place, nothing, count, send, onSent }: Queue<P>): KeptQueue<P> {
  const [pending, setPending] = useState<P>(() => read(place, nothing));
  const [away, setAway] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const latest = useRef(pending);
  const busy = useRef(false);
  const timer = useRef<number>(undefined);
  const asked = useRef({ count, send, onSent });
  asked.current = { count, send, onSent };

  const change = useCallback(
    (next: P) => {
      latest.current = next;
      write(place, asked.current.count(next) > 0 ? next : null);
      setPending(next);
    },
    [place],
  );
  const flush = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    try {
      const problem = await asked.current.send(latest, change);
      setRefused(problem);
      setAway(false);
      if (!problem) setKeptAt(new Date().toISOString());
      asked.current.onSent();
    } catch {
      setAway(true);
    } finally {
      busy.current = false;
    }
  }, [change]);
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
  }, [flush]);
  useUnsavedGuard(count(pending) > 0);
  const add = useCallback(
    (grow: (pending: P) => P) => {
      change(grow(latest.current));
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), BREATH_MS);
    },
    [change, flush],
  );
  const drop = useCallback(() => {
    change(nothing);
    setRefused(null);
  }, [change, nothing]);
  return { pending, add, away, keptAt, refused, drop };
}

// Storage can be full or forbidden; typing must go on all the same.
function read<P>(place: string, nothing: P): P {
  try {
    return { ...nothing, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<P>) };
  } catch {
    return nothing;
  }
}
function write(place: string, pending: unknown): void {
  try {
    if (pending === null) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(pending));
  } catch {
    // What is on screen still goes to the server.
  }
}

/**
 * Sends one after the other, telling `arrived` of each. Sending one twice must change nothing. Returns what the server
 * refused last, in its words; rejects when nobody answers.
 */
export async function sendEach<T>(
  pending: Readonly<Record<string, T>>,
  call: (value: T, key: string) => Promise<unknown>,
  arrived: (key: string, value: T) => void,
): Promise<string | null> {
  let refused: string | null = null;
  for (const [key, value] of Object.entries(pending)) {
    try {
      await call(value, key);
      arrived(key, value);
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
  pending[key] === arrived
    ? Object.fromEntries(Object.entries(pending).filter(([other]) => other !== key))
    : pending;
