import { useCallback } from 'react';
import { sendEach, useKeptQueue, useSession, withoutArrived } from '#platform/client';
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

const NOTHING: Pending = { answers: {}, notes: {} };
const count = ({ answers, notes }: Pending): number =>
  Object.keys(answers).length + Object.keys(notes).length;
export const answerKey = (respondentId: string, question: string): string => `${respondentId} ${question}`;

/** Answers and notes of an interview on their way to the server. */
export function useAnswerQueue(town: string, id: string, onSent: () => void): AnswerQueue {
  const user = useSession()?.user.id ?? '';
  const { pending, add, away, refused, drop } = useKeptQueue<Pending>({
    place: `interview:${user}:${town}:${id}`,
    nothing: NOTHING,
    count,
    send: async (latest, change) => {
      const answersRefused = await sendEach(
        ready(latest.current.answers),
        (given) => assessment.putAnswer({ town, id, ...given }),
        (key, given) =>
          change({ ...latest.current, answers: withoutArrived(latest.current.answers, key, given) }),
      );
      const notesRefused = await sendEach(
        latest.current.notes,
        (note, question) => assessment.putInterviewNote({ town, id, question, note }),
        (question, note) =>
          change({ ...latest.current, notes: withoutArrived(latest.current.notes, question, note) }),
      );
      return notesRefused ?? answersRefused;
    },
    onSent,
  });
  const give = useCallback(
    (answer: GivenAnswer) => {
      const key = answerKey(answer.respondentId, answer.question);
      add(({ answers, notes }) => ({ answers: { ...answers, [key]: answer }, notes }));
    },
    [add],
  );
  const note = useCallback(
    (question: string, text: string) =>
      add(({ answers, notes }) => ({ answers, notes: { ...notes, [question]: text } })),
    [add],
  );
  return { pending, give, note, open: count(pending), away, refused, drop };
}

/** A reason is still being typed: the server would refuse it. */
const ready = (answers: Pending['answers']): Pending['answers'] =>
  Object.fromEntries(
    Object.entries(answers).filter(
      ([, { state, reason }]) => state !== 'not_applicable' || Boolean(reason?.trim()),
    ),
  );
