import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf, useSession } from '#platform/client';
import { useUnsavedGuard } from '#ui-kit/unsaved';
import { assessment } from './words.ts';

type Sent = Parameters<typeof assessment.putAnswer>[0];
export type GivenAnswer = Omit<Sent, 'town' | 'id'>;

interface Pending {
  answers: Record<string, GivenAnswer>;
  notes: Record<string, string>;
}
export interface AnswerQueue {
  pending: Pending;
  give: (answer: GivenAnswer) => void;
  note: (question: string, note: string) => void;
  /** What is not on the server yet. */
  open: number;
  /** Nobody answers; it is tried again by itself. */
  away: boolean;
  /** What the server refused, in its words. */
  refused: string | null;
  /** Gives up what the server refuses, e.g. answers of somebody who was removed meanwhile. */
  drop: () => void;
}

const RETRY_MS = 4_000;
/** Typing is sent in breaths, choices at once. */
const BREATH_MS = 600;
const NOTHING: Pending = { answers: {}, notes: {} };
export const answerKey = (respondentId: string, question: string): string => `${respondentId} ${question}`;

/** Answers and notes of an interview on their way to the server: in the browser first, so that no outage costs one. */
export function useAnswerQueue(town: string, id: string, onSent: () => void): AnswerQueue {
  const user = useSession()?.user.id ?? '';
  const place = `interview:${user}:${town}:${id}`;
  const [pending, setPending] = useState<Pending>(() => read(place));
  const [away, setAway] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const latest = useRef(pending);
  const busy = useRef(false);
  const timer = useRef<number>(undefined);
  const told = useRef(onSent);
  told.current = onSent;

  const change = useCallback(
    (next: Pending) => {
      latest.current = next;
      localStorage.setItem(place, JSON.stringify(next));
      setPending(next);
    },
    [place],
  );
  const flush = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    try {
      setRefused(await sendAll({ town, id }, latest, change));
      setAway(false);
      told.current();
    } catch {
      setAway(true);
    } finally {
      busy.current = false;
    }
  }, [town, id, change]);
  const soon = useCallback(
    (wait: number) => {
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), wait);
    },
    [flush],
  );
  useEffect(() => {
    const again = () => count(latest.current) > 0 && void flush();
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

  const give = useCallback(
    (answer: GivenAnswer) => {
      const key = answerKey(answer.respondentId, answer.question);
      change({ ...latest.current, answers: { ...latest.current.answers, [key]: answer } });
      soon(BREATH_MS);
    },
    [change, soon],
  );
  const note = useCallback(
    (question: string, text: string) => {
      change({ ...latest.current, notes: { ...latest.current.notes, [question]: text } });
      soon(BREATH_MS);
    },
    [change, soon],
  );
  const drop = useCallback(() => {
    change(NOTHING);
    setRefused(null);
  }, [change]);
  return { pending, give, note, open: count(pending), away, refused, drop };
}

const count = ({ answers, notes }: Pending): number =>
  Object.keys(answers).length + Object.keys(notes).length;

function read(place: string): Pending {
  const kept = localStorage.getItem(place);
  return kept ? { ...NOTHING, ...(JSON.parse(kept) as Partial<Pending>) } : NOTHING;
}

/** A reason is still being typed: the server would refuse it. */
const isReady = ({ state, reason }: GivenAnswer): boolean =>
  state !== 'not_applicable' || Boolean(reason?.trim());

/**
 * One after the other; what was changed meanwhile stays for the next round. Sending one twice changes nothing. Returns
 * what the server refused, in its words; rejects when nobody answers.
 */
async function sendAll(
  of: { town: string; id: string },
  latest: { readonly current: Pending },
  change: (next: Pending) => void,
): Promise<string | null> {
  let refused: string | null = null;
  const send = async (call: () => Promise<unknown>, sent: () => void): Promise<void> => {
    try {
      await call();
      sent();
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      refused = problem.fields[0]?.text ?? problem.text;
    }
  };
  for (const [key, given] of Object.entries(latest.current.answers).filter(([, answer]) => isReady(answer)))
    await send(
      () => assessment.putAnswer({ ...of, ...given }),
      () => {
        const { answers } = latest.current;
        if (answers[key] === given) change({ ...latest.current, answers: without(answers, key) });
      },
    );
  for (const [question, note] of Object.entries(latest.current.notes))
    await send(
      () => assessment.putInterviewNote({ ...of, question, note }),
      () => {
        const { notes } = latest.current;
        if (notes[question] === note) change({ ...latest.current, notes: without(notes, question) });
      },
    );
  return refused;
}

const without = <T>(of: Record<string, T>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(of).filter(([other]) => other !== key));
