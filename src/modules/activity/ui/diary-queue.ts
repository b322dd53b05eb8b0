import { useCallback } from 'react';
import { problemOf, sendEach, useKeptQueue, useSession } from '#platform/client';
import { meet, NOTHING_WRITTEN, type Typed, typedSince } from '../domain/diary.ts';
import { activity, type DiaryDay } from './words.ts';

type Pending = Record<string, Typed<DiaryDay>>;

export interface DiaryQueue {
  /** What is not on the server yet, by day and function. */
  pending: Pending;
  keep: (said: DiaryDay, was: DiaryDay) => void;
  /** Where another device wrote into the same places: what shall stand. */
  choose: (said: DiaryDay, which: 'mine' | 'other') => void;
  state: 'kept' | 'keeping' | 'away' | 'met';
  /** When the server last confirmed; null before. */
  keptAt: string | null;
  /** What the server refused, in its words. */
  refused: string | null;
  /** Gives up what the server refuses. */
  drop: () => void;
}

const NOTHING: Pending = {};
const count = (pending: Pending): number => Object.keys(pending).length;
const without = (pending: Pending, key: string): Pending =>
  Object.fromEntries(Object.entries(pending).filter(([other]) => other !== key));

/** What is stored of a day and function, else an empty day. */
export const storedDay = (
  { entries }: { entries: readonly DiaryDay[] },
  { day, role }: Pick<DiaryDay, 'day' | 'role'>,
): DiaryDay =>
  entries.find((one) => one.day === day && one.role === role) ?? {
    day,
    role,
    version: 0,
    ...NOTHING_WRITTEN,
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
        Object.fromEntries(Object.entries(latest.current).filter(([, { other }]) => !other)),
        (typed) => send(town, typed),
        (key, sent, outcome) => change(settled(latest.current, key, sent, outcome)),
      ),
    onSent,
  });
  const keep = useCallback(
    (said: DiaryDay, was: DiaryDay) =>
      add((days) => ({ ...days, [dayKey(said)]: { ...(days[dayKey(said)] ?? { was }), said } })),
    [add],
  );
  const choose = useCallback(
    (said: DiaryDay, which: 'mine' | 'other') =>
      add((days) => {
        const key = dayKey(said);
        return which === 'mine' && days[key]
          ? { ...days, [key]: { said: days[key].said, was: days[key].was } }
          : without(days, key);
      }),
    [add],
  );
  const met = Object.values(pending).some(({ other }) => other);
  const state = met ? 'met' : away ? 'away' : count(pending) > 0 ? 'keeping' : 'kept';
  return { pending, keep, choose, state, keptAt, refused, drop };
}

/** Sends a day; what another device wrote elsewhere in it is kept, what it wrote in the same places is asked about. */
async function send(town: string, typed: Typed<DiaryDay>): Promise<Typed<DiaryDay>> {
  // Typed with an earlier Sollstand: the version it rests on was not kept, so it is taken for none.
  const said = { ...typed.said, version: typed.said.version ?? 0 };
  try {
    const { version } = await activity.keepDay({ town, ...said });
    return { said: { ...said, version }, was: typed.was };
  } catch (error) {
    if (problemOf(error)?.code !== 'diary_day_changed') throw error;
    const met = meet(typed, storedDay(await activity.diary({ town, day: said.day }), said));
    return met.other ? met : send(town, met);
  }
}

/** Without what has arrived; what was typed on meanwhile stays, on top of it. */
function settled(pending: Pending, key: string, sent: Typed<DiaryDay>, outcome: Typed<DiaryDay>): Pending {
  const since = pending[key];
  if (!since) return pending;
  if (outcome.other) return { ...pending, [key]: meet({ said: since.said, was: sent.was }, outcome.other) };
  const left = typedSince(since.said, sent.said, outcome.said);
  return left ? { ...pending, [key]: left } : without(pending, key);
}
