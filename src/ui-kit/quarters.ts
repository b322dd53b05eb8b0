/** Quarters as the data writes them: "2027-Q1". */
export const quarterIndex = (key: string): number => Number(key.slice(0, 4)) * 4 + Number(key.slice(6)) - 1;

export const quarterKey = (index: number): string => `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;

/** `count` quarters from `from`. */
export const quartersFrom = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, step) => quarterKey(quarterIndex(from) + step));

/** The years a row of quarters touches, each with how many of its quarters are shown. */
export function yearsOf(quarters: string[]): { year: number; span: number }[] {
  const years = new Map<number, number>();
  for (const key of quarters) {
    const year = Number(key.slice(0, 4));
    years.set(year, (years.get(year) ?? 0) + 1);
  }
  return [...years].map(([year, span]) => ({ year, span }));
}

export interface Slot {
  /** Empty cells before the bar. */
  before: number;
  /** Cells the bar covers; 0 = not within the columns. */
  span: number;
  after: number;
  /** The bar begins or ends outside the columns. */
  cutStart: boolean;
  cutEnd: boolean;
}

/** Where a bar lies within the columns shown. */
export function slotOf(quarters: string[], starts: string, length: number): Slot {
  const first = quarterIndex(quarters[0] ?? starts);
  const begin = quarterIndex(starts) - first;
  const end = begin + Math.max(1, length);
  const from = Math.max(0, Math.min(begin, quarters.length));
  const to = Math.max(from, Math.min(end, quarters.length));
  return {
    before: from,
    span: to - from,
    after: quarters.length - to,
    cutStart: begin < 0,
    cutEnd: end > quarters.length,
  };
}
