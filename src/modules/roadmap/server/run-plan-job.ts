import type { Job } from '#platform/jobs/jobs';
import { Stopped } from '#platform/jobs/progress';
import { endReckoning } from '#platform/solver/kept-reckonings';
import { endingOf, reckon } from '#platform/solver/reckon';
import { inTown, jobActor } from '#platform/tx';
import { planResultOf } from '../domain/planning/result.ts';
import { planInThread } from './planning/run-in-thread.ts';
import { askedOf, findPlan, whatOf } from './planning-store.ts';

export const PLAN_JOB = 'run_roadmap_plan';
/** For search and proof together. */
const SECONDS = 30;

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
      return askedOf(tx, whatOf(plan));
    });
    if (!start) return;
    try {
      const solved = await reckon(
        ground,
        actor,
        { table: 'roadmap_plan', id, first: 'search' },
        (signal, tell) =>
          planInThread(start.problem.pack, SECONDS, signal, (step, gap) => tell({ step, gap })),
      );
      const result = planResultOf(start.problem, start.before, start.now, solved);
      const kept = await inTown(ground, actor, (tx) =>
        endReckoning(tx, 'roadmap_plan', id, { state: 'done', result, basis: start.basis }),
      );
      if (!kept) throw new Stopped();
    } catch (error) {
      await inTown(ground, actor, (tx) =>
        endReckoning(tx, 'roadmap_plan', id, { state: endingOf(error, id) }),
      );
    }
  },
};
