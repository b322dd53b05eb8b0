/** What the town spent on IT, reconstructed from postings, given figures and contracts. Money in cents. */

/** Closed, as audit reports of public accounts divide IT cost; what nobody has assigned yet stands apart. */
export const COST_AREAS = [
  'data_centre',
  'network',
  'applications',
  'workplaces',
  'telecommunication',
  'staff',
  'other',
  'unassigned',
] as const;
export type CostArea = (typeof COST_AREAS)[number];

/** From the surest to the least sure. */
export const CERTAINTIES = ['measured', 'estimated', 'unknown'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export const BASES = ['invoice', 'contract', 'budget', 'estimate', 'other'] as const;

/** Years that the view shows side by side. */
export const SPAN = 3;
/** The last full years before `until` ends, oldest first. */
export const yearsUntil = (until: number): number[] =>
  Array.from({ length: SPAN }, (_, at) => until - SPAN + 1 + at);

/** A part of a sum: `cents` is null exactly when nobody knows the amount. */
export interface Part {
  readonly year: number;
  readonly area: CostArea;
  readonly certainty: Certainty;
  readonly cents: number | null;
}

export interface ContractTerm {
  readonly id: string;
  readonly area: CostArea;
  readonly yearlyCostCents: number;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  /** Runs on after its end unless somebody gives notice. */
  readonly renews: boolean;
}

/** What an amount rests on and how sure it is. */
export interface Sum {
  readonly cents: number;
  /** That of its weakest part; null without parts: nobody has said anything, which is not zero. */
  readonly certainty: Certainty | null;
  /** Some parts are known and at least one is not: the true amount is higher. */
  readonly atLeast: boolean;
}

export interface YearSum extends Sum {
  readonly year: number;
  readonly measuredCents: number;
  readonly estimatedCents: number;
  /** Parts whose amount nobody knows. */
  readonly unknownParts: number;
  /** 0 to 1 of what is known; null where nothing is known or credits outweigh it. */
  readonly measuredShare: number | null;
}

export interface Spending {
  readonly years: readonly YearSum[];
  /** Areas that any year says something of, each with its sums in the order of the years. */
  readonly areas: readonly { readonly area: CostArea; readonly sums: readonly Sum[] }[];
}

/**
 * Months of a year in which a contract runs. A month counts when the contract runs on its last day, so that of two
 * contracts which follow each other exactly one has it and a full year has twelve. Without a beginning it has always
 * run; without an end, or when it renews itself, it runs on.
 */
export function monthsInYear(
  { startsOn, endsOn, renews }: Pick<ContractTerm, 'startsOn' | 'endsOn' | 'renews'>,
  year: number,
): number {
  const lastDays = Array.from({ length: 12 }, (_, month) =>
    new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10),
  );
  return lastDays.filter((day) => (!startsOn || startsOn <= day) && (renews || !endsOn || endsOn >= day))
    .length;
}

/** What a contract costs in a year by its months, in cents: yearly cost times months by twelve, rounded to the cent. */
export const contractInYear = (contract: ContractTerm, year: number): number =>
  Math.round((contract.yearlyCostCents * monthsInYear(contract, year)) / 12);

/** `contract year` of what a posting or a given figure covers already. */
export const coverKey = (contractId: string, year: number): string => `${contractId} ${year}`;

/**
 * Contracts that ran in a year although neither a posting nor a given figure of that year names them: their cost pro
 * rata, as an estimate. One posting of a contract covers its whole year, because what was paid is then known.
 */
export function contractParts(
  contracts: readonly ContractTerm[],
  covered: ReadonlySet<string>,
  years: readonly number[],
): (Part & { contractId: string; months: number })[] {
  return contracts.flatMap((contract) =>
    years.flatMap((year) => {
      const cents = contractInYear(contract, year);
      if (cents === 0 || covered.has(coverKey(contract.id, year))) return [];
      const months = monthsInYear(contract, year);
      return [{ contractId: contract.id, year, area: contract.area, certainty: 'estimated', cents, months }];
    }),
  );
}

/** A sum is as sure as its weakest part, and "at least" when it has known parts beside an unknown one. */
export function sumOf(parts: readonly Pick<Part, 'certainty' | 'cents'>[]): Sum {
  const known = parts.filter(({ cents }) => cents !== null);
  const weakest = CERTAINTIES.findLast((certainty) => parts.some((part) => part.certainty === certainty));
  return {
    cents: known.reduce((total, { cents }) => total + (cents ?? 0), 0),
    certainty: weakest ?? null,
    atLeast: known.length > 0 && known.length < parts.length,
  };
}

/** Years by cost areas from all parts; parts of other years are left out. */
export function spendingOf(parts: readonly Part[], years: readonly number[]): Spending {
  const of = (year: number, area?: CostArea) =>
    parts.filter((part) => part.year === year && (area === undefined || part.area === area));
  return {
    years: years.map((year) => yearSum(year, of(year))),
    areas: COST_AREAS.map((area) => ({ area, sums: years.map((year) => sumOf(of(year, area))) })).filter(
      ({ sums }) => sums.some(({ certainty }) => certainty !== null),
    ),
  };
}

function yearSum(year: number, parts: readonly Part[]): YearSum {
  const only = (certainty: Certainty) =>
    sumOf(parts.filter((part) => part.certainty === certainty && part.cents !== null)).cents;
  const measuredCents = only('measured');
  const estimatedCents = only('estimated');
  const known = measuredCents + estimatedCents;
  const fair = known > 0 && measuredCents >= 0 && estimatedCents >= 0;
  return {
    year,
    ...sumOf(parts),
    measuredCents,
    estimatedCents,
    unknownParts: parts.filter(({ cents }) => cents === null).length,
    measuredShare: fair ? measuredCents / known : null,
  };
}

/** Cents per resident or workplace, rounded to the cent; null where the town has not said how many there are. */
export const perHead = (cents: number, heads: number): number | null =>
  heads > 0 ? Math.round(cents / heads) : null;
