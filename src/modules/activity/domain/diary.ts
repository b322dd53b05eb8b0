import { addDays, type LocalDate, weekdayOf } from '#kernel/dates';
import { byKind, type WorkKind } from './activities.ts';

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

/** What a day holds of one function. */
export interface Written {
  readonly minutes: Readonly<Record<WorkKind, number>>;
  readonly interruptions: number;
  readonly note: string;
}

/** What was typed over `was`, on what is stored by now: another device of the same person keeps what it wrote elsewhere in the day. */
export function onWhatIsStored<T extends Written>(said: T, was: Written, now: Written): T {
  const own = <V>(typed: V, before: V, stored: V): V => (typed === before ? stored : typed);
  return {
    ...said,
    minutes: byKind((kind) => own(said.minutes[kind], was.minutes[kind], now.minutes[kind])),
    interruptions: own(said.interruptions, was.interruptions, now.interruptions),
    note: own(said.note, was.note, now.note),
  };
}
