import { useCallback } from 'react';
import { sendEach, useKeptQueue, useSession, withoutArrived } from '#platform/client';
import { activity, type DiaryDay } from './words.ts';

type Pending = Record<string, DiaryDay>;

export interface DiaryQueue {
  /** What is not on the server yet, by day and function. */
  pending: Pending;
  keep: (day: DiaryDay) => void;
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
        (day) => activity.keepDay({ town, ...day }),
        (key, day) => change(withoutArrived(latest.current, key, day)),
      ),
    onSent,
  });
  const keep = useCallback((day: DiaryDay) => add((days) => ({ ...days, [dayKey(day)]: day })), [add]);
  const open = count(pending) > 0;
  return { pending, keep, state: away ? 'away' : open ? 'keeping' : 'kept', keptAt, refused, drop };
}
