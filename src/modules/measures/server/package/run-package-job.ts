import type { Job } from '#platform/jobs/jobs';
import { Stopped } from '#platform/jobs/progress';
import { endReckoning } from '#platform/solver/kept-reckonings';
import { endingOf, reckon } from '#platform/solver/reckon';
import { inTown, jobActor } from '#platform/tx';
import { chooseInThread } from './choose-in-thread.ts';
import { findPackage, type PackageWhat, readChoice } from './package-store.ts';
import { packageResultOf } from './result.ts';
import { choiceOf } from './town-choice.ts';

export const PACKAGE_JOB = 'run_measure_package';
/** Of each variant. */
const SECONDS = { best: 15, reasons: 20 };

/**
 * Reckons the variants of a package in a thread of its own and keeps the whole result in one transaction, or nothing. It
 * may run twice: after a hard end it begins again.
 */
export const packageJob: Job = {
  name: PACKAGE_JOB,
  async run(ground, stamp, input) {
    const { id } = input as { id: string };
    const actor = jobActor(stamp);
    const start = await inTown(ground, actor, async (tx) => {
      const row = await findPackage(tx, id).catch(() => null);
      if (row?.state !== 'running') return null;
      return { ...(await readChoice(tx)), what: JSON.parse(row.what) as PackageWhat };
    });
    if (!start) return;
    const { choice, basis, what } = start;
    try {
      const questions = what.variants.map((variant) => ({
        choice: choiceOf(choice, variant),
        limits: variant.limits,
        seconds: SECONDS,
      }));
      const packages = await reckon(
        ground,
        actor,
        { table: 'measure_package', id, first: `points ${what.variants[0]?.key}` },
        (signal, tell) =>
          chooseInThread(questions, signal, (at, step, gap) =>
            tell({ step: `${step} ${what.variants[at]?.key}`, gap }),
          ),
      );
      const result = packageResultOf(choice, what, packages);
      const kept = await inTown(ground, actor, (tx) =>
        endReckoning(tx, 'measure_package', id, { state: 'done', result, basis }),
      );
      if (!kept) throw new Stopped();
    } catch (error) {
      await inTown(ground, actor, (tx) =>
        endReckoning(tx, 'measure_package', id, { state: endingOf(error, id) }),
      );
    }
  },
};
