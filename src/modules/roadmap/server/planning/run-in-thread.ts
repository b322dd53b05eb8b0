import { Worker } from 'node:worker_threads';
import { askThread } from '#platform/solver/thread';
import type { TownPackage } from '../../domain/planning/package.ts';
import type { Solved } from '../../domain/planning/result.ts';
import type { Simulated, SimulationInput } from '../../domain/planning/simulate.ts';

/** What a plan is at: a good one, the proof, what is in conflict, what can be planned without it. */
export type Step = 'search' | 'proof' | 'conflict' | 'reduced';

export type Question = { id: number } & (
  | {
      pack: TownPackage;
      /** Null = the plan that is there at once. */
      seconds: number | null;
    }
  | { simulate: SimulationInput }
);

type Told =
  | { id: number; step: Step; gap: number | null }
  | { id: number; solved: Solved | Simulated }
  | { id: number; error: string };

const open = (): Worker => new Worker(new URL('./worker.ts', import.meta.url));

/** Plans with proof in a thread of its own; `signal` ends it at once, whatever it is at. */
export function planInThread(
  pack: TownPackage,
  seconds: number,
  signal: AbortSignal,
  tell: (step: Step, gap: number | null) => void,
): Promise<Solved> {
  return askThread(open(), { id: 0, pack, seconds } satisfies Question, signal, (told: Told) => {
    if ('error' in told) throw new Error(told.error);
    if ('solved' in told) return told.solved as Solved;
    tell(told.step, told.gap);
    return undefined;
  });
}

interface Waiting {
  resolve: (solved: Solved | Simulated) => void;
  reject: (error: Error) => void;
}
let quick: { worker: Worker; waiting: Map<number, Waiting> } | null = null;
let last = 0;

/** A quick plan in a thread that stays for the next question: starting one takes as long as the plan. */
export const quickInThread = (pack: TownPackage): Promise<Solved> =>
  asked((id) => ({ id, pack, seconds: null })) as Promise<Solved>;

/** Draws how likely a plan is kept, in the same thread. */
export const simulateInThread = (simulate: SimulationInput): Promise<Simulated> =>
  asked((id) => ({ id, simulate })) as Promise<Simulated>;

function asked(question: (id: number) => Question): Promise<Solved | Simulated> {
  const { worker, waiting } = standing();
  const id = ++last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage(question(id));
  });
}

function standing(): NonNullable<typeof quick> {
  if (quick) return quick;
  const waiting = new Map<number, Waiting>();
  const worker = open();
  const mine = { worker, waiting };
  const end = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    if (quick === mine) quick = null;
  };
  worker.on('message', (told: Told) => {
    const asked = waiting.get(told.id);
    if (!asked || 'step' in told) return;
    waiting.delete(told.id);
    if ('solved' in told) asked.resolve(told.solved);
    else asked.reject(new Error(told.error));
  });
  worker.once('error', end);
  worker.once('exit', () => end(new Error('the planning thread ended')));
  // It must not keep the process alive.
  worker.unref();
  quick = mine;
  return mine;
}
