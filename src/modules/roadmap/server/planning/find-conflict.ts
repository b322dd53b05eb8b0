import { handOver, highs } from '#platform/solver/highs';
import { compile } from '../../domain/planning/compiled.ts';
import { type Conflict, conflictOf, grouped } from '../../domain/planning/conflict.ts';
import { elasticModel } from '../../domain/planning/elastic.ts';
import { type Condition, problemOf, type TownPackage } from '../../domain/planning/package.ts';
import { plan } from '../../domain/planning/plan.ts';
import { exact } from './exact.ts';

export interface FoundConflict {
  groups: Condition[][];
  proof: Conflict['proof'];
}

/** Schedules looked at before the solver is asked whether there is one at all. */
const LOOKS = 60;
/** A plan found within this many seconds names what it breaks; better ones only save questions. */
const PER_QUESTION = 2;
/** For the proof that nothing smaller is in conflict. */
const FOR_SMALLEST = 6;

/** The smallest set of conditions that cannot hold together, of a package for which there is no plan. */
export async function findConflict(pack: TownPackage, seconds: number): Promise<FoundConflict> {
  const groups = grouped(pack.conditions);
  const until = performance.now() + seconds * 1000;
  const left = () => (until - performance.now()) / 1000;
  const possible = async (hold: readonly number[]): Promise<boolean | undefined> => {
    if (left() <= 0) return undefined;
    const problem = problemOf(
      pack,
      hold.flatMap((at) => groups[at] ?? []),
    );
    const compiled = compile(problem);
    if (!compiled) return false;
    const tried = plan(problem, { goOn: (looked) => looked < LOOKS });
    if (!('fault' in tried) && tried.broken.late + tried.broken.unplaced === 0) return true;
    const found = await exact(
      { ...problem, tasks: problem.tasks.map((one) => ({ ...one, weight: 0 })) },
      compiled,
      {
        seconds: left(),
        any: true,
      },
    );
    return found.impossible ? false : found.schedule ? true : undefined;
  };
  const found = await withBroken(pack, groups, left, (broken) =>
    conflictOf(groups.length, { possible, broken }),
  );
  return { groups: found.groups.map((at) => groups[at] ?? []), proof: found.proof };
}

/** Lends an answer to what a plan breaks, by the model in which groups may be broken. */
async function withBroken<T>(
  pack: TownPackage,
  groups: readonly (readonly Condition[])[],
  left: () => number,
  use: (broken: (hold: readonly number[]) => readonly number[] | null | undefined) => Promise<T>,
): Promise<T> {
  const solver = await highs();
  const { modelStatus } = solver.constants;
  const { model: linear, breaks } = elasticModel(pack, groups);
  const model = handOver(solver, linear);
  let first: number | null = null;
  try {
    return await use((hold) => {
      first ??= left();
      if (left() <= Math.max(0, first - FOR_SMALLEST)) return undefined;
      for (const [at, column] of breaks.entries())
        model.changeColBounds(column, 0, hold.includes(at) ? 0 : 1);
      model.options.set({ time_limit: model.getRunTime() + Math.min(left(), PER_QUESTION) });
      const { modelStatus: status } = model.run();
      if (status === modelStatus.infeasible) return null;
      if (Number(model.info.get('primal_solution_status')) !== 2) return undefined;
      const { colValue } = model.getSolution();
      return breaks.flatMap((column, at) => ((colValue[column] ?? 0) > 0.5 ? [at] : []));
    });
  } finally {
    model.dispose();
  }
}
