import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf, useSession } from '#platform/client';
import { useUnsavedGuard } from '#ui-kit/unsaved';
import { byKind } from '../domain/activities.ts';
import { onWhatIsStored } from '../domain/diary.ts';
import { activity, type DiaryDay } from './words.ts';

/** What was typed, and what it was typed over. */
interface Typed {
  said: DiaryDay;
  was: DiaryDay;
}
type Pending = Record<string, Typed>;

export interface DiaryQueue {
  /** What is not on the server yet, by day and function. */
  pending: Pending;
  keep: (said: DiaryDay, was: DiaryDay) => void;
  state: 'kept' | 'keeping' | 'away';
  /** When the server last confirmed; null before. */
  keptAt: string | null;
  /** What the server refused, in its words. */
  refused: string | null;
  /** Gives up what the server refuses. */
  drop: () => void;
}

const RETRY_MS = 4_000;
const BREATH_MS = 600;
/** What is stored of a day and function, else an empty day. */
export const storedDay = (
  { entries }: { entries: readonly DiaryDay[] },
  { day, role }: Pick<DiaryDay, 'day' | 'role'>,
): DiaryDay =>
  entries.find((one) => one.day === day && one.role === role) ?? {
    ...{ day, role },
    minutes: byKind(() => 0),
    interruptions: 0,
    note: '',
  };
export const dayKey = ({ day, role }: Pick<DiaryDay, 'day' | 'role'>): string => `${day} ${role}`;

/** Days of the diary on their way to the server: in the browser first, so that no outage costs one. */
export function useDiaryQueue(town: string, onSent: () => void): DiaryQueue {
  const user = useSession()?.user.id ?? '';
  const place = `diary:${user}:${town}`;
  const [pending, setPending] = useState<Pending>(() => read(place));
  const [away, setAway] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [keptAt, setKeptAt] = useState<string | null>(null);
  const latest = useRef(pending);
  const busy = useRef(false);
  const timer = useRef<number>(undefined);
  const told = useRef(onSent);
  told.current = onSent;

  const change = useCallback(
    (next: Pending) => {
      latest.current = next;
      write(place, next);
      setPending(next);
    },
    [place],
  );
  const flush = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    try {
      const problem = await sendAll(town, latest, change);
      setRefused(problem);
      setAway(false);
      if (!problem) setKeptAt(new Date().toISOString());
      told.current();
    } catch {
      setAway(true);
    } finally {
      busy.current = false;
    }
  }, [town, change]);
  useEffect(() => {
    const again = () => Object.keys(latest.current).length > 0 && void flush();
    const every = setInterval(again, RETRY_MS);
    window.addEventListener('online', again);
    again();
    return () => {
      clearInterval(every);
      clearTimeout(timer.current);
      window.removeEventListener('online', again);
    };
  }, [flush]);
  const open = Object.keys(pending).length > 0;
  useUnsavedGuard(open);
  const keep = useCallback(
    (said: DiaryDay, was: DiaryDay) => {
      const key = dayKey(said);
      change({ ...latest.current, [key]: { said, was: latest.current[key]?.was ?? was } });
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), BREATH_MS);
    },
    [change, flush],
  );
  const drop = useCallback(() => {
    change({});
    setRefused(null);
  }, [change]);
  return { pending, keep, state: away ? 'away' : open ? 'keeping' : 'kept', keptAt, refused, drop };
}

// Storage can be full or forbidden; typing must go on all the same.
function read(place: string): Pending {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Pending;
  } catch {
    return {};
  }
}
function write(place: string, pending: Pending): void {
  try {
    if (Object.keys(pending).length === 0) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(pending));
  } catch {
    // What is on screen still goes to the server.
  }
}

/** One after the other; what was changed meanwhile stays for the next round. Rejects when nobody answers. */
async function sendAll(
  town: string,
  latest: { readonly current: Pending },
  change: (next: Pending) => void,
): Promise<string | null> {
  let refused: string | null = null;
  for (const [key, typed] of Object.entries(latest.current)) {
    try {
      const now = storedDay(await activity.diary({ town, day: typed.said.day }), typed.said);
      await activity.keepDay({ town, ...onWhatIsStored(typed.said, typed.was, now) });
      const since = latest.current[key];
      if (since && since !== typed) change({ ...latest.current, [key]: { ...since, was: typed.said } });
      else change(Object.fromEntries(Object.entries(latest.current).filter(([other]) => other !== key)));
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      refused = problem.fields[0]?.text ?? problem.text;
    }
  }
  return refused;
}
