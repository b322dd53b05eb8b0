import { addDays, type LocalDate, weekdayOf } from '#kernel/dates';
import { byKind, WORK_KINDS, type WorkKind } from './activities.ts';

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

export const NOTHING_WRITTEN: Written = { minutes: byKind(() => 0), interruptions: 0, note: '' };

export const sameWritten = (one: Written, other: Written): boolean =>
  one.note === other.note &&
  one.interruptions === other.interruptions &&
  WORK_KINDS.every((kind) => one.minutes[kind] === other.minutes[kind]);
export const isEmpty = (day: Written): boolean => sameWritten(day, NOTHING_WRITTEN);

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

export interface Version extends Written {
  readonly version: number;
}
/** What was typed, and what it was typed over. */
export interface Typed<D extends Version = Version> {
  readonly said: D;
  readonly was: D;
  /** What another device wrote into the same places; nothing is sent before somebody has chosen. */
  readonly other?: D;
}

/** What was typed, on what another device has written meanwhile: by itself where they wrote in different places, else to be chosen. */
export function meet<D extends Version>({ said, was }: Typed<D>, now: D): Typed<D> {
  const mine = onWhatIsStored(said, was, now);
  const theirs = onWhatIsStored(now, was, said);
  const met = { said: { ...mine, version: now.version }, was: now };
  return sameWritten(mine, theirs) ? met : { ...met, other: now };
}

/** What was typed on while `sent` went out, on what has arrived; null when nothing was. */
export function typedSince<D extends Version>(since: D, sent: D, arrived: D): Typed<D> | null {
  if (sameWritten(since, sent)) return null;
  const said = onWhatIsStored(since, sent, arrived);
  return { said: { ...said, version: arrived.version }, was: arrived };
}
