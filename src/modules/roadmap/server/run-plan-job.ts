import type { Job } from '#platform/jobs/jobs';
import { keptProgress, Stopped } from '#platform/jobs/progress';
import { log } from '#platform/log';
import { type Ground, inTown, jobActor } from '#platform/tx';
import { planResultOf } from '../domain/planning/result.ts';
import type { WhatIf } from '../domain/planning/town.ts';
import { planInThread } from './planning/run-in-thread.ts';
import { type Asked, askedOf, endPlan, findPlan } from './planning-store.ts';

export const PLAN_JOB = 'run_roadmap_plan';
/** For search and proof together. */
const SECONDS = 30;
const TELL_MS = 400;

/**
 * Reckons a plan in a thread of its own and keeps the whole result in one transaction, or nothing. It may run twice:
 * after a hard end it begins again.
 */
export const planJob: Job = {
  name: PLAN_JOB,
  async run(ground, stamp, input) {
    const { id } = input as { id: string };
    const actor = jobActor(stamp);
    const start = await inTown(ground, actor, async (tx) => {
      const plan = await findPlan(tx, id).catch(() => null);
      if (plan?.state !== 'running') return null;
      return askedOf(tx, JSON.parse(plan.what) as WhatIf);
    });
    if (!start) return;
    try {
      const solved = await reckoned(ground, actor, id, start);
      const result = planResultOf(start.problem, start.before, start.now, solved);
      const kept = await inTown(ground, actor, (tx) =>
        endPlan(tx, id, { state: 'done', result, basis: start.basis }),
      );
      if (!kept) throw new Stopped();
    } catch (error) {
      await inTown(ground, actor, (tx) => endPlan(tx, id, { state: ending(error, id) }));
    }
  },
};

/** Tells how far it is, and ends the thread when somebody no longer wants it. */
async function reckoned(ground: Ground, actor: Parameters<typeof inTown>[1], id: string, { problem }: Asked) {
  const progress = keptProgress(ground, actor, 'roadmap_plan', id);
  const stop = new AbortController();
  let at: { step: string; gap: number | null } = { step: 'search', gap: null };
  let telling = Promise.resolve();
  const tell = () => {
    // A gap of 0 is told as 0 of 1, so that it differs from one that is not known.
    telling = telling
      .then(() => progress.tell(at.step, Math.round((at.gap ?? 0) * 100), at.gap === null ? 0 : 1_000_000))
      .catch((error: unknown) => stop.abort(error));
  };
  const timer = setInterval(tell, TELL_MS);
  try {
    return await planInThread(problem.pack, SECONDS, stop.signal, (step, gap) => {
      at = { step, gap };
    });
  } finally {
    clearInterval(timer);
    await telling;
  }
}

function ending(error: unknown, id: string): 'cancelled' | 'failed' {
  if (error instanceof Stopped) return 'cancelled';
  const { code } = error as { code?: string };
  // Only a database that is away makes the queue try again.
  if (code && /^(ECONN|08|57P)/.test(code)) throw error;
  log.error('planning failed', { id, error });
  return 'failed';
}
