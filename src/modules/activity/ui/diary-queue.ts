import { useCallback } from 'react';
import { sendEach, useKeptQueue, useSession, withoutArrived } from '#platform/client';
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

const NOTHING: Pending = {};
const count = (pending: Pending): number => Object.keys(pending).length;

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

/** Days of the diary on their way to the server. */
export function useDiaryQueue(town: string, onSent: () => void): DiaryQueue {
  const user = useSession()?.user.id ?? '';
  const { pending, add, away, keptAt, refused, drop } = useKeptQueue<Pending>({
    place: `diary:${user}:${town}`,
    nothing: NOTHING,
    count,
    send: (latest, change) =>
      sendEach(
        latest.current,
        (typed) => send(town, typed),
        (key, typed) => change(withoutSent(latest.current, key, typed)),
      ),
    onSent,
  });
  const keep = useCallback(
    (said: DiaryDay, was: DiaryDay) =>
      add((days) => ({ ...days, [dayKey(said)]: { said, was: days[dayKey(said)]?.was ?? was } })),
    [add],
  );
  const open = count(pending) > 0;
  return { pending, keep, state: away ? 'away' : open ? 'keeping' : 'kept', keptAt, refused, drop };
}

/** On what is stored by now, which another device of the same person may have written. */
async function send(town: string, { said, was }: Typed): Promise<void> {
  const now = storedDay(await activity.diary({ town, day: said.day }), said);
  await activity.keepDay({ town, ...onWhatIsStored(said, was, now) });
}

/** What was typed on meanwhile was typed over what has just arrived. */
function withoutSent(pending: Pending, key: string, sent: Typed): Pending {
  const since = pending[key];
  return since && since !== sent
    ? { ...pending, [key]: { ...since, was: sent.said } }
    : withoutArrived(pending, key, sent);
}
