import { Worker } from 'node:worker_threads';
import { askThread } from '#platform/solver/thread';
import type { ChosenPackage, Question, Step } from './choose.ts';

export type Told =
  | { step: Step; gap: number | null; at: number }
  | { packages: ChosenPackage[] }
  | { error: string };

/** Packages for several questions, one after the other, in a thread that `signal` ends at once. */
export const chooseInThread = (
  questions: readonly Question[],
  signal: AbortSignal,
  tell: (at: number, step: Step, gap: number | null) => void,
): Promise<ChosenPackage[]> =>
  askThread(new Worker(new URL('./worker.ts', import.meta.url)), questions, signal, (told: Told) => {
    if ('error' in told) throw new Error(told.error);
    if ('packages' in told) return told.packages;
    tell(told.at, told.step, told.gap);
    return undefined;
  });
