import loader, { type Highs, type Model } from 'highs';
import type { LinearModel } from '#kernel/linear';

// The package describes its CommonJS half only; what Node imports is the loader itself.
const loadHighs = loader as unknown as () => Promise<Highs>;

let loading: Promise<Highs> | undefined;
/** The solver, once per thread. */
export function highs(): Promise<Highs> {
  loading ??= loadHighs();
  return loading;
}

/** Hands a model to the solver; whoever asks disposes of it. */
export function handOver(solver: Highs, model: LinearModel): Model {
  const { infinity } = solver;
  const bound = (value: number): number =>
    Number.isFinite(value) ? value : value < 0 ? -infinity : infinity;
  const made = solver.createModel({
    numCols: model.columns,
    numRows: model.rowLower.length,
    colCost: model.cost,
    colLower: model.lower.map(bound),
    colUpper: model.upper.map(bound),
    rowLower: model.rowLower.map(bound),
    rowUpper: model.rowUpper.map(bound),
    matrix: {
      format: 'csr',
      numCols: model.columns,
      numRows: model.rowLower.length,
      starts: model.starts,
      indices: model.indices,
      values: model.values,
    },
    integrality: model.whole.map((whole) => (whole ? 1 : 0)),
  });
  // Costs are whole numbers, so a plan within less than 1 of the bound is the best there is.
  made.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5 });
  return made;
}
