import { addDays, type LocalDate, weekdayOf } from '#kernel/dates';

/** Diary entries are kept in quarters of an hour. */
export const STEP_MINUTES = 15;
export const DAY_MINUTES = 24 * 60;

/** Monday of the week a day is in. */
export const mondayOf = (day: LocalDate): LocalDate => addDays(day, 1 - weekdayOf(day));

/**
 * Whether a day can be written down: until its week is over, and not before it has come. Afterwards its week counts in the sums
 * of groups, and no later change may show in them what one person did.
 */
export const dayState = (day: LocalDate, today: LocalDate): 'open' | 'ahead' | 'closed' =>
  day > today ? 'ahead' : mondayOf(day) === mondayOf(today) ? 'open' : 'closed';
