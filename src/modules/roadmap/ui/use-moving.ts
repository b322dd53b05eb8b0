import { useRef } from 'react';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { toast } from '#ui-kit/toast';
import { moveQuarter } from '../domain/roadmap.ts';
import { type Roadmap, roadmap } from './words.ts';

/**
 * Moves a measure by quarters. Presses of an arrow key come faster than answers: they wait for each other, so
 * that each carries the version the one before it made.
 */
export function useMoving(view: Roadmap | undefined, refetch: () => unknown) {
  const town = useTown();
  const latest = useRef(view);
  latest.current = view;
  const queue = useRef<Promise<void>>(Promise.resolve());
  const place = useSave(roadmap.place, [
    ['roadmap', town],
    ['measures', town],
    ['measure', town],
    ['stories', town],
    ['threads', town],
  ]);
  const moveNow = async (id: string, by: number) => {
    const measure = latest.current?.measures.find((one) => one.id === id);
    if (!measure?.starts) return;
    const { version, quarters, starts } = measure;
    try {
      const input = { town, id, quarters, starts: moveQuarter(starts, by) };
      latest.current = await place.mutateAsync({ input, version });
    } catch (error) {
      toast(problemOf(error)?.text ?? m.roadmap_unreachable(), { tone: 'danger' });
      await refetch();
    }
  };
  return (id: string, by: number): undefined => {
    queue.current = queue.current.then(() => moveNow(id, by));
  };
}
