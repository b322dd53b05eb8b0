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
