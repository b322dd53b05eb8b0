import { addDays, type LocalDate } from '#kernel/dates';

export type AccessState = 'active' | 'ending' | 'ended';

/** Days before the end from which it is spoken of. */
export const NOTICE_DAYS = 30;

/** How an access stands on a day; `until` = last day, null = without end. */
export function accessState(until: string | null, today: LocalDate): AccessState {
  if (until === null) return 'active';
  if (until < today) return 'ended';
  return until <= addDays(today, NOTICE_DAYS) ? 'ending' : 'active';
}

/** The last day of several functions: null = one of them has no end; undefined = there is none. */
export function lastDay(ends: readonly (string | null)[]): string | null | undefined {
  if (ends.length === 0) return undefined;
  return ends.includes(null) ? null : ends.map(String).sort().at(-1);
}
