import { type Conflict, conflictOf, grouped } from '../../domain/planning/conflict.ts';
import { elasticModel } from '../../domain/planning/elastic.ts';
import type { Condition, TownPackage } from '../../domain/planning/package.ts';
import { handOver, highs } from './solve.ts';

export interface FoundConflict {
  groups: Condition[][];
  proof: Conflict['proof'];
}

/** The smallest set of conditions of a package that cannot hold together; null when all of them do. */
export async function findConflict(
  pack: TownPackage,
  seconds: number,
): Promise<FoundConflict | null | undefined> {
  const groups = grouped(pack.conditions);
  const solver = await highs();
  const { modelStatus } = solver.constants;
  const { model: linear, breaks } = elasticModel(pack, groups);
  const until = performance.now() + seconds * 1000;
  const model = handOver(solver, linear);
  try {
    const found = conflictOf(groups.length, (hold) => {
      const left = (until - performance.now()) / 1000;
      if (left <= 0) return undefined;
      for (const [at, column] of breaks.entries())
        model.changeColBounds(column, 0, hold.includes(at) ? 0 : 1);
      model.options.set({ time_limit: model.getRunTime() + left });
      const { modelStatus: status } = model.run();
      if (status === modelStatus.infeasible) return null;
      if (Number(model.info.get('primal_solution_status')) !== 2) return undefined;
      const { colValue } = model.getSolution();
      return breaks.flatMap((column, at) => ((colValue[column] ?? 0) > 0.5 ? [at] : []));
    });
    return found && { groups: found.groups.map((at) => groups[at] ?? []), proof: found.proof };
  } finally {
    model.dispose();
  }
}
