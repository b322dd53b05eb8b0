/** How sure an amount is, the surest first. */
export const CERTAINTIES = ['measured', 'estimated', 'unknown'] as const;
export type Certainty = (typeof CERTAINTIES)[number];
/** What a measure costs, and what takes from it: a grant and what it replaces. */
export const PARTS = ['once', 'grant', 'yearly', 'own_once', 'own_yearly', 'replaced'] as const;
export type Part = (typeof PARTS)[number];

/** Years that running cost is looked at, as usual for decisions of the council. */
export const YEARS = 5;

/** From where to where, in cents or days, with what is planned in between. */
export interface Span {
  least: number;
  planned: number;
  most: number;
}
export interface Said {
  least: number | null;
  most: number | null;
  certainty: Certainty;
}
export interface Replaced {
  yearlyLeastCents: number;
  yearlyMostCents: number;
  fromYear: number;
  certainty: Certainty;
}
export interface EconomyInput {
  onceCents: number;
  grantCents: number;
  yearlyCents: number;
  effortDays: number;
  once: Said;
  yearly: Said;
  effort: Said;
  yearlyDays: { least: number; most: number };
  replaced: readonly Replaced[];
  /** Of the role that does it; null where none is kept. */
  rate: { dayCents: number; certainty: Certainty } | null;
}
export interface EconomyPart {
  part: Part;
  cents: Span;
  certainty: Certainty;
  unknown: 'amount' | 'rate' | null;
}
export interface Economy {
  parts: EconomyPart[];
  total: Span;
  certainty: Certainty;
  missing: number;
}

const NOTHING: Span = { least: 0, planned: 0, most: 0 };

/** A planned amount within what was said about it; one that has left its range since stretches it. */
export const spanOf = (planned: number, { least, most }: Pick<Said, 'least' | 'most'>): Span => ({
  least: Math.min(planned, least ?? planned),
  planned,
  most: Math.max(planned, most ?? planned),
});
export const times = ({ least, planned, most }: Span, factor: number): Span =>
  factor < 0
    ? { least: most * factor, planned: planned * factor, most: least * factor }
    : { least: least * factor, planned: planned * factor, most: most * factor };
export const plus = (a: Span, b: Span): Span => ({
  least: a.least + b.least,
  planned: a.planned + b.planned,
  most: a.most + b.most,
});
/** The less sure of two. */
export const weaker = (a: Certainty, b: Certainty): Certainty =>
  CERTAINTIES.indexOf(a) >= CERTAINTIES.indexOf(b) ? a : b;

/**
 * A measure over five years in cents: once less the grant, five times a year, the town's own days at its rates, less
 * what it replaces. Least and most are carried through every part; what is saved counts the other way round. What is
 * unknown is named and not in the sum. Parts of nothing are left out.
 */
export function economyOf(input: EconomyInput): Economy {
  const { once, yearly, effort, rate } = input;
  const yearlyDays = middle(input.yearlyDays);
  const parts = [
    part('once', spanOf(input.onceCents, once), once.certainty),
    part('grant', times(spanOf(input.grantCents, { least: null, most: null }), -1), 'estimated'),
    part('yearly', times(spanOf(input.yearlyCents, yearly), YEARS), yearly.certainty),
    work('own_once', spanOf(input.effortDays, effort), effort.certainty, rate),
    work('own_yearly', times(yearlyDays, YEARS), effort.certainty, rate),
    ...input.replaced.map(saved),
  ].filter((one) => one !== null);
  return { parts: joined(parts), ...summed(parts) };
}

/** Several measures together, part by part. */
export function economyOfAll(all: readonly Economy[]): Economy {
  const parts = all.flatMap((one) => one.parts);
  const merged = joined(parts);
  return {
    parts: merged,
    ...summed(parts.filter(({ unknown }) => !unknown)),
    missing: all.reduce((sum, { missing }) => sum + missing, 0),
  };
}

const middle = ({ least, most }: { least: number; most: number }): Span => ({
  least,
  planned: (least + most) / 2,
  most,
});
const whole = ({ least, planned, most }: Span): Span => ({
  least: Math.round(least),
  planned: Math.round(planned),
  most: Math.round(most),
});

function part(name: Part, given: Span, certainty: Certainty): EconomyPart | null {
  const cents = whole(given);
  if (certainty === 'unknown') return { part: name, cents: NOTHING, certainty, unknown: 'amount' };
  return cents.least === 0 && cents.most === 0 ? null : { part: name, cents, certainty, unknown: null };
}

function work(name: Part, days: Span, certainty: Certainty, rate: EconomyInput['rate']): EconomyPart | null {
  if (certainty === 'unknown')
    return name === 'own_once' ? { part: name, cents: NOTHING, certainty, unknown: 'amount' } : null;
  if (days.most === 0) return null;
  if (!rate || rate.certainty === 'unknown')
    return { part: name, cents: NOTHING, certainty: 'unknown', unknown: 'rate' };
  return part(name, times(days, rate.dayCents), weaker(certainty, rate.certainty));
}

function saved({ yearlyLeastCents, yearlyMostCents, fromYear, certainty }: Replaced): EconomyPart | null {
  const years = YEARS - fromYear + 1;
  return part(
    'replaced',
    times(middle({ least: yearlyLeastCents, most: yearlyMostCents }), -years),
    certainty,
  );
}

/** One line per part: what is known of it added up, and a line of its own for what is not. */
function joined(parts: readonly EconomyPart[]): EconomyPart[] {
  return PARTS.flatMap((name) =>
    [null, 'amount' as const, 'rate' as const].flatMap((unknown) => {
      const [first, ...rest] = parts.filter((one) => one.part === name && one.unknown === unknown);
      if (!first) return [];
      const sum = (a: EconomyPart, b: EconomyPart): EconomyPart => ({
        ...a,
        cents: plus(a.cents, b.cents),
        certainty: weaker(a.certainty, b.certainty),
      });
      return [rest.reduce(sum, first)];
    }),
  );
}

function summed(parts: readonly EconomyPart[]): Omit<Economy, 'parts'> {
  const known = parts.filter(({ unknown }) => unknown === null);
  return {
    total: known.reduce((sum, { cents }) => plus(sum, cents), NOTHING),
    certainty: known.reduce<Certainty>((worst, one) => weaker(worst, one.certainty), 'measured'),
    missing: parts.length - known.length,
  };
}
