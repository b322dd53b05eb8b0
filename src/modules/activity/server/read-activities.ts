import { addDays, localDate, localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { activityContract as contract } from '../contract.ts';
import { type Activities, activities, SMALLEST_GROUP } from '../domain/activities.ts';
import { mondayOf } from '../domain/diary.ts';
import { readEstimates, readSums } from './store.ts';

type Period = Pick<RouteInput<typeof contract.overview>, 'from' | 'until'>;

const WEEKS = 13;

/** Time by function and in total in whole weeks, by default the last thirteen; refuses `before_start`. */
export async function readActivities(
  tx: TownTx,
  { from, until }: Period = {},
): Promise<Activities & { from: string; until: string }> {
  const today = localDateOf(tx.now);
  const last = addDays(mondayOf(until ? localDate(until) : today), 6);
  const first = mondayOf(from ? localDate(from) : addDays(last, -7 * WEEKS));
  if (first > last) refuse('invalid', 'invalid_input', [{ path: 'until', code: 'before_start' }]);
  const sums = await readSums(tx, { from: first, until: last, today });
  return { ...activities(sums, await readEstimates(tx)), from: first, until: last };
}

/** The same as the page shows it. */
export async function showActivities(
  tx: TownTx,
  period: Period,
): Promise<RouteOutput<typeof contract.overview>> {
  const { from, until, functions, total } = await readActivities(tx, period);
  return { from, until, smallestGroup: SMALLEST_GROUP, functions: [...functions], total };
}
