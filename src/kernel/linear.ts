/** A linear model in rows, as solvers take it. */
export interface LinearModel {
  columns: number;
  cost: number[];
  lower: number[];
  upper: number[];
  whole: boolean[];
  rowLower: number[];
  rowUpper: number[];
  starts: number[];
  indices: number[];
  values: number[];
}

export interface LinearBuilder {
  model: LinearModel;
  column(cost: number, lower: number, upper: number, kind: 'whole' | 'any'): number;
  /** `lower` <= sum of the terms <= `upper`; terms are columns and factors in turn. A row without terms is left out. */
  row(lower: number, upper: number, terms: readonly number[]): void;
}

export function linearBuilder(): LinearBuilder {
  const model: LinearModel = {
    columns: 0,
    cost: [],
    lower: [],
    upper: [],
    whole: [],
    rowLower: [],
    rowUpper: [],
    starts: [0],
    indices: [],
    values: [],
  };
  return {
    model,
    column(cost, lower, upper, kind) {
      model.cost.push(cost);
      model.lower.push(lower);
      model.upper.push(upper);
      model.whole.push(kind === 'whole');
      return model.columns++;
    },
    row(lower, upper, terms) {
      if (terms.length === 0) return;
      for (let at = 0; at < terms.length; at += 2) {
        model.indices.push(terms[at] as number);
        model.values.push(terms[at + 1] as number);
      }
      model.starts.push(model.indices.length);
      model.rowLower.push(lower);
      model.rowUpper.push(upper);
    },
  };
}
