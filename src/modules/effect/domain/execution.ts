import { addDays, addMonths, type LocalDate, localDate } from '#kernel/dates';

/** A day of a contract has so many hours. */
export const HOURS = 8;

export type Light = 'green' | 'yellow' | 'red';

/** First day of the month of a day. */
export const monthOf = (day: string): LocalDate => localDate(`${day.slice(0, 8)}01`);
/** First day of the month that ended last before a day: the one whose report is asked for. */
export const monthBefore = (day: LocalDate): LocalDate => addMonths(monthOf(day), -1);

interface Course {
  /** Day of the decision that holds; null = nobody wrote it down. */
  readonly decidedOn: string | null;
  /** Day it was entered, for a decision that nobody wrote down. */
  readonly enteredOn: string;
  /** First day of its quarter on the roadmap; null = not placed. */
  readonly placedFrom: string | null;
  /** First month that was reported. */
  readonly firstMonth: string | null;
}

/** The day from which on it is carried out: its decision, not before its quarter, unless somebody reported earlier. */
export function beganOn({ decidedOn, enteredOn, placedFrom, firstMonth }: Course): string {
  const decided = decidedOn ?? enteredOn;
  const planned = placedFrom !== null && placedFrom > decided ? placedFrom : decided;
  return firstMonth !== null && firstMonth < planned ? firstMonth : planned;
}

/** Months back that are offered where nobody knows when a measure began, and at most. */
const MONTHS_BACK = 24;

interface Reporting {
  readonly today: LocalDate;
  /** The day from which on it is carried out; null = nobody has decided. */
  readonly began: string | null;
  readonly missingSince: string | null;
  readonly reported: readonly string[];
}

/** Months that can still be reported, the latest first, and the one that is waited for: the first missing, else this one. */
export function monthsToReport({ today, began, missingSince, reported }: Reporting): {
  months: LocalDate[];
  first: LocalDate | null;
} {
  const months = Array.from({ length: MONTHS_BACK }, (_, back) => addMonths(monthOf(today), -back)).filter(
    (month) => !reported.includes(month) && (began === null || month >= monthOf(began)),
  );
  return { months, first: months.find((month) => month === missingSince) ?? months[0] ?? null };
}

/**
 * The first of the months in a row, up to the asked one, that nobody reported; null when the asked one was, or when the measure began
 * after it. `lastMonth` is the last report up to the asked month.
 */
export function missingSince(asked: LocalDate, began: string, lastMonth: string | null): LocalDate | null {
  if (began > addDays(addMonths(asked, 1), -1)) return null;
  if (lastMonth === null) return monthOf(began);
  return lastMonth >= asked ? null : addMonths(localDate(lastMonth), 1);
}

interface Standing {
  readonly light: Light | null;
  readonly overdue: number;
  /** Last day of its quarters on the roadmap; null = not placed. */
  readonly placedUntil: string | null;
}

/** Late: it stands still by its latest report, a task is overdue, or its quarters on the roadmap are over. */
export const isLate = ({ light, overdue, placedUntil }: Standing, today: LocalDate): boolean =>
  light === 'red' || overdue > 0 || (placedUntil !== null && placedUntil < today);

type HoursState = 'none' | 'within' | 'near' | 'over';
const NEAR = 0.8;

/** How the hours used stand to those agreed: `none` agreed, `within`, `near` from 80 %, `over` beyond. */
export function hoursState(agreed: number | null, used: number): HoursState {
  if (agreed === null) return 'none';
  if (used > agreed) return 'over';
  return used > 0 && used >= agreed * NEAR ? 'near' : 'within';
}
