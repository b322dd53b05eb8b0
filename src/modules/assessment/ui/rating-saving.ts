import { useRef, useState } from 'react';
import { type Problem, problemOf, useSave, useTown } from '#platform/client';
import { saidBy } from './parts.tsx';
import { assessment, type Rating } from './words.ts';

export type SaveRating = ReturnType<typeof useSavedRating>['save'];

type Changed = Partial<
  Pick<Rating, 'level' | 'target' | 'certainty' | 'evidence' | 'note' | 'coveredBy' | 'riskReason'>
>;

/** Saves parts of a rating one after the other, and what to show meanwhile. */
export function useSavedRating(rating: Rating) {
  const town = useTown();
  const update = useSave(assessment.ratings.update, [
    ['rating', town, rating.id],
    ['ratings', town],
    ['stories', town, rating.id],
    ['week', town],
    ['overview', town],
  ]);
  const [state, setState] = useState<{ saved?: boolean; problem?: string; faults?: Problem['fields'] }>({});
  // The choice shows at once and falls back when the server refuses it.
  const [chosen, choose] = useState<number | null>(rating.level);
  // Keys are pressed faster than pages are read anew: each save waits for the one before and rests on what that made.
  const version = useRef(rating.version);
  version.current = Math.max(version.current, rating.version);
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const send = async (part: Changed): Promise<boolean> => {
    try {
      const input = { town, id: rating.id, ...part };
      version.current = (await update.mutateAsync({ input, version: version.current })).version;
      setState({ saved: true });
      return true;
    } catch (error) {
      setState({ problem: saidBy(error), faults: problemOf(error)?.fields ?? [] });
      choose(rating.level);
      return false;
    }
  };
  const save = (part: Changed): Promise<boolean> => {
    if (part.level !== undefined) choose(part.level);
    const sent = before.current.then(() => send(part));
    before.current = sent;
    return sent;
  };
  return { save, state, chosen, busy: update.isPending };
}
