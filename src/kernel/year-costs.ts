/** What a measure costs and when; quarters are text `YYYY-Qn`, money is in cents. */
export interface CostPlan {
  readonly starts: string;
  /** How many quarters it runs, at least 1. */
  readonly quarters: number;
  readonly onceCostCents: number;
  readonly yearlyCostCents: number;
  readonly grantCents: number;
  readonly budgetKind: 'result' | 'investment';
}

export interface CostOfYear {
  readonly onceResultCents: number;
  readonly onceInvestmentCents: number;
  /** Running cost of finished measures; always in the result budget. */
  readonly runningCents: number;
}

// Counted without the calendar's check: a year beyond 2999 must not take the roadmap of everybody else with it.
const quarterIndex = (key: string): number => Number(key.slice(0, 4)) * 4 + Number(key.slice(6)) - 1;

const endYear = ({ starts, quarters }: CostPlan): number =>
  Math.floor((quarterIndex(starts) + quarters - 1) / 4);

/** The part of the one-off cost (less grant) that falls into a year, in cents; parts add up to the whole cent for cent. */
export function onceCostInYear(plan: Omit<CostPlan, 'yearlyCostCents' | 'budgetKind'>, year: number): number {
  const net = plan.onceCostCents - plan.grantCents;
  const starts = quarterIndex(plan.starts);
  const upTo = (end: number) => {
    const quarters = Math.min(Math.max(end - starts, 0), plan.quarters);
    return Math.round((net * quarters) / plan.quarters);
  };
  return upTo((year + 1) * 4) - upTo(year * 4);
}

/**
 * What measures cost in a year, in cents: one-off cost less grant is spread evenly over the quarters of a measure,
 * running cost counts in full from the year after its last quarter, in the result budget. Roadmap and report reckon
 * by this one rule.
 */
export function costOfYear(plans: readonly CostPlan[], year: number): CostOfYear {
  let onceResultCents = 0;
  let onceInvestmentCents = 0;
  let runningCents = 0;
  for (const plan of plans) {
    if (plan.budgetKind === 'investment') onceInvestmentCents += onceCostInYear(plan, year);
    else onceResultCents += onceCostInYear(plan, year);
    if (year > endYear(plan)) runningCents += plan.yearlyCostCents;
  }
  return { onceResultCents, onceInvestmentCents, runningCents };
}
