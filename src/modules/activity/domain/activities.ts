/** What working time goes into, and which figure stands for it: by a diary, by an estimate, or none. Minutes and per cent. */

export const WORK_KINDS = [
  'strategic',
  'project',
  'service',
  'operation',
  'fire_fighting',
  'administration',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];
export type Shares = Readonly<Record<WorkKind, number>>;

export const SURENESS = ['sure', 'rough', 'guessed'] as const;
export type Sureness = (typeof SURENESS)[number];

/** How well a figure is known; it stands beside the figure wherever that appears. */
export const CERTAINTIES = ['measured', 'estimated', 'unknown'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** The smallest group whose sums are shown; the database holds to the same number (app.smallest_group). */
export const SMALLEST_GROUP = 3;

/** Sums of a diary as they leave the database: of a group, or of what somebody has released; never of anybody else alone. */
export interface DiarySum {
  /** Empty for functions that are too small by themselves, taken together. */
  readonly role: string;
  readonly released: boolean;
  readonly kind: WorkKind;
  readonly minutes: number;
  /** The following are of the whole function and repeat in each of its rows. Days somebody worked, each person by itself. */
  readonly days: number;
  readonly weeks: number;
  readonly interruptions: number;
}

export interface Estimate {
  readonly role: string;
  readonly certainty: 'estimated' | 'unknown';
  readonly minutesPerWeek: number | null;
  readonly shares: Shares;
  readonly interruptionsPerDay: number | null;
  readonly sureness: Sureness;
  readonly basis: string;
}

/** A figure of one way to know it. */
export interface Figure {
  readonly shares: Shares;
  readonly minutesPerWeek: number;
  readonly interruptionsPerDay: number | null;
}
export interface Measured extends Figure {
  readonly days: number;
  /** Rests on what somebody has released, not on a group alone. */
  readonly released: boolean;
}
export interface Activity {
  /** Key of the function; empty for the small ones together. */
  readonly role: string;
  readonly certainty: Certainty;
  readonly measured: Measured | null;
  readonly estimated: (Figure & { readonly sureness: Sureness; readonly basis: string }) | null;
}
export interface Activities {
  readonly functions: readonly Activity[];
  readonly total: {
    readonly certainty: Certainty;
    readonly figure: Figure | null;
    /** Days that were measured, over all functions. */
    readonly days: number;
    /** Functions of which nothing is known. */
    readonly unknown: number;
  };
}

/**
 * The time by function and in total. A measured figure stands before an estimated one, an estimated one before none. The total
 * weighs functions by their minutes in a week; where small functions are measured together, the estimates of functions without a
 * figure of their own stay out of it, so that nobody's time counts twice.
 */
export function activities(sums: readonly DiarySum[], estimates: readonly Estimate[]): Activities {
  const roles = [...new Set([...sums.map(({ role }) => role), ...estimates.map(({ role }) => role)])].sort(
    (a, b) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1),
  );
  const functions = roles.map((role) =>
    activityOf(
      role,
      sums.filter((sum) => sum.role === role),
      estimates.find((estimate) => estimate.role === role),
    ),
  );
  return { functions, total: totalOf(functions) };
}

function activityOf(role: string, sums: readonly DiarySum[], estimate: Estimate | undefined): Activity {
  const measured = measuredOf(sums);
  const estimated =
    estimate?.certainty === 'estimated'
      ? {
          shares: estimate.shares,
          minutesPerWeek: estimate.minutesPerWeek ?? 0,
          interruptionsPerDay: estimate.interruptionsPerDay,
          sureness: estimate.sureness,
          basis: estimate.basis,
        }
      : null;
  return {
    role,
    certainty: measured ? 'measured' : estimated ? 'estimated' : 'unknown',
    measured,
    estimated,
  };
}

/** Group and released sums of one function together. */
function measuredOf(sums: readonly DiarySum[]): Measured | null {
  const minutes = byKind((kind) =>
    add(
      sums.filter((sum) => sum.kind === kind),
      (sum) => sum.minutes,
    ),
  );
  const all = add(WORK_KINDS, (kind) => minutes[kind]);
  if (all === 0) return null;
  const parts = [true, false].flatMap((released) => sums.find((sum) => sum.released === released) ?? []);
  const days = add(parts, (part) => part.days);
  const perWeek = add(parts, (part) =>
    Math.round(
      add(
        sums.filter(({ released }) => released === part.released),
        (sum) => sum.minutes,
      ) / part.weeks,
    ),
  );
  return {
    shares: inPercent(minutes),
    minutesPerWeek: perWeek,
    interruptionsPerDay: oneDigit(add(parts, (part) => part.interruptions) / days),
    days,
    released: parts.some(({ released }) => released),
  };
}

function totalOf(functions: readonly Activity[]): Activities['total'] {
  const together = functions.some(({ role }) => role === '');
  const counted = functions.filter(({ measured }) => measured || !together);
  const figures = counted.flatMap(({ measured, estimated }) => measured ?? estimated ?? []);
  const days = add(functions, ({ measured }) => measured?.days ?? 0);
  const unknown = counted.filter(({ certainty }) => certainty === 'unknown').length;
  const minutes = add(figures, (figure) => figure.minutesPerWeek);
  if (minutes === 0) return { certainty: 'unknown', figure: null, days, unknown };
  const told = figures.filter(({ interruptionsPerDay }) => interruptionsPerDay !== null);
  const certainty = counted.every(({ measured }) => measured) ? 'measured' : 'estimated';
  const figure: Figure = {
    shares: inPercent(byKind((kind) => add(figures, (one) => one.shares[kind] * one.minutesPerWeek))),
    minutesPerWeek: minutes,
    interruptionsPerDay:
      told.length === 0
        ? null
        : oneDigit(
            add(told, (one) => (one.interruptionsPerDay ?? 0) * one.minutesPerWeek) /
              add(told, (one) => one.minutesPerWeek),
          ),
  };
  return { certainty, figure, days, unknown };
}

/** Whole per cent that add up to 100: what is cut off goes to the largest remainders, in the order of the kinds. */
export function inPercent(amounts: Shares): Shares {
  const all = add(WORK_KINDS, (kind) => amounts[kind]);
  if (all === 0) return byKind(() => 0);
  const exact = byKind((kind) => (amounts[kind] * 100) / all);
  const left = 100 - add(WORK_KINDS, (kind) => Math.floor(exact[kind]));
  const raised = [...WORK_KINDS]
    .sort((a, b) => (exact[b] % 1) - (exact[a] % 1) || WORK_KINDS.indexOf(a) - WORK_KINDS.indexOf(b))
    .slice(0, left);
  return byKind((kind) => Math.floor(exact[kind]) + (raised.includes(kind) ? 1 : 0));
}

export const byKind = (of: (kind: WorkKind) => number): Record<WorkKind, number> =>
  Object.fromEntries(WORK_KINDS.map((kind) => [kind, of(kind)])) as Record<WorkKind, number>;

const add = <T>(of: readonly T[], value: (one: T) => number): number =>
  of.reduce((sum, one) => sum + value(one), 0);
const oneDigit = (value: number): number => Math.round(value * 10) / 10;
