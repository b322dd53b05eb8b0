import type { Instant } from '#kernel/dates';
import { firstStatus, type StatusTable, statusOf } from './status.ts';
import type { Stretch } from './working-time.ts';

export interface StatusChange {
  readonly at: Instant;
  readonly to: string;
}

/** What of a ticket's history counts for its agreement. */
export interface Course {
  readonly createdAt: Instant;
  /** First public answer; null = none yet. */
  readonly answeredAt: Instant | null;
  /** Times in a status in which clocks stand still. */
  readonly waits: readonly Stretch[];
  /** From solved or closed until reopened. */
  readonly solved: readonly Stretch[];
}

/** How often a ticket was opened again after it had been solved. */
export const reopenings = (course: Course): number => course.solved.filter(({ to }) => to !== null).length;

/**
 * A ticket's course from its changes of status, in the order in which they happened. Changes of the same moment
 * count in the order given; a status that the table no longer knows counts as open.
 */
export function courseOf(
  table: StatusTable,
  ticket: { readonly createdAt: Instant; readonly answeredAt: Instant | null },
  changes: readonly StatusChange[],
): Course {
  const waits: Stretch[] = [];
  const solved: Stretch[] = [];
  const ends = (key: string): boolean => ['solved', 'closed'].includes(statusOf(table, key)?.kind ?? 'open');
  const pauses = (key: string): boolean => statusOf(table, key)?.pauses ?? false;
  const follow = (list: Stretch[], before: boolean, after: boolean, at: Instant): void => {
    const last = list.at(-1);
    if (before && !after && last) list[list.length - 1] = { from: last.from, to: at };
    if (!before && after) list.push({ from: at, to: null });
  };
  let status = firstStatus(table).key;
  for (const { at, to } of changes) {
    follow(waits, pauses(status), pauses(to), at);
    follow(solved, ends(status), ends(to), at);
    status = to;
  }
  return { ...ticket, waits, solved };
}
