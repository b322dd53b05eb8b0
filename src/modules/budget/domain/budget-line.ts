/** Amounts of a budget line in cents; expenditure is positive. */
export interface BudgetAmounts {
  plannedCents: number;
  amendedCents: number;
  committedCents: number;
  actualCents: number;
}

/**
 * What can still be spent: plan + amendment - actual - commitments, in cents (GemHVO BW § 27: commitments are
 * watched beside postings).
 */
export const availableCents = (line: BudgetAmounts): number =>
  line.plannedCents + line.amendedCents - line.actualCents - line.committedCents;

export type LineState = 'covered' | 'overrun' | 'outstanding' | 'received';

/** Income is planned as a negative amount: what is left of it has not come in yet, which is no overrun. */
export function lineState(line: BudgetAmounts): LineState {
  const open = availableCents(line);
  if (line.plannedCents + line.amendedCents < 0) return open < 0 ? 'outstanding' : 'received';
  return open < 0 ? 'overrun' : 'covered';
}
